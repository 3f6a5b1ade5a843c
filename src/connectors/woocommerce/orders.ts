import type { EventDetail } from '../../commerce/events.ts';
import { decimalsOf, isCurrency } from '../../commerce/values/currency.ts';
import type { DeliveryPart } from '../contract/delivery.ts';
import { eventIdOf } from '../contract/event-id.ts';
import { isFromBefore } from '../contract/first-heard.ts';
import { idsIn, ignoredAs, type MappedEvent, type Mapping, marked, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { buyerOf } from './buyer.ts';
import type { WooConfig } from './config.ts';
import { instantOf, orderFields, type WooOrder } from './fields.ts';
import { textOfHtml } from './html-text.ts';
import { parcelsOf } from './parcels.ts';

type Line = EventDetail<'order.placed'>['order']['lines'][number];

const placedStates: ReadonlySet<string> = new Set(['processing', 'on-hold', 'completed', 'refunded']);
/** A payment that failed may be tried again for the same order: that does not end it. */
const endedStates: ReadonlySet<string> = new Set(['cancelled']);

/** WooCommerce says "updated" at every touch: only what was not told before becomes an event. */
export function mapOrder(part: DeliveryPart, config: WooConfig, last: Remembered | undefined): Mapping {
  const order = readBody('woocommerce order', orderFields, part.body);
  const at = instantOf(order.date_created_gmt);
  const before = {
    placed: last?.placed === true,
    ended: last?.ended === true,
    refunds: idsIn(last, 'refunds'),
    parcels: idsIn(last, 'parcels'),
  };
  // It is remembered that the order was heard of, so that one that is paid a week later is no history.
  if (!before.placed && !placedStates.has(order.status)) return ignoredAs('not-paid-yet', {});
  const placed = before.placed ? undefined : placedEvent(order, at, part, config, last);
  if (!before.placed && placed === undefined) {
    const problem = 'has neither e-mail address nor phone number, and the order no customer';
    return { ...ignoredAs('nobody-named'), missing: [{ path: 'billing', problem }] };
  }
  const refunds = refundsOf(order).filter(({ id }) => !before.refunds.includes(id));
  const parcels = before.parcels.includes('whole') ? [] : parcelsOf(order, config, before.parcels);
  const ended = before.ended || endedStates.has(order.status);
  const events = [
    ...(placed ? [placed] : []),
    ...parcels.map((shipment) => dispatchedEvent(order, shipment)),
    ...(ended && !before.ended ? [endedEvent(order)] : []),
    ...refunds.map((refund) => refundedEvent(order, refund)),
  ];
  const history = part.topic !== 'order.created' && isFromBefore(part, at, last);
  const remember = {
    placed: true,
    ended,
    refunds: [...before.refunds, ...refunds.map(({ id }) => id)],
    parcels: [...before.parcels, ...parcels.map(({ key }) => key)],
  };
  return events.length > 0
    ? { events: events.map((event) => marked(event, { history })), remember }
    : ignoredAs('unchanged', remember);
}

/** @param at when it was made. One that was heard of before is placed when it is paid: that may be days later. */
function placedEvent(
  order: WooOrder,
  at: string,
  part: DeliveryPart,
  config: WooConfig,
  last: Remembered | undefined,
): MappedEvent | undefined {
  const customer = buyerOf(order, at, config);
  if (customer === undefined) return undefined;
  const { id, number, total, currency } = order;
  const home = config.url ?? part.headers['x-wc-webhook-source'];
  return {
    type: 'order.placed',
    detail: {
      id: eventIdOf('woocommerce', 'order', id, 'placed'),
      occurredAt: last === undefined ? at : instantOf(order.date_paid_gmt || order.date_modified_gmt),
      customer,
      order: { id, ...(number && { number }), total: { amount: total, currency }, lines: linesOf(order, home) },
    },
  };
}

function linesOf({ line_items: lines, currency }: WooOrder, home: string | undefined): Line[] {
  return lines.flatMap(({ product_id: product, name, quantity, subtotal, subtotal_tax: tax, image }) => {
    if (!product || product === '0' || !name || quantity <= 0) return [];
    const url = home && URL.canParse(home) ? new URL(`/?post_type=product&p=${product}`, home).href : undefined;
    const paid = subtotal == null ? undefined : (Number(subtotal) + Number(tax ?? 0)) / quantity;
    const price =
      paid === undefined || !isCurrency(currency)
        ? undefined
        : { amount: Number(paid.toFixed(decimalsOf(currency))), currency };
    return [
      {
        productId: product,
        title: textOfHtml(name),
        quantity,
        ...(price && { price }),
        ...(url && { url }),
        ...(image?.src && { imageUrl: image.src }),
      },
    ];
  });
}

function dispatchedEvent(
  order: WooOrder,
  { key, occurredAt, ...shipment }: ReturnType<typeof parcelsOf>[number],
): MappedEvent {
  const id = eventIdOf('woocommerce', 'order', order.id, `dispatched-${key}`);
  return { type: 'shipment.dispatched', detail: { id, occurredAt, order: { id: order.id }, shipment } };
}

function endedEvent(order: WooOrder): MappedEvent {
  const id = eventIdOf('woocommerce', 'order', order.id, 'cancelled');
  return {
    type: 'order.cancelled',
    detail: { id, occurredAt: instantOf(order.date_modified_gmt), order: { id: order.id } },
  };
}

interface Refund {
  readonly id: string;
  readonly amount?: number;
}

/** The refunds that the order lists, or one without amount when it is only marked as refunded. */
function refundsOf({ refunds, status }: WooOrder): readonly Refund[] {
  if (!refunds || refunds.length === 0) return status === 'refunded' ? [{ id: 'whole' }] : [];
  return refunds.map(({ id, total }) => ({ id, ...(total != null && { amount: Math.abs(Number(total)) }) }));
}

function refundedEvent(order: WooOrder, { id, amount }: Refund): MappedEvent {
  const paid = amount === undefined || Number.isNaN(amount) ? undefined : { amount, currency: order.currency };
  const detail = {
    id: eventIdOf('woocommerce', 'order', order.id, `refund-${id}`),
    occurredAt: instantOf(order.date_modified_gmt),
    order: { id: order.id },
    refund: { id: `${order.id}-${id}`, status: 'completed' as const, ...(paid && { total: paid }) },
  };
  return { type: 'order.refunded', detail };
}
