import { channelKinds } from '../../../channels/kinds.ts';
import { formatMoney } from '../../../commerce/values/money.ts';
import type { CouponOffer } from '../../../model/coupon.ts';
import type { DatePath, UntilDate } from '../../../model/delay.ts';
import type { WrittenDelay } from '../../model/values.ts';
import { eventWords } from '../event-words.ts';
import type { DelayPhrase, ValuePhrases } from '../phrases.ts';

export const values: ValuePhrases = {
  events: (events) => or(events.map((event) => eventWords[event].en)),
  channels: (channels) => channels.map((channel) => channelKinds[channel].words.en.name).join(', or else '),
  duration: (words) => words,
  delay: delayIn,
  coupon: couponIn,
};

/** `a`, `a or b`; from three on with a comma before "or", because what is listed may hold one itself. */
export function or(words: readonly string[]): string {
  return words.length < 3 ? words.join(' or ') : `${words.slice(0, -1).join(', ')}, or ${words.at(-1)}`;
}

/** "a coupon of 10% off, valid for 3 days". */
function couponIn(offer: CouponOffer): string {
  const worth = 'percent' in offer ? `${offer.percent}%` : formatMoney(offer.amount, 'en');
  return `a coupon of ${worth} off, valid for ${offer.days} ${offer.days === 1 ? 'day' : 'days'}`;
}

function delayIn({ words, delay }: WrittenDelay): DelayPhrase {
  if ('weekday' in delay) return { text: `until ${delay.at} on the next ${delay.weekday}`, byTheClock: true };
  if ('date' in delay) return dateIn(words, delay);
  if ('minutes' in delay) return { text: words, byTheClock: false };
  const { days, at } = delay;
  return { text: days === 1 ? `until ${at} the next day` : `${days} days, until ${at}`, byTheClock: true };
}

/** "until 2 days before the parcel is expected, at 10:00". */
function dateIn(written: string, { date, offset }: UntilDate): DelayPhrase {
  const [, distance = ''] = /^until (.+ (?:before|after) )/.exec(written) ?? [];
  const clock = 'at' in offset ? `, at ${offset.at}` : '';
  return {
    text: `until ${distance}${dates[date]}${clock}`,
    byTheClock: 'at' in offset,
    hint: 'if that is past or unknown',
  };
}

const dates: Readonly<Record<DatePath, string>> = {
  'cart.updatedAt': 'the last change of the cart',
  'checkout.startedAt': 'the start of the checkout',
  'order.placedAt': 'the order',
  'order.dispatchBy': 'the promised dispatch of the order',
  'order.reorderAt': 'the usual time to order again',
  'shipment.dispatchedAt': 'the dispatch of the parcel',
  'shipment.expectedAt': 'the expected arrival of the parcel',
  'shipment.deliveredAt': 'the delivery of the parcel',
  'customer.birthday': "the customer's next birthday",
};
