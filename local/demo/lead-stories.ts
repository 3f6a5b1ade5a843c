import { answerSurvey, askForRefund, fillCart, parcelOf, placeOrder, tellOfInquiry, writeReview } from './acts.ts';
import { type Diary, day, hour, minute } from './diary.ts';
import { coffeeOf, type Goods, goodsNamed, productsOf } from './shop/goods.ts';

/** A question, an order that arrives, a good answer, and a review a day after it was asked for. */
export function contented(diary: Diary, at: number): void {
  const goods = goodsOf(diary, ['dripper', 'beans-house', 'filters']);
  diary.add('customer.created', at, {});
  tellOfInquiry(diary, at + 2 * hour, true);
  const ordered = at + 3 * day;
  const cart = fillCart(diary, ordered - 20 * minute, goods);
  const order = placeOrder(diary, ordered, { goods, cart, isPromised: true });
  const delivered = deliver(diary, order, ordered + day);
  answerSurvey(diary, delivered + 4 * day + 4 * hour, order, { score: 9 });
  writeReview(diary, delivered + 8 * day, order, 5);
  recommend(diary, delivered + 20 * day, 'referrer');
}

/** A cart that is left, and ordered from after the reminder; later a question that the shop never closes. */
export function wonBack(diary: Diary, at: number): void {
  const goods = goodsOf(diary, ['kettle', 'mug']);
  lookAt(diary, at, goods);
  const cart = fillCart(diary, at, goods);
  const ordered = at + 7 * hour;
  const order = placeOrder(diary, ordered, { goods, cart, isPromised: true });
  deliver(diary, order, ordered + day);
  tellOfInquiry(diary, at + 24 * day, false);
}

/** An order without a reminder of the cart, and the money back before anybody asks for a review. */
export function sendsBack(diary: Diary, at: number): void {
  const goods = goodsOf(diary, ['teapot', 'cups']);
  const cart = fillCart(diary, at, goods);
  const order = placeOrder(diary, at + 2 * hour, { goods, cart, isPromised: true });
  const delivered = deliver(diary, order, at + day);
  askForRefund(diary, delivered + 30 * hour, order);
}

/** The same coffee every eleven days, and a level of membership. */
export function regular(diary: Diary, at: number): void {
  const { currency, language } = diary.customer;
  const goods = coffeeOf(currency, language);
  lookAt(diary, at - 20 * hour, goods);
  for (const round of [0, 1, 2]) {
    const ordered = at + round * 11 * day;
    deliver(diary, placeOrder(diary, ordered, { goods, isPromised: true }), ordered + day);
  }
  const tier = { id: 'gold', name: language === 'ja' ? 'ゴールド' : 'Gold' };
  diary.add('customer.tier_reached', at + 23 * day, { tier });
  tellOfInquiry(diary, at + 5 * day, true);
  recommend(diary, at + 4 * day, 'referred');
}

/** An order that leaves nine days late, and a poor answer to how it was. */
export function waitsInVain(diary: Diary, at: number): void {
  const goods = goodsOf(diary, ['grinder', 'beans-dark']);
  const order = placeOrder(diary, at, { goods, isPromised: true });
  const delivered = deliver(diary, order, at + 11 * day);
  const comment = { en: 'It came nine days late.', ja: '届くまでに2週間近くかかりました。' }[diary.customer.language];
  answerSurvey(diary, delivered + 4 * day + 5 * hour, order, { score: 3, comment });
}

/** A late order and a poor answer without consent to offers, a review all the same, and a friend who comes. */
export function disappointed(diary: Diary, at: number): void {
  const order = placeOrder(diary, at, { goods: goodsOf(diary, ['server', 'filters']), isPromised: true });
  const delivered = deliver(diary, order, at + 9 * day);
  answerSurvey(diary, delivered + 4 * day + 6 * hour, order, { score: 4, comment: 'It came a week late.' });
  writeReview(diary, delivered + 9 * day, order, 3);
  recommend(diary, delivered + 12 * day, 'referrer');
}

/** A review without consent to offers, by somebody whom a friend sent. */
export function saysLittle(diary: Diary, at: number): void {
  const order = placeOrder(diary, at, { goods: goodsOf(diary, ['sencha', 'cups']), isPromised: true });
  const delivered = deliver(diary, order, at + day);
  writeReview(diary, delivered + 3 * day, order, 4);
  recommend(diary, delivered + 5 * day, 'referred');
}

/** An order of somebody who is reached by phone alone, and later a cart. */
export function hasNoMail(diary: Diary, at: number): void {
  const order = placeOrder(diary, at, { goods: goodsOf(diary, ['sencha']), isPromised: true });
  deliver(diary, order, at + day);
  leavesCartByPhone(diary, at + 12 * day);
}

/** A cart that is left by somebody who is reached by phone alone. */
export function leavesCartByPhone(diary: Diary, at: number): void {
  fillCart(diary, at, goodsOf(diary, ['mug', 'beans-dark']));
}

/** Looks at goods shortly before a time. */
function lookAt(diary: Diary, at: number, { lines }: Goods): void {
  for (const [nth, product] of productsOf(lines).entries())
    diary.add('product.viewed', at - (10 - nth) * minute, { product });
}

/** One side of a recommendation that led to an order. */
function recommend(diary: Diary, at: number, role: 'referrer' | 'referred'): void {
  diary.add('referral.completed', at, { referral: { id: diary.id('referral'), role } });
}

/** Sends an order in one parcel. @returns when it arrives */
function deliver(diary: Diary, order: string, at: number): number {
  const delivered = at + 26 * hour;
  const parcel = parcelOf(diary, order, delivered);
  diary.add('shipment.dispatched', at, parcel);
  diary.add('shipment.out_for_delivery', delivered - 4 * hour, parcel);
  diary.add('shipment.delivered', delivered, parcel);
  return delivered;
}

function goodsOf({ customer }: Diary, ids: readonly string[]) {
  return goodsNamed(ids, customer.currency, customer.language);
}
