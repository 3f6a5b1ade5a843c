import type { Purpose } from '../../../model/purpose.ts';
import type { JourneyPhrases, PicturePhrases } from '../phrases.ts';

const purposes: Readonly<Record<Purpose, string>> = {
  marketing: '販促：同意したお客様だけに、配信を控える時間帯を避け、配信数の上限の範囲内で送ります',
  transactional: '取引連絡：お客様ご自身の取引に関するご連絡のため、配信への同意は不要です',
};

export const journey: JourneyPhrases = {
  purpose: (purpose, priority) => `${purposes[purpose]}（優先度${priority}）。`,
  topic: (topic) => `トピック：${topic}。このトピックの受け取りを止めたお客様には送りません。`,
  ignoresCaps: '配信数の上限と間隔の設定にかかわらず送ります。',
  starts: (trigger, filter, often) =>
    `${trigger}開始します${filter === undefined ? '' : `（${filter}場合）`}。${often}。`,
  audience: (audience) => `対象：${audience}場合のみ（開始時と、メッセージを送るたびに確認します）。`,
  neverEnds: '途中で終了することはありません。',
  ends: (events) => `${events}と、途中で終了します。`,
  goal: (event, within) => `目標：開始から${within}以内に${event}こと（途中で終了した後でも達成とします）。`,
  goOn: '先へ進みます。',
  heading: (when) => `${when}：`,
  branch: (when, sentence) => `${when}、${sentence}`,
};

export const picture: PicturePhrases = {
  startTitle: (trigger) => trigger.replace(/[とに]$/, ''),
  onlyIf: (condition) => `${condition}場合`,
  end: '終了',
  goOn: '元の流れに戻る',
  endsEarly: '途中で終了する条件',
  listed: (event) => `・${event}`,
  goal: '目標',
  goalNote: (event, within) => `開始から${within}以内に${event}`,
};
