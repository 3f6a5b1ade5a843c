import { createReadStream, existsSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { type CsvError, parse } from 'csv-parse';
import { type Columns, findColumns, type OrderField } from './columns.ts';
import { countryCode } from './countries.ts';

/** One row of an order export. */
export interface OrderRow {
  readonly id: string;
  readonly customer: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly amount: number;
  readonly currency: string;
  /** ISO 3166-1 alpha-2, where the export names a country that has one. */
  readonly country?: string;
  readonly cancellation: boolean;
}

/** A row that could not be read. */
export interface BadRow {
  readonly row: number;
  readonly column: string;
  readonly problem: string;
}

export interface OrderExport {
  readonly orders: readonly OrderRow[];
  readonly bad: readonly BadRow[];
}

export interface ReadOptions {
  readonly columns: Columns;
  /** At most so many good rows. */
  readonly limit?: number;
  /** ISO 4217, for exports whose total column does not end in one. */
  readonly currency: string;
}

type Row = Readonly<Record<string, string>>;

/**
 * Reads an order export, plain or gzipped. Bad rows are reported and passed over; the good ones go on, in the order of
 * their time.
 * @throws RangeError when the file or a necessary column is missing
 */
export async function readOrders(file: string, options: ReadOptions): Promise<OrderExport> {
  if (!existsSync(file)) throw new RangeError(`--orders: there is no file ${file}.`);
  const orders: OrderRow[] = [];
  const bad: BadRow[] = [];
  let columns: Columns | undefined;
  let row = 1;
  for await (const record of rowsOf(file)) {
    row += 1;
    columns ??= findColumns(Object.keys(record), options.columns);
    const read = readRow(record, columns, row, options.currency);
    if ('problem' in read) bad.push(read);
    else orders.push(read);
    if (orders.length === options.limit) break;
  }
  if (columns === undefined) throw new RangeError(`--orders: ${file} holds no rows.`);
  return { orders: orders.sort((a, b) => a.at - b.at), bad };
}

async function* rowsOf(file: string): AsyncGenerator<Row> {
  const source = createReadStream(file);
  const text = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  const parser = text.pipe(
    parse({ columns: true, bom: true, trim: true, skip_empty_lines: true, relax_column_count: true }),
  );
  text.on('error', (error: Error) => parser.destroy(error));
  try {
    for await (const record of parser) yield record as Row; // with `columns`, a record is an object of texts
  } catch (error) {
    const { message } = error as CsvError; // or zlib's or the file system's error, which has a message too
    throw new RangeError(`--orders: ${file} cannot be read as CSV: ${message}`, { cause: error });
  } finally {
    source.destroy();
  }
}

function readRow(record: Row, columns: Columns, row: number, currency: string): OrderRow | BadRow {
  const cell = (field: OrderField) => record[columns[field] ?? '']?.trim() ?? '';
  const bad = (field: OrderField, problem: string): BadRow => ({ row, column: columns[field] ?? field, problem });
  const at = readTime(cell('time'));
  const amount = Number(cell('total'));
  if (cell('id') === '') return bad('id', 'is empty; an order id was expected');
  if (cell('customer') === '') return bad('customer', 'is empty; a customer id was expected');
  if (at === undefined)
    return bad('time', 'is no time; expected something like 2026-03-01 09:30:00 or 2026-03-01T09:30:00+09:00');
  if (cell('total') === '' || !Number.isFinite(amount))
    return bad('total', 'is no number; expected something like 1234.50');
  const country = countryCode(cell('country'));
  return {
    id: cell('id'),
    customer: cell('customer'),
    at,
    amount,
    currency: currencyOf(columns.total ?? '', currency),
    cancellation: ['1', 'true', 'yes'].includes(cell('cancellation').toLowerCase()),
    ...(country && { country }),
  };
}

/** ISO 8601, with a blank for the T as databases write it; a time without an offset is UTC. */
function readTime(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  );
  if (match === null) return undefined;
  const [, date, clock = '00:00:00', offset = 'Z'] = match;
  const time = Date.parse(`${date}T${clock}${offset === 'UTC' ? 'Z' : offset}`);
  if (Number.isNaN(time)) return undefined;
  // Date.parse takes 31 February for 3 March: a day that is not in the calendar is no date.
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date ?? ' ') ? time : undefined;
}

function currencyOf(column: string, fallback: string): string {
  return /_([a-z]{3})$/i.exec(column)?.[1]?.toUpperCase() ?? fallback;
}
