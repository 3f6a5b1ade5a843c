import { totalIn } from './order-total.ts';
import { unquoted } from './row.ts';
import type { RowReader } from './row-reader.ts';

/** What the rows of one order are: the order itself, and the notes that take it back in part or whole. */
export interface SortedRows {
  readonly order: readonly RowReader[];
  readonly credits: readonly (readonly RowReader[])[];
}

/**
 * Parts the rows of one id. A total below zero makes a credit note, never an order; the rows of one note share its total and
 * its time, or the id of its refund. Where totals are summed up from lines, the rows together are the one or the other.
 */
export function sortRows(rows: readonly RowReader[], currency: string | undefined): SortedRows {
  const [first] = rows;
  if (first === undefined) return { order: [], credits: [] };
  if (!first.cells.has('total')) {
    return isBelowZero(rows, currency) ? { order: [], credits: [rows] } : { order: rows, credits: [] };
  }
  const order: RowReader[] = [];
  const notes = new Map<string, RowReader[]>();
  let current = order;
  for (const row of rows) {
    if (row.text('total') !== undefined) current = isBelowZero([row], currency) ? noteOf(row, notes) : order;
    current.push(row); // a row without a total is one more line of what stands above it
  }
  return { order, credits: [...notes.values()] };
}

function noteOf(row: RowReader, notes: Map<string, RowReader[]>): RowReader[] {
  const key = unquoted(row.text('refund')) ?? `${row.text('time')} ${row.text('total')}`;
  const note = notes.get(key) ?? [];
  notes.set(key, note);
  return note;
}

function isBelowZero(rows: readonly RowReader[], currency: string | undefined): boolean {
  return (totalIn(rows, currency) ?? 0) < 0;
}
