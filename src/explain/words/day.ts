import type { Language } from '../../commerce/words.ts';
import type { DoorReason, Outcome } from '../../model/outcome.ts';

/** The words of counts by reason. */
export interface DayWords {
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly outcome: (outcome: string, reason: string | undefined) => string;
  readonly refused: (reason: string) => string;
  readonly door: Readonly<Record<DoorReason, string>>;
}

const english: DayWords = {
  outcomes: { sent: 'sent', held: 'held', skipped: 'not sent', unknown: 'perhaps sent' },
  outcome: (outcome, reason) => (reason === undefined ? outcome : `${outcome}: ${reason}`),
  refused: (reason) => `not started: ${reason}`,
  door: {
    'test-event': 'test event',
    stale: 'reported too late',
    'already-ended': 'needless by a later event',
    'not-delivered': 'another parcel was under way',
    'too-far-ahead': 'more than a year ahead',
    'already-in': 'may not start again yet',
    'not-in-audience': 'not in the audience',
  },
};

const japanese: DayWords = {
  outcomes: { sent: '送信済み', held: '保留', skipped: '送信せず', unknown: '送信されたか不明' },
  outcome: (outcome, reason) => (reason === undefined ? outcome : `${outcome}：${reason}`),
  refused: (reason) => `開始せず：${reason}`,
  door: {
    'test-event': 'テストイベント',
    stale: '報告の遅れ',
    'already-ended': '後のイベントで不要',
    'not-delivered': 'ほかの荷物が配送中',
    'too-far-ahead': '1年以上先',
    'already-in': 'まだ再び始まらない',
    'not-in-audience': '対象外のお客様',
  },
};

/** The words of counts in each language. */
export const dayWords: Readonly<Record<Language, DayWords>> = { en: english, ja: japanese };
