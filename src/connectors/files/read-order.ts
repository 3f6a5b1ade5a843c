import { consentField, readConsents } from './consent.ts';
import { sortRows } from './credit-notes.ts';
import { digestOf } from './digest.ts';
import { type FileEvent, fileEvent } from './event.ts';
import { readOrderLines } from './order-lines.ts';
import { type OrderEnd, readOrderEnd } from './order-status.ts';
import { isSummed, readTotal, totalIn } from './order-total.ts';
import { type FilePerson, present, readPerson } from './person.ts';
import { unquoted } from './row.ts';
import type { RowReader } from './row-reader.ts';
import type { SeenOrders } from './seen-orders.ts';

const noId = {
  en: 'is empty; expected the id of the order, such as 1001; fill it in, or remove the row',
  ja: '注文のIDがありません。1001 のようなIDを書くか、行を削除してください',
};
const noTime = {
  en: 'is empty; expected the time of the order, such as 2026-03-01 09:30; fill it in, or remove the row',
  ja: '注文日時がありません。2026-03-01 09:30 のように書くか、行を削除してください',
};
const noCurrency = {
  en: 'is unknown; say it with --currency JPY, or name its column with --columns "currency=…"',
  ja: '通貨が分かりません。--currency JPY、または --columns "currency=…" で指定してください',
};
const apart = {
  en: 'is the id of an order in earlier rows that are not next to this one; expected the rows of an order together: sort the file by it',
  ja: '離れた行に同じ注文があります。同じ注文の行が続くように並べ替えてください',
};

/** The rows of a file that have one order's id and stand together, and the orders in the rows before. */
export interface OrderRows {
  readonly rows: readonly RowReader[];
  readonly seen: SeenOrders;
}

/** What several events of an order share. */
interface OrderParts {
  readonly reader: RowReader;
  readonly id: string;
  readonly customer: FilePerson;
  /** ISO 8601. */
  readonly time: string;
}

/**
 * The events of an order: placed, dispatched, delivered, reviewed, paid back, cancelled, as far as its rows say so. A
 * cancellation without an order of its own is only that: one without a total, or with the id of an earlier order. A credit
 * note is a refund of the order with its id, and those that take back all of it cancel the order.
 * @returns undefined for what is no order: a draft, a payment that failed
 */
export function eventsOfOrder({ rows, seen }: OrderRows): readonly FileEvent[] | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const currency = currencyOf(first);
  const { order, credits } = sortRows(rows, currency);
  const ends = new Map(rows.map((row) => [row, readOrderEnd(row)]));
  const isCancelling = (row: RowReader | undefined) => row !== undefined && ends.get(row)?.status === 'cancelled';
  const telling = [...order, ...credits.flat().filter(isCancelling)];
  const end = telling.map((row) => ends.get(row)).find((one) => one && one.status !== 'placed') ?? { status: 'placed' };
  if ([...ends.values()].every(({ status }) => status === 'ignored') || end.status === 'ignored') return undefined;
  const reader = order[0] ?? first;
  const parts = readParts(reader);
  if (parts === undefined) return [];
  const isOrder = order.length > 0 && !(end.status === 'cancelled' && (seen.has(parts.id) || isWithoutTotal(order)));
  const lines = order.filter((row) => row === reader || !isCancelling(row));
  const total = totalIn(lines, currency);
  if (isOrder && !seen.place(parts.id, total)) reader.refuse('id', apart);
  const returned = credits.flatMap((note) => {
    const status = note[0] && ends.get(note[0])?.status;
    if (status === 'placed') return returnedBy(parts, note, seen);
    return status === 'refunded' ? returnedBy(parts, note) : []; // the file's own word goes first
  });
  return [
    ...(isOrder ? placed(parts, lines) : []),
    ...(order.length > 0 ? [...parcels(parts, order), ...review(parts), ...refund(parts, end, total)] : []),
    ...returned,
    ...cancelled(parts, end, rows.find(isCancelling), seen),
  ];
}

function readParts(reader: RowReader): OrderParts | undefined {
  const id = reader.identifier('id');
  const time = reader.time('time');
  if (reader.text('id') === undefined) reader.refuse('id', noId);
  if (reader.text('time') === undefined) reader.refuse('time', noTime);
  const buyer = readPerson(reader, 'customer');
  // The address of an order was typed: that it is this customer's, only a column can say.
  const person = buyer.id !== undefined && buyer.verified === undefined ? { ...buyer, verified: [] } : buyer;
  if (id === undefined || time === undefined) return undefined;
  const customer = present({
    ...person,
    consent: consentField(readConsents(reader, person, { optedOut: time, agreed: time })),
  });
  return { reader, id, customer, time };
}

function isWithoutTotal(rows: readonly RowReader[]): boolean {
  return rows.every((row) => !isSummed(row.cells) && row.text('total') === undefined);
}

function placed(parts: OrderParts, rows: readonly RowReader[]): readonly FileEvent[] {
  const { reader, id, time } = parts;
  const currency = currencyOf(reader);
  const amount = readTotal(rows, currency);
  if (currency === undefined) reader.refuse('currency', noCurrency);
  if (currency === undefined || amount === undefined) return [];
  const lines = readOrderLines(rows, currency);
  const order = present({ id, number: reader.text('number'), total: { amount, currency }, lines });
  const cart = reader.text('cart');
  return [eventOf('order.placed', parts, 'placed', time, { order, ...(cart && { cart: { id: cart } }) })];
}

/** The currency of a row, else the one of the whole file. */
function currencyOf(reader: RowReader): string | undefined {
  return reader.text('currency')?.toUpperCase() ?? reader.context.defaults.currency;
}

/** The stages of each parcel of the order: rows may tell of several. */
function parcels(parts: OrderParts, rows: readonly RowReader[]): readonly FileEvent[] {
  const named = rows.filter((row) => row.text('parcel') !== undefined);
  const telling = named.length > 0 ? named : rows.slice(0, 1);
  const byParcel = new Map(telling.toReversed().map((row) => [row.text('parcel'), row])); // the first row of each
  return [...byParcel.values()].toReversed().flatMap((row) => stagesOf(parts, row));
}

function stagesOf(parts: OrderParts, row: RowReader): readonly FileEvent[] {
  const { id } = parts;
  const parcel = unquoted(row.text('parcel')) ?? `${id}-1`;
  const shipment = present({
    id: parcel,
    carrier: row.text('carrier'),
    trackingNumber: unquoted(row.text('tracking')),
    trackingUrl: row.text('tracking-url'),
  });
  const stages = [
    { type: 'shipment.dispatched', at: row.time('dispatched') },
    { type: 'shipment.delivered', at: row.time('delivered') },
  ] as const;
  return stages.flatMap(({ type, at }) =>
    at === undefined ? [] : [eventOf(type, parts, `${type}:${parcel}`, at, { order: { id }, shipment })],
  );
}

function review(parts: OrderParts): readonly FileEvent[] {
  const { reader, id, time } = parts;
  const rating = reader.rating();
  const reviewedAt = reader.time('reviewed');
  if (rating === undefined) return [];
  const told = { id: unquoted(reader.text('review')) ?? `${id}-review`, rating };
  const at = reviewedAt ?? reader.time('delivered') ?? time;
  return [eventOf('review.submitted', parts, 'reviewed', at, { review: told, order: { id } })];
}

/** What was paid back: the amount of its column, else the whole order if the status says so. */
function refund(parts: OrderParts, { status, cancelledAt }: OrderEnd, total: number | undefined): readonly FileEvent[] {
  const { reader, id, time } = parts;
  const amount = reader.amount('refunded') ?? (status === 'refunded' ? total : undefined);
  const at = reader.time('refunded-at') ?? cancelledAt ?? time;
  const currency = currencyOf(reader);
  if (amount === undefined || amount === 0 || currency === undefined) return [];
  const back = Math.abs(amount);
  const told = {
    id: unquoted(reader.text('refund')) ?? `${id}-refund`,
    status: 'completed',
    total: { amount: back, currency },
  };
  return [eventOf('order.refunded', parts, `refunded-${back}`, at, { order: { id }, refund: told })];
}

/**
 * What a credit note pays back, at its own time. It has no id unless the file says one: its time and amount make one.
 * @param seen the orders that it may take back as a whole; undefined where the file's own word says that it is a refund
 */
function returnedBy(parts: OrderParts, note: readonly RowReader[], seen?: SeenOrders): readonly FileEvent[] {
  const [row] = note;
  const currency = row && currencyOf(row);
  const amount = totalIn(note, currency);
  const at = row?.time('time');
  if (row === undefined || amount === undefined || at === undefined) return [];
  if (currency === undefined) row.refuse('currency', noCurrency);
  const { id } = parts;
  const back = Math.abs(amount);
  const refundId = unquoted(row.text('refund')) ?? `${id}-credit-${digestOf(`${at} ${back}`)}`;
  seen?.credit(id, back, at);
  const told = { id: refundId, status: 'completed', total: { amount: back, currency } };
  return [eventOf('order.refunded', parts, `credited-${refundId}`, at, { order: { id }, refund: told })];
}

/**
 * At the time that the file gives for it, else at that of the row that tells of it; where nothing tells of it, as credit
 * notes take back the whole order.
 */
function cancelled(
  parts: OrderParts,
  { cancelledAt }: OrderEnd,
  row: RowReader | undefined,
  seen: SeenOrders,
): readonly FileEvent[] {
  const at = row === undefined ? seen.takenBackAt(parts.id) : (cancelledAt ?? row.time('time') ?? parts.time);
  if (at === undefined) return [];
  return [eventOf('order.cancelled', parts, 'cancelled', at, { order: { id: parts.id } })];
}

function eventOf(
  type: FileEvent['type'],
  { reader, id, customer }: OrderParts,
  change: string,
  occurredAt: string,
  fields: Readonly<Record<string, unknown>>,
): FileEvent {
  const test = reader.flag('test') ? { test: true } : {};
  const told = type === 'order.placed' ? customer : present({ ...customer, consent: undefined });
  return fileEvent(
    type,
    { resource: 'order', id, change },
    occurredAt,
    { ...test, customer: told, ...fields },
    reader.context,
  );
}
