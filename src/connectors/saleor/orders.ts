import * as z from 'zod/mini';
import { webLink } from '../../commerce/values/web-link.ts';
import type { DeliveryPart } from '../contract/delivery.ts';
import { eventIdOf } from '../contract/event-id.ts';
import { isFromBefore } from '../contract/first-heard.ts';
import { ignoredAs, type MappedEvent, type Mapping, marked, type Remembered } from '../contract/mapping.ts';
import { nullable, readBody } from '../contract/read-body.ts';
import { amountOf, linesOfOrder, majorUnitsOf, minorUnitsOf } from './amounts.ts';
import { buyerOfOrder, visitorIn } from './buyer.ts';
import { pageOf, type SaleorConfig } from './config.ts';
import { orderFields, type SaleorOrder } from './fields.ts';
import { parcelEvents, parcelsNow, toldParcels } from './parcels.ts';

const bodyFields = z.object({ issuedAt: nullable(z.string()), order: orderFields });

const endedStates: ReadonlySet<string> = new Set(['CANCELED', 'EXPIRED']);

/**
 * All that an order says, whatever topic it comes with: placed, its parcels, cancelled, paid back. What was said before is
 * not said again.
 */
export function mapOrder(part: DeliveryPart, config: SaleorConfig, last: Remembered | undefined): Mapping {
  const { order, issuedAt } = readBody('saleor order', bodyFields, part.body);
  const isKnown = last?.placed === true;
  const reason = isKnown ? undefined : noOrderYet(order, config, last);
  if (reason !== undefined) return ignoredAs(reason, { heard: true });
  const placed = isKnown ? [] : placedEvents(order, config);
  if (!isKnown && placed.length === 0) {
    const problem = 'is empty, and the order has no account and no phone number: may the app manage orders and users?';
    return { ...ignoredAs('nobody-named'), missing: [{ path: 'order.userEmail', problem }] };
  }
  const events = [...placed, ...changes(order, last, issuedAt ?? order.updatedAt, config)];
  const old =
    order.origin === 'BULK_CREATE' || (part.topic !== 'order_created' && isFromBefore(part, order.created, last));
  const test = config.testChannels.includes(order.channel?.slug ?? '');
  const remember = memoryOf(order, last);
  return events.length > 0
    ? { events: events.map((event) => marked(event, { test, history: old })), remember }
    : ignoredAs('unchanged', remember);
}

/** Why an order of which nothing was told yet is none; undefined when it is one. */
function noOrderYet(order: SaleorOrder, config: SaleorConfig, last: Remembered | undefined): string | undefined {
  const { status, origin, isPaid } = order;
  if (status === 'DRAFT') return 'draft';
  if (origin === 'REISSUE') return 'replacement';
  if (status === 'UNCONFIRMED' && isPaid !== true && config.unconfirmed === 'waits') return 'not-confirmed-yet';
  return endedStates.has(status) && (status === 'EXPIRED' || last !== undefined) ? 'never-placed' : undefined;
}

function memoryOf(order: SaleorOrder, last: Remembered | undefined): Remembered {
  return {
    placed: true,
    ended: last?.ended === true || endedStates.has(order.status),
    refunded: Math.max(refundedBefore(last), refundedNow(order)),
    ...parcelsNow(order, toldParcels(last)),
  };
}

/** The order, and who the visitor was. */
function placedEvents(order: SaleorOrder, config: SaleorConfig): MappedEvent[] {
  const customer = buyerOfOrder(order, config);
  if (customer === undefined) return [];
  const { id, number, checkoutId: checkout, created: occurredAt } = order;
  const url = webLink(pageOf(config.pages.order, { id, number }));
  const detail = {
    id: eventIdOf('saleor', 'order', id, 'placed'),
    occurredAt,
    customer,
    order: {
      id,
      ...(number && { number }),
      total: amountOf(order.total.gross),
      lines: linesOfOrder(order, config),
      ...(url && { url }),
    },
    ...(checkout && { cart: { id: checkout } }),
  };
  const seen = { id: eventIdOf('saleor', 'order', id, 'visitor'), occurredAt };
  return [{ type: 'order.placed', detail }, ...visitorIn(order.metadata, customer, seen, config)];
}

/** What happened to the order since it was placed, and was not said yet. */
function changes(
  order: SaleorOrder,
  last: Remembered | undefined,
  saidAt: string,
  config: SaleorConfig,
): MappedEvent[] {
  const isOver = endedStates.has(order.status) && last?.ended !== true;
  return [
    ...parcelEvents(order, toldParcels(last), saidAt, config),
    ...(isOver ? [cancelledEvent(order)] : []),
    ...refundEvents(order, refundedBefore(last)),
  ];
}

function cancelledEvent({ id, updatedAt: occurredAt }: SaleorOrder): MappedEvent {
  return {
    type: 'order.cancelled',
    detail: { id: eventIdOf('saleor', 'order', id, 'cancelled'), occurredAt, order: { id } },
  };
}

/** What was paid back in all; minor units. */
function refundedNow({ totalRefunded: total }: SaleorOrder): number {
  const minor = total ? minorUnitsOf(total) : 0;
  return Number.isFinite(minor) ? minor : 0;
}

function refundedBefore(last: Remembered | undefined): number {
  return typeof last?.refunded === 'number' ? last.refunded : 0;
}

/** Saleor says what was paid back in all: the refund is what came since. */
function refundEvents(order: SaleorOrder, before: number): MappedEvent[] {
  const { id, totalRefunded: total, updatedAt: occurredAt } = order;
  const now = refundedNow(order);
  if (!total || now <= before) return [];
  const share = before === 0 ? amountOf(total) : majorUnitsOf(now - before, total.currency);
  const refund = { id: `${id}-${now}`, status: 'completed' as const, total: share };
  const detail = { id: eventIdOf('saleor', 'order', id, `refunded-${now}`), occurredAt, order: { id }, refund };
  return [{ type: 'order.refunded', detail }];
}
