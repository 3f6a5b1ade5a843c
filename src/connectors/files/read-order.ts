import { consentField, readConsents } from './consent.ts';
import { type FileEvent, fileEvent } from './event.ts';
import { readOrderLine } from './order-lines.ts';
import { type OrderEnd, readOrderEnd } from './order-status.ts';
import { type FilePerson, present, readPerson, unquoted } from './person.ts';
import type { RowReader } from './row-reader.ts';

const noId = { en: 'is empty; expected the id of the order', ja: '注文のIDがありません' };
const noTime = { en: 'is empty; expected the time of the order', ja: '注文日時がありません' };
const noTotal = { en: 'is empty; expected the total of the order', ja: '注文の合計金額がありません' };
const noCurrency = {
  en: 'is unknown; say it with --currency JPY, or name its column with --columns "currency=…"',
  ja: '通貨が分かりません。--currency JPY、または --columns "currency=…" で指定してください',
};
const otherTotal = {
  en: 'differs from the total in the first row of the order; expected one total for an order, and the price of a line in the column of prices',
  ja: '同じ注文の最初の行と合計金額が異なります。合計は注文ごとに1つとし、明細の金額は単価の列に書いてください',
};
const apart = {
  en: 'is the id of an order in earlier rows that are not next to this one; expected the rows of an order together: sort the file by it',
  ja: '離れた行に同じ注文があります。同じ注文の行が続くように並べ替えてください',
};

/** An order of a file: its rows, which stand together, and whether earlier rows told of it. */
export interface OrderRows {
  readonly rows: readonly RowReader[];
  readonly seenBefore: boolean;
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
 * cancellation without an order of its own is only that: one with a negative total, or with the id of an earlier order.
 * @returns undefined for what is no order: a draft, a payment that failed
 */
export function eventsOfOrder({ rows, seenBefore }: OrderRows): readonly FileEvent[] | undefined {
  const [reader] = rows;
  if (reader === undefined) return undefined;
  const ends = rows.map((row) => readOrderEnd(row));
  const cancelling = rows.find((_, place) => ends[place]?.status === 'cancelled');
  const telling = rows.filter((row, place) => row === reader || ends[place]?.status !== 'cancelled');
  const end = ends.find(({ status }) => status !== 'placed') ?? { status: 'placed' };
  if (end.status === 'ignored') return undefined;
  const parts = readParts(reader);
  if (parts === undefined) return [];
  const isPlaced = !isOnlyCancellation(reader, end, seenBefore);
  if (isPlaced && seenBefore) reader.refuse('id', apart);
  return [
    ...(isPlaced ? placed(parts, telling) : []),
    ...parcels(parts, rows),
    ...review(parts),
    ...refund(parts, end),
    ...(cancelling === undefined ? [] : cancelled(parts, end, cancelling)),
  ];
}

function readParts(reader: RowReader): OrderParts | undefined {
  const id = unquoted(reader.text('id'));
  const time = reader.time('time');
  if (id === undefined) reader.refuse('id', noId);
  if (reader.text('time') === undefined) reader.refuse('time', noTime);
  const buyer = readPerson(reader, 'customer');
  // The address of an order was typed: that it is this customer's, only a column can say.
  const person = buyer.id !== undefined && buyer.verified === undefined ? { ...buyer, verified: [] } : buyer;
  if (id === undefined || time === undefined) return undefined;
  const customer = present({ ...person, consent: consentField(readConsents(reader, person, time)) });
  return { reader, id, customer, time };
}

function isOnlyCancellation(reader: RowReader, { status }: OrderEnd, seenBefore: boolean): boolean {
  const total = reader.text('total');
  return status === 'cancelled' && (seenBefore || total === undefined || /^[^\d]*[-−]/.test(total));
}

function placed(parts: OrderParts, rows: readonly RowReader[]): readonly FileEvent[] {
  const { reader, id, time } = parts;
  const currency = currencyOf(reader);
  const amount = reader.amount('total');
  if (reader.text('total') === undefined) reader.refuse('total', noTotal);
  const first = reader.text('total');
  for (const row of rows) if (![undefined, first].includes(row.text('total'))) row.refuse('total', otherTotal);
  if (currency === undefined) reader.refuse('currency', noCurrency);
  if (currency === undefined || amount === undefined) return [];
  const lines = rows.flatMap((row) => readOrderLine(row, currency) ?? []);
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
  const rating = reader.amount('rating');
  const reviewedAt = reader.time('reviewed');
  if (rating === undefined) return [];
  const told = { id: unquoted(reader.text('review')) ?? `${id}-review`, rating };
  const at = reviewedAt ?? reader.time('delivered') ?? time;
  return [eventOf('review.submitted', parts, 'reviewed', at, { review: told, order: { id } })];
}

/** What was paid back: the amount of its column, else the whole order if the status says so. */
function refund(parts: OrderParts, { status, cancelledAt }: OrderEnd): readonly FileEvent[] {
  const { reader, id, time } = parts;
  const amount = reader.amount('refunded') ?? (status === 'refunded' ? reader.amount('total') : undefined);
  const at = reader.time('refunded-at') ?? cancelledAt ?? time;
  const currency = currencyOf(reader);
  if (amount === undefined || amount === 0 || currency === undefined) return [];
  const total = { amount: Math.abs(amount), currency };
  const told = { id: unquoted(reader.text('refund')) ?? `${id}-refund`, status: 'completed', total };
  return [eventOf('order.refunded', parts, `refunded-${total.amount}`, at, { order: { id }, refund: told })];
}

/** At the time that the file gives for it, else at that of the row that tells of it. */
function cancelled(parts: OrderParts, { cancelledAt }: OrderEnd, row: RowReader): readonly FileEvent[] {
  const at = cancelledAt ?? row.time('time') ?? parts.time;
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
