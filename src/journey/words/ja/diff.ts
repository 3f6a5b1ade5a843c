import { nounWords } from '../../../commerce/nouns.ts';
import type { Weekday } from '../../../model/delay.ts';
import type { Purpose } from '../../../model/purpose.ts';
import type { DiffPhrases, MachinePhrases } from '../phrases.ts';
import { durationWords, weekdayWords } from './values.ts';

const purposes: Readonly<Record<Purpose, string>> = { marketing: '販促', transactional: '取引連絡' };

const again = { never: 'しない', always: 'いつでも（最初からやり直し）', 'the end': '終了後' } as const;

export const diff: DiffPhrases = {
  properties: {
    about: '説明',
    aboutElsewhere: '英語の説明',
    purpose: '目的',
    topic: 'トピック',
    priority: '優先度',
    caps: '配信数の上限と間隔',
    starts: '開始のきっかけ',
    filter: '開始の条件',
    audience: '対象',
    oncePer: '開始の単位',
    againAfter: '再び開始できる時期',
    againUpon: '早めに再開始できるイベント',
    restarts: '最初の待ち時間のやり直し',
    goal: '目標',
  },
  about: (text) => `「${text}」`,
  purpose: (purpose) => purposes[purpose],
  usualTopic: '目的に応じた既定のトピック',
  caps: (ignored) => (ignored ? '適用しない' : '適用する'),
  starts: (trigger) => trigger.replace(/[とに]$/, ''),
  unfiltered: 'なし',
  everybody: 'すべてのお客様',
  subject: (subject) => `${nounWords[subject].noun.ja}ごと`,
  again: (after) => (typeof after === 'string' ? again[after] : `${durationWords(after.words)}後`),
  noEvent: 'なし',
  restarts: (events) => `${events}とき`,
  never: 'なし',
  goal: (event, within) => `${within}以内に${event}こと`,
  noGoal: 'なし',
  endsNow: (event) => `途中で終了する条件を追加：${event}とき`,
  endsNoLonger: (event) => `途中で終了する条件を削除：${event}とき`,
  changed: (what, before, after) => `${what}：${before} → ${after}`,
  notSaid: '指定なし',
  numbered: (name, count) => `${name}（${count}つ目）`,
  theEnd: '終了',
  added: (step, after) => `${placeOf(after)}に追加：${step}`,
  moved: (step, after) => `${placeOf(after)}に移動：${step}`,
  removed: (step) => `削除：${step}`,
  withSetting: (step, setting) => `${step}（${setting}）`,
  within: (step, key, change) => `${step}の「${key}」：${change}`,
};

function placeOf(after: string | undefined): string {
  return after === undefined ? '先頭' : `${after}の後`;
}

export const machine: MachinePhrases = {
  about: '説明',
  beginsWith: '最初のステップ',
  state: (name) => `「${name}」`,
  part: (state, what) => `${state}の${what}`,
  added: (state) => `追加：${state}`,
  onward: '次のステップ',
  waitBefore: '前の待ち時間',
  waitAfter: '後の待ち時間',
  waitInArm: (arm) => `${arm}番目の分岐の待ち時間`,
  retries: '再試行の設定',
  atMost: '最長の待ち時間',
  written: writtenWait,
  days: (count) => `${count}日`,
  hours: (count) => `${count}時間`,
  minutes: (count) => `${count}分`,
  daysAt: (days, at) => (days === 1 ? `翌日の${at}` : `${days}日後の${at}`),
  weekdayAt: (weekday, at) => `次の${weekdayWords[weekday]}の${at}`,
  date(date, distance, isBefore, at) {
    const moved = distance === undefined ? date : `${date} の${distance}${isBefore ? '前' : '後'}`;
    return `${moved}${at === undefined ? '' : `の${at}`}まで`;
  },
};

/** A wait as it is written in the file; a date of an event stays as it is written. */
function writtenWait(words: string): string {
  const [, weekday = '', time] = /^until (\w+), at (\d\d:\d\d)$/.exec(words) ?? [];
  if (time !== undefined) return `次の${weekdayWords[weekday as Weekday]}の${time}`; // the language knows no other word here
  if (words.startsWith('until ')) return `「${words}」`;
  return durationWords(words).replace(/, at (\d\d:\d\d)$/, '後の$1');
}
