import type { StaffWay } from '../../../model/action.ts';
import type { AllActionPhrases } from '../phrases.ts';

const ways: Readonly<Record<StaffWay, string>> = { email: 'メール', webhook: 'Webhook' };

export const actions: AllActionPhrases = {
  tag: {
    sentence: ({ tag }) => `お客様にタグ「${tag}」を付けます。`,
    title: ({ tag }) => `タグ「${tag}」を付ける`,
  },
  untag: {
    sentence: ({ tag }) => `お客様のタグ「${tag}」を外します。`,
    title: ({ tag }) => `タグ「${tag}」を外す`,
  },
  points: {
    amount: ({ points }) => `${points}ポイント`,
    sentence: (action) => `「${action.for}」のために、お客様に${action.points}ポイントを付与します。`,
    title: ({ points }) => `${points}ポイントを付与する`,
    note: (action) => `「${action.for}」`,
  },
  emit: {
    sentence: ({ type }) => `イベント「${type}」をイベントバスに送ります。`,
    title: ({ type }) => `イベント「${type}」を送る`,
  },
  'tell-staff': {
    by: ways,
    sentence: ({ text, by }) => `スタッフに${ways[by]}で知らせます：「${text}」`,
    title: ({ by }) => `スタッフに${ways[by]}で知らせる`,
    note: ({ text }) => text,
  },
};
