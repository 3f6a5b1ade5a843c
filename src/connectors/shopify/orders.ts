import * as z from 'zod/mini';
import { eventIdOf } from '../contract/event-id.ts';
import { isFromBefore } from '../contract/first-heard.ts';
import { idsIn, ignoredAs, type MappedEvent, type Mapping, marked, type Remembered } from '../contract/mapping.ts';
import { nullable, readBody } from '../contract/read-body.ts';
import { amountOfSet, linesOf } from './amounts.ts';
import { optOutsIn, visitorIn } from './beside.ts';
import type { ShopifyConfig } from './config.ts';
import { buyerOf, cartVisitor } from './customer.ts';
import { buyerFields, flag, lineFields, moneySet, shopifyId, text } from './fields.ts';
import { fulfillmentFields, parcelEvents } from './parcels.ts';
import { mostIds, type ResourceMapping } from './part.ts';
import { refundEvent, refundFields } from './refunds.ts';

const orderFields = z.object({
  ...buyerFields,
  id: shopifyId,
  name: text,
  test: flag,
  currency: z.string(),
  total_price: z.union([z.string(), z.number()]),
  total_price_set: moneySet,
  line_items: z.array(lineFields),
  order_status_url: text,
  cancelled_at: text,
  updated_at: text,
  abandoned_checkout_url: text,
  refunds: nullable(z.array(refundFields)),
  fulfillments: nullable(z.array(fulfillmentFields)),
});

type Order = z.output<typeof orderFields>;

/**
 * All that an order says, whatever topic it comes with: placed, cancelled, its refunds, its parcels. What was said before is
 * not said again; where refunds and parcels also come by their own topics, the event ids are the same.
 */
export const mapOrder: ResourceMapping = (part, config, last) => {
  const order = readBody('shopify orders', orderFields, part.body);
  const history = part.topic !== 'orders/create' && isFromBefore(part, order.created_at, last);
  if (order.abandoned_checkout_url) return ignoredAs('checkout-as-order'); // the topic is in a header, which is not signed
  const placed = last?.placed === true ? [] : placedEvents(order, config);
  if (last?.placed !== true && placed.length === 0) {
    const problem = 'is missing: neither e-mail address, phone number nor customer; a sale at the till, or redacted';
    return { ...ignoredAs('nobody-named'), missing: [{ path: 'customer', problem }] };
  }
  const events = [...placed, ...changes(order, last)];
  const told = events.map((event) => marked(event, { test: order.test === true, history }));
  return withMemory(order, told, last);
};

function withMemory(order: Order, events: readonly MappedEvent[], last: Remembered | undefined): Mapping {
  const remember = {
    placed: true,
    cancelled: last?.cancelled === true || Boolean(order.cancelled_at),
    refunds: known(last, 'refunds', order.refunds),
    parcels: known(
      last,
      'parcels',
      order.fulfillments?.filter(({ status }) => status === 'success'),
    ),
  };
  return events.length > 0 ? { events, remember } : ignoredAs('unchanged', remember);
}

function known(last: Remembered | undefined, name: string, things: readonly { readonly id: string }[] | null = []) {
  return [...new Set([...idsIn(last, name), ...(things ?? []).map(({ id }) => id)])].slice(-mostIds);
}

/** The order, and what comes along with it: who the visitor was, and an opt-out that the record has. */
function placedEvents(order: Order, config: ShopifyConfig): MappedEvent[] {
  const buyer = buyerOf(order);
  if (buyer === undefined) return [];
  const { name, cart_token: cart, order_status_url: url } = order;
  const total = amountOfSet(order.total_price_set) ?? { amount: order.total_price, currency: order.currency };
  const anonymousId = cartVisitor(cart);
  const seen = { id: eventIdOf('shopify', 'order', order.id, 'visitor'), occurredAt: order.created_at };
  const detail = {
    id: eventIdOf('shopify', 'order', order.id, 'placed'),
    occurredAt: order.created_at,
    customer: { ...buyer, ...(anonymousId && { anonymousId }) },
    order: {
      id: order.id,
      ...(name && { number: name }),
      total,
      lines: linesOf(order.line_items, order.currency),
      ...(url && { url }),
    },
    ...(cart && { cart: { id: cart } }),
  };
  const refused = order.customer ? optOutsIn(order.customer) : [];
  return [{ type: 'order.placed', detail }, ...visitorIn(order, buyer, seen, config), ...refused];
}

/** What happened to the order since it was placed, and was not said yet. */
function changes(order: Order, last: Remembered | undefined): MappedEvent[] {
  const refunds = idsIn(last, 'refunds');
  const parcels = idsIn(last, 'parcels');
  return [
    ...(order.cancelled_at && last?.cancelled !== true ? [cancelledEvent(order.id, order.cancelled_at)] : []),
    ...(order.refunds ?? []).filter(({ id }) => !refunds.includes(id)).map((refund) => refundEvent(refund, order.id)),
    ...(order.fulfillments ?? [])
      .filter(({ id }) => !parcels.includes(id))
      .flatMap((fulfillment) => parcelEvents(fulfillment, order.id)),
  ];
}

function cancelledEvent(order: string, at: string): MappedEvent {
  const id = eventIdOf('shopify', 'order', order, 'cancelled');
  return { type: 'order.cancelled', detail: { id, occurredAt: at, order: { id: order } } };
}
