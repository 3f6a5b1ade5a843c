import type { StaffWay } from '../../../model/action.ts';
import type { AllActionPhrases } from '../phrases.ts';
import { staffTextIn, staffTextsOf } from '../staff-text.ts';

const ways: Readonly<Record<StaffWay, string>> = { email: 'メール', webhook: 'Webhook' };

export const actions: AllActionPhrases = {
  tag: {
    sentence: ({ tag }) => `お客様にタグ「${tag}」を付けます。`,
    title: ({ tag }) => `タグ「${tag}」を付ける`,
    called: ({ tag }) => `タグ「${tag}」の付与`,
    setting: () => '',
  },
  untag: {
    sentence: ({ tag }) => `お客様のタグ「${tag}」を外します。`,
    title: ({ tag }) => `タグ「${tag}」を外す`,
    called: ({ tag }) => `タグ「${tag}」の解除`,
    setting: () => '',
  },
  points: {
    sentence: (action) => `「${action.for}」のために、お客様に${action.points}ポイントを付与します。`,
    title: ({ points }) => `${points}ポイントを付与する`,
    note: (action) => `「${action.for}」`,
    called: (action) => `「${action.for}」のポイント付与`,
    setting: ({ points }) => `${points}ポイント`,
  },
  emit: {
    sentence: ({ type }) => `イベント「${type}」をイベントバスに送ります。`,
    title: ({ type }) => `イベント「${type}」を送る`,
    called: ({ type }) => `イベント「${type}」の送信`,
    setting: ({ detail }) => (Object.keys(detail).length === 0 ? '' : JSON.stringify(detail)),
  },
  'tell-staff': {
    by: ways,
    sentence: (action) => `スタッフに${ways[action.by]}で知らせます：「${staffTextIn(action, 'ja')}」`,
    title: ({ by }) => `スタッフに${ways[by]}で知らせる`,
    note: (action) => staffTextIn(action, 'ja'),
    called: () => 'スタッフへの通知',
    setting: (action) =>
      `${staffTextsOf(action)
        .map((text) => `「${text}」`)
        .join('')}、${ways[action.by]}で`,
  },
};
