import type { Json } from '../aws/json.ts';
import { type Diary, day } from './diary.ts';
import { carrierUrl, shopUrl } from './shop/addresses.ts';
import type { Goods } from './shop/goods.ts';

/*
 * What a customer of the demo shop, or the shop for them, does at a time (epoch milliseconds). Each notes the events that
 * a shop's backend would post.
 */

/** Fills a new cart. @returns its id */
export function fillCart(diary: Diary, at: number, goods: Goods): string {
  const id = diary.id('cart');
  diary.add('cart.updated', at, { cart: { id, url: `${shopUrl}/cart/${id}`, ...goods } }, diary.customer.anonymous);
  return id;
}

/** Goes from the cart to the checkout. */
export function startCheckout(diary: Diary, at: number, goods: Goods, cart: string): void {
  const id = diary.id('checkout');
  const checkout = { id, url: `${shopUrl}/checkout/${id}`, ...goods };
  diary.add('checkout.started', at, { checkout, cart: { id: cart } }, diary.customer.anonymous);
}

/** What is ordered, and whether the shop promises when it leaves. */
export interface Ordered {
  readonly goods: Goods;
  readonly cart?: string | undefined;
  readonly isPromised: boolean;
}

/** Orders. @returns the id of the order */
export function placeOrder(diary: Diary, at: number, { goods, cart, isPromised }: Ordered): string {
  const id = diary.id('order');
  const promise = isPromised && { dispatchBy: isoTime(at + 2 * day) };
  const order = { id, number: String(diary.number), url: `${shopUrl}/orders/${id}`, ...goods, ...promise };
  diary.add('order.placed', at, { order, ...(cart !== undefined && { cart: { id: cart } }) });
  return id;
}

/** A new parcel of an order, as the events of its way carry it. */
export function parcelOf(diary: Diary, order: string, expectedAt: number): { order: Json; shipment: Json } {
  const id = diary.id('parcel');
  const trackingNumber = `4021-${String(diary.number)
    .padStart(8, '0')
    .replace(/(?<=^....)/, '-')}`;
  const carrier = diary.customer.language === 'ja' ? 'デモ宅配便' : 'Demo Parcel';
  const shipment = { id, carrier, trackingNumber, trackingUrl: `${carrierUrl}/${id}`, expectedAt: isoTime(expectedAt) };
  return { order: { id: order }, shipment };
}

const questions = {
  en: ['Does the kettle work on induction?', 'Which grind for the dripper?', 'The size of the paper filters'],
  ja: ['ケトルのIH対応について', 'ドリッパーに合う挽き目について', 'ペーパーフィルターのサイズについて'],
} as const;

/** Asks the shop something, which it answers a day later. */
export function tellOfInquiry(diary: Diary, at: number, isClosed: boolean): void {
  const id = diary.id('inquiry');
  const list = questions[diary.customer.language];
  const subject = list[diary.customer.number % list.length] ?? list[0];
  diary.add('inquiry.received', at, { inquiry: { id, subject, answerBy: isoTime(at + 2 * day) } });
  diary.add('inquiry.answered', at + day, { inquiry: { id } });
  if (isClosed) diary.add('inquiry.closed', at + 2 * day, { inquiry: { id } });
}

/** Asks for the money back; the shop pays three days later. */
export function askForRefund(diary: Diary, at: number, order: string): void {
  const id = diary.id('refund');
  diary.add('order.refunded', at, { order: { id: order }, refund: { id, status: 'open' } });
  diary.add('order.refunded', at + 3 * day, { order: { id: order }, refund: { id, status: 'completed' } });
}

/** Writes a review, of one to five stars. */
export function writeReview(diary: Diary, at: number, order: string, rating: number): void {
  diary.add('review.submitted', at, { order: { id: order }, review: { id: diary.id('review'), rating } });
}

/** Answers the survey, from 0 to 10, with or without a comment. */
export function answerSurvey(
  diary: Diary,
  at: number,
  order: string,
  answer: { score: number; comment?: string },
): void {
  diary.add('survey.answered', at, { survey: { id: `survey-of-${order}`, ...answer }, order: { id: order } });
}

/** A time as events carry it. @param at epoch milliseconds */
export function isoTime(at: number): string {
  return new Date(Math.round(at)).toISOString();
}
