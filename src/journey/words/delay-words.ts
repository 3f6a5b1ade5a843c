import type { DatePath, UntilDate, Weekday } from '../../model/delay.ts';
import type { WrittenDelay } from '../values/duration.ts';
import { durationInJapanese, type Words } from './words.ts';

/** A wait in words. */
export interface DelayWords {
  /** What goes behind "Wait", and before 「（まで）待つ」. */
  readonly words: Words;
  /** Whether the words name a time of the customer's clock. */
  readonly clock: boolean;
  /** When there is nothing to wait for: "if …", 「…なら」. */
  readonly hint?: Words;
}

/** Says how long or until when a wait is. */
export function delayInWords({ words, delay }: WrittenDelay): DelayWords {
  if ('weekday' in delay) {
    const { weekday, at } = delay;
    const ja = `次の${weekdaysInJapanese[weekday]}の${at}`;
    return { words: { en: `until ${at} on the next ${weekday}`, ja }, clock: true };
  }
  if ('date' in delay) return dateInWords(words, delay);
  if ('minutes' in delay) return { words: { en: words, ja: durationInJapanese(words) }, clock: false };
  const { days, at } = delay;
  const tomorrow = { en: `until ${at} the next day`, ja: `翌日の${at}` };
  return { words: days === 1 ? tomorrow : { en: `${days} days, until ${at}`, ja: `${days}日後の${at}` }, clock: true };
}

/** "until 2 days before the parcel is expected, at 10:00". */
function dateInWords(written: string, { date, offset }: UntilDate): DelayWords {
  const { en, ja } = dateWords[date];
  const [, length, direction] = /^until (.+) (before|after) /.exec(written) ?? [];
  const before = direction === 'before' ? '前' : '後';
  const distance =
    length === undefined
      ? { en: '', ja: '' }
      : { en: `${length} ${direction} `, ja: `の${durationInJapanese(length)}${before}` };
  const clock = 'at' in offset ? { en: `, at ${offset.at}`, ja: `の${offset.at}` } : { en: '', ja: '' };
  return {
    words: { en: `until ${distance.en}${en}${clock.en}`, ja: `${ja}${distance.ja}${clock.ja}` },
    clock: 'at' in offset,
    hint: { en: 'if that is past or unknown', ja: '過ぎているか不明なら、' },
  };
}

const weekdaysInJapanese: Readonly<Record<Weekday, string>> = {
  Monday: '月曜日',
  Tuesday: '火曜日',
  Wednesday: '水曜日',
  Thursday: '木曜日',
  Friday: '金曜日',
  Saturday: '土曜日',
  Sunday: '日曜日',
};

const dateWords: Readonly<Record<DatePath, Words>> = {
  'cart.updatedAt': { en: 'the last change of the cart', ja: 'カートの最後の変更' },
  'checkout.startedAt': { en: 'the start of the checkout', ja: '購入手続きの開始' },
  'order.placedAt': { en: 'the order', ja: '注文' },
  'order.dispatchBy': { en: 'the promised dispatch of the order', ja: '約束した発送期限' },
  'order.reorderAt': { en: 'the usual time to order again', ja: 'いつもの再注文の時期' },
  'shipment.dispatchedAt': { en: 'the dispatch of the parcel', ja: '荷物の発送' },
  'shipment.expectedAt': { en: 'the expected arrival of the parcel', ja: '荷物の到着予定日' },
  'shipment.deliveredAt': { en: 'the delivery of the parcel', ja: '荷物の到着' },
  'customer.birthday': { en: "the customer's next birthday", ja: 'お客様の次の誕生日' },
};
