import { channelKinds } from '../../../channels/kinds.ts';
import { currencyDigits } from '../../../commerce/values/currency.ts';
import type { Money } from '../../../commerce/values/money.ts';
import type { CouponOffer } from '../../../model/coupon.ts';
import type { DatePath, UntilDate, Weekday } from '../../../model/delay.ts';
import type { WrittenDelay } from '../../model/values.ts';
import { eventWords } from '../event-words.ts';
import type { DelayPhrase, ValuePhrases } from '../phrases.ts';

export const values: ValuePhrases = {
  events: (events) => events.map((event) => eventWords[event].ja).join('か、'),
  channels: (channels) => channels.map((channel) => channelKinds[channel].words.ja.name).join('、届けられなければ'),
  duration: durationWords,
  delay: delayIn,
  coupon: couponIn,
};

const units: Readonly<Record<string, string>> = { minute: '分', hour: '時間', day: '日', week: '週間' };

/** `4 hours` in Japanese: 4時間. */
export function durationWords(words: string): string {
  return words.replace(/^(\d+) (minute|hour|day|week)s?/, (_, amount, unit) => `${amount}${units[unit]}`);
}

function couponIn(offer: CouponOffer): string {
  const worth = 'percent' in offer ? `${offer.percent}%` : amountIn(offer.amount);
  return `${worth}割引のクーポン（${offer.days}日間有効）`;
}

/** 500円: as conditions say it. */
function amountIn({ minor, currency }: Money): string {
  const format = { style: 'currency', currency, currencyDisplay: 'name', trailingZeroDisplay: 'stripIfInteger' };
  const major = minor / 10 ** currencyDigits(currency);
  return major.toLocaleString('ja', format as Intl.NumberFormatOptions); // trailingZeroDisplay is not in every library
}

function delayIn({ words, delay }: WrittenDelay): DelayPhrase {
  if ('weekday' in delay) return { text: `次の${weekdayWords[delay.weekday]}の${delay.at}`, byTheClock: true };
  if ('date' in delay) return dateIn(words, delay);
  if ('minutes' in delay) return { text: durationWords(words), byTheClock: false };
  const { days, at } = delay;
  return { text: days === 1 ? `翌日の${at}` : `${days}日後の${at}`, byTheClock: true };
}

function dateIn(written: string, { date, offset }: UntilDate): DelayPhrase {
  const [, length, direction] = /^until (.+) (before|after) /.exec(written) ?? [];
  const distance = length === undefined ? '' : `の${durationWords(length)}${direction === 'before' ? '前' : '後'}`;
  const clock = 'at' in offset ? `の${offset.at}` : '';
  return {
    text: `${dates[date]}${distance}${clock}`,
    byTheClock: 'at' in offset,
    hint: 'すでに過ぎている場合や不明な場合は、',
  };
}

export const weekdayWords: Readonly<Record<Weekday, string>> = {
  Monday: '月曜日',
  Tuesday: '火曜日',
  Wednesday: '水曜日',
  Thursday: '木曜日',
  Friday: '金曜日',
  Saturday: '土曜日',
  Sunday: '日曜日',
};

const dates: Readonly<Record<DatePath, string>> = {
  'cart.updatedAt': 'カートの最後の変更',
  'checkout.startedAt': '購入手続きの開始',
  'order.placedAt': '注文',
  'order.dispatchBy': '約束した発送期限',
  'order.reorderAt': 'いつもの再注文時期',
  'shipment.dispatchedAt': '荷物の発送',
  'shipment.expectedAt': '荷物の到着予定日',
  'shipment.deliveredAt': '荷物の到着',
  'customer.birthday': 'お客様の次の誕生日',
};
