import * as z from 'zod/mini';
import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs, type MappedEvent, type Mapping, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { amountOfSet, linesOf } from './amounts.ts';
import type { ShopifyConfig } from './config.ts';
import { buyerOf } from './customer.ts';
import { buyerFields, flag, lineFields, maybe, moneySet, shopifyId, text } from './fields.ts';
import { fulfillmentFields, parcelEvents } from './parcels.ts';
import { isHistory, mostIds, type ResourceMapping, rememberedIds } from './part.ts';
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
  refunds: maybe(z.array(refundFields)),
  fulfillments: maybe(z.array(fulfillmentFields)),
});

type Order = z.output<typeof orderFields>;

/**
 * All that an order says, whatever topic it comes with: placed, cancelled, its refunds, its parcels. What was said before is
 * not said again; where refunds and parcels also come by their own topics, the event ids are the same.
 */
export const mapOrder: ResourceMapping = (part, config, last) => {
  const order = readBody('shopify orders', orderFields, part.body);
  const history = isHistory(part, order.created_at, last);
  const placed = last?.placed === true ? undefined : placedEvent(order, config);
  if (last?.placed !== true && placed === undefined) {
    const problem = 'is missing: neither e-mail address, phone number nor customer; a sale at the till, or redacted';
    return { ...ignoredAs('nobody-named'), missing: [{ path: 'customer', problem }] };
  }
  const events = [placed, ...changes(order, last)].filter((event) => event !== undefined);
  const marked = events.map((event) => flagged(event, order.test === true, history));
  return withMemory(order, marked, last);
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
  return [...new Set([...rememberedIds(last, name), ...(things ?? []).map(({ id }) => id)])].slice(-mostIds);
}

function placedEvent(order: Order, config: ShopifyConfig): MappedEvent | undefined {
  const customer = buyerOf(order, config);
  if (customer === undefined) return undefined;
  const { name, cart_token: cart, order_status_url: url } = order;
  const total = amountOfSet(order.total_price_set) ?? { amount: order.total_price, currency: order.currency };
  const detail = {
    id: eventIdOf('shopify', 'order', order.id, 'placed'),
    occurredAt: order.created_at,
    customer,
    order: {
      id: order.id,
      ...(name && { number: name }),
      total,
      lines: linesOf(order.line_items, order.currency),
      ...(url && { url }),
    },
    ...(cart && { cart: { id: cart } }),
  };
  return { type: 'order.placed', detail };
}

/** What happened to the order since it was placed, and was not said yet. */
function changes(order: Order, last: Remembered | undefined): MappedEvent[] {
  const refunds = rememberedIds(last, 'refunds');
  const parcels = rememberedIds(last, 'parcels');
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

function flagged(event: MappedEvent, test: boolean, history: boolean): MappedEvent {
  if (!test && !history) return event;
  const detail = { ...event.detail, ...(test && { test }), ...(history && { history }) };
  return { ...event, detail } as MappedEvent; // the same event, with two fields that all events have
}
