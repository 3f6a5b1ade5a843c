import type { Purpose } from '../../../model/purpose.ts';
import type { JourneyPhrases, PicturePhrases } from '../phrases.ts';

const purposes: Readonly<Record<Purpose, string>> = {
  marketing: 'マーケティング：同意したお客様だけに、配信を控える時間帯を避け、1日の上限の中で送ります',
  transactional: '取引のご連絡：お客様ご自身の取引についてなので、同意は要りません',
};

export const journey: JourneyPhrases = {
  purpose: (purpose, priority) => `${purposes[purpose]}（優先度${priority}）。`,
  starts: (trigger, filter, often) =>
    `${trigger}始まります${filter === undefined ? '' : `（${filter}場合）`}。${often}。`,
  audience: (audience) => `対象は、${audience}場合だけです（始まるときと、メッセージを送るたびに確かめます）。`,
  neverEnds: '途中で終わることはありません。',
  ends: (events) => `${events}と、途中で終わります。`,
  goal: (event, within) => `目標は、開始から${within}以内に${event}ことです。終わったあとでも数えます。`,
  goOn: '先へ進みます。',
  heading: (when) => `${when}：`,
  branch: (when, sentence) => `${when}、${sentence}`,
};

export const picture: PicturePhrases = {
  startTitle: (trigger) => trigger.replace(/[とに]$/, ''),
  onlyIf: (condition) => `${condition}場合`,
  end: '終わり',
  goOn: '本線に戻る',
  endsEarly: '途中で終わるとき',
  listed: (event) => `・${event}`,
  goal: '目標',
  goalNote: (event, within) => `開始から${within}以内に${event}`,
};
