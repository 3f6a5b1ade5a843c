import { answerSurvey, askForRefund, fillCart, parcelOf, placeOrder, tellOfInquiry, writeReview } from './acts.ts';
import type { DemoCustomer } from './customers.ts';
import { type DemoEvent, Diary, day, hour, minute } from './diary.ts';
import { goodsNamed, productsOf } from './shop/goods.ts';

/** The story of one of the first customers, who begins at a time. */
type Lead = (diary: Diary, at: number) => void;

/** A question, an order that arrives, a good answer, a review a day after it was asked for. */
const contented: Lead = (diary, at) => {
  const goods = goodsOf(diary, ['dripper', 'beans-house', 'filters']);
  diary.add('customer.created', at, {});
  tellOfInquiry(diary, at + 2 * hour, true);
  const ordered = at + 3 * day;
  const cart = fillCart(diary, ordered - 20 * minute, goods);
  const order = placeOrder(diary, ordered, { goods, cart, isPromised: true });
  const delivered = deliver(diary, order, ordered + day);
  answerSurvey(diary, delivered + 4 * day + 4 * hour, order, { score: 9 });
  writeReview(diary, delivered + 8 * day, order, 5);
};

/** A cart that is left, and ordered from after the reminder. */
const wonBack: Lead = (diary, at) => {
  const goods = goodsOf(diary, ['kettle', 'mug']);
  for (const [nth, product] of productsOf(goods.lines).entries())
    diary.add('product.viewed', at - (10 - nth) * minute, { product });
  const cart = fillCart(diary, at, goods);
  const ordered = at + 7 * hour;
  const order = placeOrder(diary, ordered, { goods, cart, isPromised: true });
  deliver(diary, order, ordered + day);
};

/** An order without a reminder of the cart, and the money back before anybody asks for a review. */
const sendsBack: Lead = (diary, at) => {
  const goods = goodsOf(diary, ['teapot', 'cups']);
  const cart = fillCart(diary, at, goods);
  const order = placeOrder(diary, at + 2 * hour, { goods, cart, isPromised: true });
  const delivered = deliver(diary, order, at + day);
  askForRefund(diary, delivered + 30 * hour, order);
};

/** The stories of the first customers, in their order, with the hour of the shop's first day at which each begins. */
const leads: readonly (readonly [Lead, number])[] = [
  [contented, 10],
  [wonBack, 20],
  [sendsBack, 13],
];

/**
 * The events of one of the first customers; undefined for all others.
 * @param start of the story, epoch milliseconds
 */
export function leadEvents(customer: DemoCustomer, start: number): readonly DemoEvent[] | undefined {
  const [lead, hours = 0] = leads[customer.number - 1] ?? [];
  if (lead === undefined) return undefined;
  const diary = new Diary(customer);
  lead(diary, start + hours * hour);
  return diary.events;
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
