import { addressesIn } from '../../commerce/customer/channel.ts';
import type { StoreEvent } from '../../commerce/event.ts';
import { type CheckoutFact, type Contact, keptLines, type ShipmentFact } from '../../commerce/fact.ts';
import type { Line, Product } from '../../commerce/goods.ts';
import type { Money } from '../../commerce/values/money.ts';
import type { Fact } from '../../model/fact.ts';
import { fromIso } from '../time/timing.ts';

/**
 * The fact that an event tells of, as if nothing else were known of it; undefined when it tells of the customer alone. A
 * test tells of nothing that happened.
 */
export function toldFact(event: StoreEvent): Fact | undefined {
  if (event.test) return undefined;
  const at = fromIso(event.occurredAt);
  switch (event.type) {
    case 'customer.updated':
    case 'customer.created':
    case 'journey.requested':
      return undefined;
    case 'cart.updated': {
      const { id, url } = event.cart;
      return { kind: 'cart', id, updatedAt: at, url, ...goods(event.cart), ...contactOf(event, at) };
    }
    case 'cart.emptied':
      return { kind: 'cart', id: event.cart.id, emptiedAt: at };
    case 'checkout.started': {
      const { id, url } = event.checkout;
      const cart = event.cart?.id;
      return { kind: 'checkout', id, startedAt: at, url, cart, ...goods(event.checkout), ...contactOf(event, at) };
    }
    case 'order.placed': {
      const { id, number, url, dispatchBy } = event.order;
      const said = { number, url, dispatchBy, cart: event.cart?.id, ...goods(event.order) };
      return { kind: 'order', id, placedAt: at, toldAt: at, ...said, ...contactOf(event, at), refunds: {} };
    }
    case 'order.cancelled':
      return { kind: 'order', id: event.order.id, cancelledAt: at, refunds: {} };
    case 'order.refunded': {
      const { id, status, total } = event.refund;
      return { kind: 'order', id: event.order.id, refunds: { [id]: { status, at, ...(total && { total }) } } };
    }
    case 'shipment.dispatched':
    case 'shipment.out_for_delivery':
    case 'shipment.delayed':
    case 'shipment.delivered':
      return shipment(event, at);
    case 'review.submitted': {
      const { id, rating, productId: product } = event.review;
      return { kind: 'review', id, at, rating, order: event.order?.id, product };
    }
    case 'coupon.redeemed':
      return { kind: 'coupon', id: event.coupon.code, redeemedAt: at, order: event.order?.id };
    case 'customer.tier_reached':
      return { kind: 'tier', id: event.tier.id, name: event.tier.name, reachedAt: at };
    case 'product.viewed':
      return { kind: 'browsing', id: 'latest', products: [{ ...product(event.product), at, ...contactOf(event, at) }] };
    case 'product.back_in_stock':
      return { kind: 'product', ...product(event.product), backInStockAt: at };
    case 'inquiry.received': {
      const { id, subject, answerBy } = event.inquiry;
      return { kind: 'inquiry', id, receivedAt: at, toldAt: at, subject, answerBy };
    }
    case 'inquiry.answered':
      return { kind: 'inquiry', id: event.inquiry.id, answeredAt: at };
    case 'inquiry.closed':
      return { kind: 'inquiry', id: event.inquiry.id, closedAt: at };
    case 'survey.answered': {
      const { id, score, comment } = event.survey;
      return { kind: 'survey', id, at, score, comment, order: event.order?.id };
    }
    case 'referral.completed': {
      const { id, role, friend } = event.referral;
      return { kind: 'referral', id, role, friend, completedAt: at };
    }
  }
}

/**
 * Where the customer of the event can be reached: by their account if the store names its id, else by the addresses that
 * the event itself carries. Nothing when it carries none.
 */
export function contactOf({ customer }: Pick<StoreEvent, 'customer'>, at: number): { readonly contact?: Contact } {
  if (customer.id !== undefined) return { contact: { at, account: true } };
  const addresses = addressesIn(customer);
  return Object.keys(addresses).length === 0 ? {} : { contact: { at, ...addresses } };
}

function goods(of: {
  readonly total: Money;
  readonly lines: readonly Line[];
}): Pick<CheckoutFact, 'total' | 'lines' | 'moreLines'> {
  const more = of.lines.length - keptLines;
  return { total: of.total, lines: of.lines.slice(0, keptLines), ...(more > 0 && { moreLines: more }) };
}

function product({ id, title, url, imageUrl, price }: Product): Product {
  return { id, title, url, imageUrl, price };
}

type ShipmentEvent = Extract<StoreEvent, { type: `shipment.${string}` }>;

const stages = {
  'shipment.dispatched': 'dispatchedAt',
  'shipment.out_for_delivery': 'outForDeliveryAt',
  'shipment.delayed': 'delayedAt',
  'shipment.delivered': 'deliveredAt',
} as const satisfies Record<ShipmentEvent['type'], keyof ShipmentFact>;

function shipment({ type, order, shipment: told }: ShipmentEvent, at: number): ShipmentFact {
  const { id, carrier, trackingNumber, trackingUrl, expectedAt } = told;
  const words = Object.entries({ carrier, trackingNumber, trackingUrl, expectedAt }).filter(([, word]) => word);
  const said = Object.fromEntries(words.map(([field]) => [field, at]));
  return { kind: 'shipment', id, order: order.id, ...Object.fromEntries(words), [stages[type]]: at, said };
}
