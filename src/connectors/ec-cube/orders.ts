import type * as z from 'zod/mini';
import type { EventDetail } from '../../commerce/events.ts';
import type { DeliveryPart } from '../contract/delivery.ts';
import { eventIdOf } from '../contract/event-id.ts';
import { isFromBefore } from '../contract/first-heard.ts';
import { idsIn, ignoredAs, type MappedEvent, type Mapping, marked, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { trackingUrl } from './carriers.ts';
import type { EcCubeConfig } from './config.ts';
import { orderFields } from './fields.ts';
import { nameOf } from './name.ts';

type Order = z.output<typeof orderFields>;
type Line = EventDetail<'order.placed'>['order']['lines'][number];

/** The states of an order that were told of, and its parcels. */
interface Told {
  readonly placed: boolean;
  readonly cancelled: boolean;
  readonly returned: boolean;
  readonly parcels: readonly string[];
}

/** EC-CUBE says "updated" at every touch: only what was not told before becomes an event. */
export function mapOrder(
  part: DeliveryPart,
  data: unknown,
  config: EcCubeConfig,
  last: Remembered | undefined,
): Mapping {
  const order = readBody('ec-cube order', orderFields, data);
  const status = Number(order.OrderStatus?.id);
  const { placed, dispatched, cancelled, returned } = config.statuses;
  const before = told(last);
  const isOrder = [...placed, ...dispatched, ...cancelled, ...returned].includes(status);
  if (!before.placed && !isOrder) return ignoredAs('not-ordered-yet', {}); // heard of: paid a week later it is no history
  const history = isFromBefore(part, placedAt(order), last);
  const parcels = newParcels(order, dispatched.includes(status), before.parcels);
  const now: Told = {
    placed: true,
    cancelled: before.cancelled || cancelled.includes(status),
    returned: before.returned || returned.includes(status),
    parcels: [...before.parcels, ...parcels.map(({ id }) => id)],
  };
  const events = [
    ...(before.placed ? [] : [placedEvent(order, last === undefined ? placedAt(order) : order.update_date, config)]),
    ...parcels.map((parcel) => dispatchedEvent(order, parcel, config)),
    ...(now.cancelled && !before.cancelled ? [cancelledEvent(order)] : []),
    ...(now.returned && !before.returned ? [returnedEvent(order)] : []),
  ].map((event) => marked(event, { history }));
  return events.length > 0 ? { events, remember: { ...now } } : ignoredAs('unchanged', { ...now });
}

function told(last: Remembered | undefined): Told {
  return {
    placed: last?.placed === true,
    cancelled: last?.cancelled === true,
    returned: last?.returned === true,
    parcels: idsIn(last, 'parcels'),
  };
}

function placedAt({ order_date: ordered, create_date: created, update_date: updated }: Order): string {
  return ordered ?? created ?? updated;
}

/** @param at when it was placed. One that was heard of before is placed when its state says so: that may be days later. */
function placedEvent(order: Order, at: string, config: EcCubeConfig): MappedEvent {
  const { id, order_no: number, currency_code: code, email, phone_number: phone, Customer: member } = order;
  const currency = code ?? 'JPY';
  const url = member && number && config.url ? new URL(`/mypage/history/${number}`, config.url).href : undefined;
  const name = nameOf(order);
  return {
    type: 'order.placed',
    detail: {
      id: eventIdOf('ec-cube', 'order', id, 'placed'),
      occurredAt: at,
      customer: {
        ...(member && { id: member.id, verified: [] }),
        ...(email && { email }),
        ...(phone && { phone }),
        ...(name && { name }),
        locale: config.locale,
        country: config.country,
        timeZone: config.timeZone,
      },
      order: {
        id,
        ...(number && { number }),
        total: { amount: String(order.payment_total ?? order.total ?? 0), currency },
        lines: linesOf(order, currency, config),
        ...(url && { url }),
      },
    },
  };
}

/** The goods alone: postage, charges, discounts and points are lines without a product. */
function linesOf({ OrderItems: items }: Order, currency: string, { url }: EcCubeConfig): Line[] {
  return (items ?? []).flatMap(({ Product: product, product_name: title, quantity, price, tax, ...classes }) => {
    if (!product || !title || Number(quantity) <= 0) return [];
    const variant = [classes.class_category_name1, classes.class_category_name2].filter(Boolean).join(' / ');
    return [
      {
        productId: product.id,
        title,
        ...(variant && { variant }),
        quantity: Number(quantity),
        ...(price != null && { price: { amount: String(Number(price) + Number(tax ?? 0)), currency } }),
        ...(url && { url: new URL(`/products/detail/${product.id}`, url).href }),
      },
    ];
  });
}

type Parcel = NonNullable<Order['Shippings']>[number];

/** A parcel left when it has a date of dispatch, or when the whole order is marked as sent. */
function newParcels({ Shippings: parcels }: Order, allSent: boolean, before: readonly string[]): Parcel[] {
  return (parcels ?? []).filter(({ id, shipping_date: sent }) => (allSent || Boolean(sent)) && !before.includes(id));
}

function dispatchedEvent(order: Order, parcel: Parcel, config: EcCubeConfig): MappedEvent {
  const { id, shipping_delivery_name: carrier, tracking_number: number, shipping_date: sent } = parcel;
  const page = carrier && number ? trackingUrl(carrier, number, config) : undefined;
  const detail = {
    id: eventIdOf('ec-cube', 'shipping', id, 'dispatched'),
    occurredAt: sent ?? order.update_date,
    order: { id: order.id },
    shipment: {
      id,
      ...(carrier && { carrier }),
      ...(number && { trackingNumber: number }),
      ...(page && { trackingUrl: page }),
    },
  };
  return { type: 'shipment.dispatched', detail };
}

function cancelledEvent({ id, update_date: occurredAt }: Order): MappedEvent {
  return {
    type: 'order.cancelled',
    detail: { id: eventIdOf('ec-cube', 'order', id, 'cancelled'), occurredAt, order: { id } },
  };
}

/** EC-CUBE marks the whole order as returned, and does not say what was paid back. */
function returnedEvent({ id, update_date: occurredAt }: Order): MappedEvent {
  const refund = { id: `return-${id}`, status: 'completed' as const };
  return {
    type: 'order.refunded',
    detail: { id: eventIdOf('ec-cube', 'order', id, 'returned'), occurredAt, order: { id }, refund },
  };
}
