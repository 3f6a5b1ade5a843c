import type { EventType, StoreEvent } from '../contracts/event.ts';
import {
  type BrowsingFact,
  type CartFact,
  type CheckoutFact,
  type CouponFact,
  type Fact,
  type InquiryFact,
  keptLines,
  keptViews,
  type OrderFact,
  type ReviewFact,
  type ShipmentFact,
} from '../contracts/fact.ts';
import type { Line, Product } from '../contracts/goods.ts';
import type { Money } from '../contracts/money.ts';
import type { SubjectKind } from '../contracts/run.ts';
import { fromIso } from './timing.ts';

type FactKind = Fact['kind'];

/** Which fact an event tells of; undefined when it tells of the customer alone. */
export function factOf(event: StoreEvent): { readonly kind: FactKind; readonly id: string } | undefined {
  switch (event.type) {
    case 'customer.updated':
    case 'customer.created':
      return undefined;
    case 'cart.updated':
    case 'cart.emptied':
      return { kind: 'cart', id: event.cart.id };
    case 'checkout.started':
      return { kind: 'checkout', id: event.checkout.id };
    case 'order.placed':
    case 'order.cancelled':
    case 'order.refunded':
      return { kind: 'order', id: event.order.id };
    case 'shipment.dispatched':
    case 'shipment.out_for_delivery':
    case 'shipment.delayed':
    case 'shipment.delivered':
      return { kind: 'shipment', id: event.shipment.id };
    case 'review.submitted':
      return { kind: 'review', id: event.review.id };
    case 'coupon.redeemed':
      return { kind: 'coupon', id: event.coupon.code };
    case 'customer.tier_reached':
      return { kind: 'tier', id: event.tier.id };
    case 'product.viewed':
      return { kind: 'browsing', id: 'latest' };
    case 'product.back_in_stock':
      return { kind: 'product', id: event.product.id };
    case 'inquiry.received':
    case 'inquiry.answered':
    case 'inquiry.closed':
      return { kind: 'inquiry', id: event.inquiry.id };
  }
}

/**
 * The fact after an event. The same events in any order, any number of times, give the same fact.
 * @returns the fact, or undefined when the event tells of none
 */
export function foldFact(known: Fact | undefined, event: StoreEvent): Fact | undefined {
  const at = fromIso(event.occurredAt);
  switch (event.type) {
    case 'customer.updated':
    case 'customer.created':
      return undefined;
    case 'cart.updated':
      return foldCart(cartFact(known, event.cart.id), { updatedAt: at, url: event.cart.url, ...goods(event.cart) });
    case 'cart.emptied':
      return { ...cartFact(known, event.cart.id), emptiedAt: latest(cartFact(known, event.cart.id).emptiedAt, at) };
    case 'checkout.started':
      return foldCheckout(known, {
        kind: 'checkout',
        id: event.checkout.id,
        startedAt: at,
        url: event.checkout.url,
        cart: event.cart?.id,
        ...goods(event.checkout),
      });
    case 'order.placed': {
      const { number, url } = event.order;
      return { ...orderFact(known, event.order.id), placedAt: at, number, url, ...goods(event.order) };
    }
    case 'order.cancelled': {
      const order = orderFact(known, event.order.id);
      return { ...order, cancelledAt: earliest(order.cancelledAt, at) };
    }
    case 'order.refunded':
      return foldRefund(orderFact(known, event.order.id), event.refund, at);
    case 'shipment.dispatched':
    case 'shipment.out_for_delivery':
    case 'shipment.delayed':
    case 'shipment.delivered':
      return foldShipment(known, event, at);
    case 'review.submitted':
      return {
        kind: 'review',
        id: event.review.id,
        at,
        rating: event.review.rating,
        order: event.order?.id,
        product: event.review.productId,
      };
    case 'coupon.redeemed':
      return foldCoupon(known, { kind: 'coupon', id: event.coupon.code, redeemedAt: at, order: event.order?.id });
    case 'customer.tier_reached': {
      const { id, name } = event.tier;
      return known?.kind === 'tier' && known.reachedAt > at ? known : { kind: 'tier', id, name, reachedAt: at };
    }
    case 'product.viewed':
      return foldViews(known, [{ ...productOf(event.product), at }]);
    case 'product.back_in_stock':
      if (known?.kind === 'product' && known.backInStockAt > at) return known;
      return { kind: 'product', ...productOf(event.product), backInStockAt: at };
    case 'inquiry.received':
    case 'inquiry.answered':
    case 'inquiry.closed':
      return foldInquiry(known, event, at);
  }
}

function goods(of: {
  readonly total: Money;
  readonly lines: readonly Line[];
}): Pick<CheckoutFact, 'total' | 'lines' | 'moreLines'> {
  const more = of.lines.length - keptLines;
  return { total: of.total, lines: of.lines.slice(0, keptLines), ...(more > 0 && { moreLines: more }) };
}

function cartFact(known: Fact | undefined, id: string): CartFact {
  return known?.kind === 'cart' ? known : { kind: 'cart', id };
}

function orderFact(known: Fact | undefined, id: string): OrderFact {
  return known?.kind === 'order' ? known : { kind: 'order', id, refunds: {} };
}

function foldCart(known: CartFact, told: Omit<CartFact, 'kind' | 'id'>): CartFact {
  if ((known.updatedAt ?? Number.NEGATIVE_INFINITY) > (told.updatedAt ?? 0)) return known;
  return { kind: 'cart', id: known.id, emptiedAt: known.emptiedAt, ...told };
}

function foldCheckout(known: Fact | undefined, told: CheckoutFact): CheckoutFact {
  return known?.kind === 'checkout' && known.startedAt > told.startedAt ? known : told;
}

function foldRefund(
  order: OrderFact,
  { id, status, total }: { id: string; status: OrderFact['refunds'][string]['status']; total?: Money },
  at: number,
): OrderFact {
  const known = order.refunds[id];
  if (known !== undefined && known.at > at) return order;
  return { ...order, refunds: { ...order.refunds, [id]: { status, at, ...(total && { total }) } } };
}

/** A coupon is used once: what was said first holds. */
function foldCoupon(known: Fact | undefined, told: CouponFact): CouponFact {
  return known?.kind === 'coupon' && known.redeemedAt <= told.redeemedAt ? known : told;
}

type ShipmentEvent = Extract<StoreEvent, { type: `shipment.${string}` }>;

function foldShipment(known: Fact | undefined, { type, order, shipment }: ShipmentEvent, at: number): ShipmentFact {
  const { id, carrier, trackingNumber, trackingUrl, expectedAt } = shipment;
  const before: ShipmentFact = known?.kind === 'shipment' ? known : { kind: 'shipment' as const, id, order: order.id };
  const said = { ...before.said };
  const news = Object.entries({ carrier, trackingNumber, trackingUrl, expectedAt }).filter(
    ([field, value]) => value !== undefined && (said[field] ?? Number.NEGATIVE_INFINITY) < at,
  );
  for (const [field] of news) said[field] = at;
  return { ...before, ...Object.fromEntries(news), ...stage(before, type, at), said };
}

/** How far the parcel got, by the first word of each stage; of delays, by the last. */
function stage(before: ShipmentFact, type: ShipmentEvent['type'], at: number): Partial<ShipmentFact> {
  switch (type) {
    case 'shipment.dispatched':
      return { dispatchedAt: earliest(before.dispatchedAt, at) };
    case 'shipment.out_for_delivery':
      return { outForDeliveryAt: earliest(before.outForDeliveryAt, at) };
    case 'shipment.delayed':
      return { delayedAt: latest(before.delayedAt, at) };
    case 'shipment.delivered':
      return { deliveredAt: earliest(before.deliveredAt, at) };
  }
}

function productOf({ id, title, url, imageUrl, price }: Product): Product {
  return { id, title, url, imageUrl, price };
}

/** The products last looked at, each as it was then. Which are kept does not depend on the order of the events. */
function foldViews(known: Fact | undefined, seen: BrowsingFact['products']): BrowsingFact {
  const views = new Map<string, BrowsingFact['products'][number]>();
  for (const view of [...(known?.kind === 'browsing' ? known.products : []), ...seen]) {
    if ((views.get(view.id)?.at ?? Number.NEGATIVE_INFINITY) < view.at) views.set(view.id, view);
  }
  const lastFirst = [...views.values()].sort((a, b) => b.at - a.at || a.id.localeCompare(b.id));
  return { kind: 'browsing', id: 'latest', products: lastFirst.slice(0, keptViews) };
}

type InquiryEvent = Extract<StoreEvent, { type: `inquiry.${string}` }>;

/** What the inquiry is about and until when it will be answered is said when it is received. */
function foldInquiry(known: Fact | undefined, { type, inquiry }: InquiryEvent, at: number): InquiryFact {
  const { id, subject, answerBy } = inquiry;
  const before: InquiryFact = known?.kind === 'inquiry' ? known : { kind: 'inquiry', id };
  switch (type) {
    case 'inquiry.received':
      return { ...before, subject, answerBy, receivedAt: earliest(before.receivedAt, at) };
    case 'inquiry.answered':
      return { ...before, answeredAt: latest(before.answeredAt, at) };
    case 'inquiry.closed':
      return { ...before, closedAt: earliest(before.closedAt, at) };
  }
}

/** Something that happened, as the facts remember it: what, when, and to which things. */
export interface Happening {
  readonly on: EventType;
  readonly at: number;
  readonly subjects: Partial<Record<SubjectKind, string>>;
}

/** All that the facts remember, oldest first. */
export function happenings(facts: readonly Fact[]): Happening[] {
  return facts.flatMap(happeningsOf).sort((a, b) => a.at - b.at);
}

function happeningsOf(fact: Fact): Happening[] {
  const list: Happening[] = [];
  const add = (on: EventType, at: number | undefined, subjects: Happening['subjects']) => {
    if (at !== undefined) list.push({ on, at, subjects });
  };
  switch (fact.kind) {
    case 'cart':
      add('cart.updated', fact.updatedAt, { cart: fact.id });
      add('cart.emptied', fact.emptiedAt, { cart: fact.id });
      break;
    case 'checkout':
      add('checkout.started', fact.startedAt, {
        checkout: fact.id,
        ...(fact.cart !== undefined && { cart: fact.cart }),
      });
      break;
    case 'order':
      add('order.placed', fact.placedAt, { order: fact.id });
      add('order.cancelled', fact.cancelledAt, { order: fact.id });
      for (const refund of Object.values(fact.refunds)) add('order.refunded', refund.at, { order: fact.id });
      break;
    case 'shipment':
      add('shipment.dispatched', fact.dispatchedAt, { order: fact.order, shipment: fact.id });
      add('shipment.out_for_delivery', fact.outForDeliveryAt, { order: fact.order, shipment: fact.id });
      add('shipment.delayed', fact.delayedAt, { order: fact.order, shipment: fact.id });
      add('shipment.delivered', fact.deliveredAt, { order: fact.order, shipment: fact.id });
      break;
    case 'review':
      add('review.submitted', fact.at, reviewSubjects(fact));
      break;
    case 'coupon':
      add('coupon.redeemed', fact.redeemedAt, fact.order === undefined ? {} : { order: fact.order });
      break;
    case 'browsing':
      for (const { id, at } of fact.products) add('product.viewed', at, { product: id });
      break;
    case 'product':
      add('product.back_in_stock', fact.backInStockAt, { product: fact.id });
      break;
    case 'inquiry':
      add('inquiry.received', fact.receivedAt, { inquiry: fact.id });
      add('inquiry.answered', fact.answeredAt, { inquiry: fact.id });
      add('inquiry.closed', fact.closedAt, { inquiry: fact.id });
      break;
    case 'tier':
      add('customer.tier_reached', fact.reachedAt, { tier: fact.id });
      break;
  }
  return list;
}

function reviewSubjects(review: ReviewFact): Happening['subjects'] {
  return { review: review.id, ...(review.order !== undefined && { order: review.order }) };
}

/** Two stories of the same thing, told under two identities of one customer. */
export function mergeFacts(mine: Fact, theirs: Fact): Fact {
  if (mine.kind === 'order' && theirs.kind === 'order') {
    return { ...theirs, ...mine, refunds: { ...theirs.refunds, ...mine.refunds } };
  }
  if (mine.kind === 'browsing' && theirs.kind === 'browsing') return foldViews(mine, theirs.products);
  return { ...theirs, ...mine } as Fact; // the key holds the kind: both are of one kind
}

function earliest(a: number | undefined, b: number): number {
  return a === undefined ? b : Math.min(a, b);
}

function latest(a: number | undefined, b: number): number {
  return a === undefined ? b : Math.max(a, b);
}
