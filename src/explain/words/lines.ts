import type { Language } from '../../commerce/words.ts';
import type { FirstAttempt } from '../../model/message.ts';
import type { Outcome } from '../../model/outcome.ts';

/** The words around a reason. */
export interface LineWords {
  /** @param name in quotation marks */
  readonly message: (name: string, journey: string) => string;
  /** A message of which only the journey is known, if that is. */
  readonly messageOf: (journey: string | undefined) => string;
  /** A message that was in the way, and what became of it. @param outcome undefined while nothing is known */
  readonly rival: (name: string, outcome: Outcome | 'claimed' | undefined, moment: string) => string;
  /** A message to another customer who has the same address. */
  readonly othersMessage: (moment: string) => string;
  readonly and: (names: readonly string[]) => string;
  readonly or: (names: readonly string[]) => string;
  readonly again: (moment: string) => string;
  /** On a second attempt that did not go: what had become of the first. */
  readonly secondAttempt: (because: FirstAttempt['because'], channel: string, moment: string) => string;
  readonly heldBefore: (moment: string, why: string, until: string | undefined) => string;
  /** That the settings have changed since. @param by a moment at which they had, if one is known */
  readonly changed: (by: string | undefined) => string;
  readonly noReason: (reason: string | undefined) => string;
}

const english: LineWords = {
  message: (name, journey) => `${name} (${journey})`,
  messageOf: (journey) => (journey === undefined ? 'another message' : `a message of ${journey}`),
  rival: (name, outcome, moment) => `${name}, ${englishRivals[outcome ?? 'none']} ${moment},`,
  othersMessage: (moment) => `a message to another customer who has the same address, of ${moment},`,
  and: (names) => names.join(' and '),
  or: (names) => names.join(' or '),
  again: (moment) => `It is tried again on ${moment}.`,
  secondAttempt: (because, channel, moment) =>
    because === 'failed'
      ? `This was the second attempt: the one by ${channel} of ${moment} failed.`
      : `This was the second attempt: no delivery of the one by ${channel} of ${moment} was reported in time.`,
  heldBefore: (moment, why, until) => `Held on ${moment}${until === undefined ? '' : `, until ${until}`}: ${why}`,
  changed: (by) =>
    `The settings of the shop or of this journey have changed since then${by === undefined ? '' : `, on ${by} at the latest`}.`,
  noReason: (reason) =>
    reason === undefined ? 'No reason was recorded.' : `The reason is “${reason}”, which this version does not know.`,
};

const englishRivals: Readonly<Record<Outcome | 'none' | 'claimed', string>> = {
  sent: 'sent on',
  held: 'itself held since',
  skipped: 'not sent in the end either, as decided on',
  unknown: 'sent perhaps (no answer was recorded) on',
  none: 'due on',
  claimed: 'of',
};

const japanese: LineWords = {
  message: (name, journey) => `${journey}の${name}`,
  messageOf: (journey) => (journey === undefined ? '別のメッセージ' : `${journey}のメッセージ`),
  rival: (name, outcome, moment) => `${name}（${moment}${japaneseRivals[outcome ?? 'none']}）`,
  othersMessage: (moment) => `同じ宛先を使う別のお客様へのメッセージ（${moment}）`,
  and: (names) => names.join('と'),
  or: (names) => names.join('または'),
  again: (moment) => `次は${moment}に改めて判断します。`,
  secondAttempt: (because, channel, moment) =>
    because === 'failed'
      ? `${moment}の${channel}での送信が届かなかったための再送分です。`
      : `${moment}の${channel}での送信が時間内に配信済みにならなかったための再送分です。`,
  heldBefore: (moment, why, until) => `${moment}に保留${until === undefined ? '' : `（${until}まで）`}：${why}`,
  changed: (by) =>
    `その後、ショップまたはこのジャーニーの設定が変更されています${by === undefined ? '' : `（遅くとも${by}）`}。`,
  noReason: (reason) =>
    reason === undefined ? '理由は記録されていません。' : `理由は「${reason}」ですが、この版では説明できません。`,
};

const japaneseRivals: Readonly<Record<Outcome | 'none' | 'claimed', string>> = {
  sent: 'に送信',
  held: 'から保留中',
  skipped: 'に送信の見送りを決定',
  unknown: 'に送信、応答の記録なし',
  none: 'に予定',
  claimed: '',
};

/** The words around a reason, in each language. */
export const lineWords: Readonly<Record<Language, LineWords>> = { en: english, ja: japanese };
