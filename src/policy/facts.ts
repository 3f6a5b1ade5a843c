import type { StoreEvent } from '../contracts/event.ts';
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
  type ShipmentFact,
  type SurveyFact,
} from '../contracts/fact.ts';
import type { Line, Product } from '../contracts/goods.ts';
import type { Money } from '../contracts/money.ts';
import { fromIso } from './timing.ts';

type FactKind = Fact['kind'];

/** Which fact an event tells of; undefined when it tells of the customer alone. */
export function factOf(event: StoreEvent): { readonly kind: FactKind; readonly id: string } | undefined {
  switch (event.type) {
    case 'customer.updated':
    case 'customer.created':
    case 'journey.requested':
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
    case 'survey.answered':
      return { kind: 'survey', id: event.survey.id };
    case 'referral.completed':
      return { kind: 'referral', id: event.referral.id };
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
    case 'journey.requested':
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
      const { number, url, dispatchBy } = event.order;
      return { ...orderFact(known, event.order.id), placedAt: at, number, url, dispatchBy, ...goods(event.order) };
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
    case 'survey.answered':
      return foldSurvey(known, event, at);
    case 'referral.completed': {
      const { id, role, friend } = event.referral;
      const completedAt = known?.kind === 'referral' ? earliest(known.completedAt, at) : at;
      return { kind: 'referral', id, role, friend, completedAt };
    }
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

/** Who answers again has thought better of it: the last answer holds. Of two at once, the lower. */
function foldSurvey(
  known: Fact | undefined,
  event: Extract<StoreEvent, { type: 'survey.answered' }>,
  at: number,
): Fact {
  const { id, score, comment } = event.survey;
  const told: SurveyFact = { kind: 'survey', id, at, score, comment, order: event.order?.id };
  if (known?.kind !== 'survey') return told;
  return known.at > at || (known.at === at && known.score <= score) ? known : told;
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
