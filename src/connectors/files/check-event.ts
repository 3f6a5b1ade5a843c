import type { StoreEvent } from '../../commerce/events.ts';
import { readStoreEvent } from '../../commerce/reading/read-event.ts';
import { ContractError, type FieldProblem } from '../../commerce/values/contract-error.ts';
import type { Words } from '../../commerce/words.ts';
import type { FileContext } from './context.ts';
import { contractWords } from './contract-words.ts';
import type { FileEvent } from './event.ts';
import { isScientific, leftOut, notExpected, phoneWithoutCountry, scientific } from './expected.ts';
import { consentWordFields, type FileField } from './fields.ts';
import { type CellProblem, cellProblem } from './problem.ts';
import type { RowCells } from './row.ts';

/** An event as it would be recorded, and what would be left out of it; or why it would be refused. */
export type CheckedEvent =
  | { readonly event: StoreEvent; readonly notes: readonly CellProblem[] }
  | { readonly problems: readonly CellProblem[] };

/** Checks an event by the code that will ingest it. What it says of a field is told of the field's column. */
export function checkEvent({ type, detail }: FileEvent, cells: RowCells, context: FileContext): CheckedEvent {
  try {
    const { event, dropped } = readStoreEvent({ 'detail-type': type, detail }, context);
    return { event, notes: dropped.map((path) => noteOf(path, { type, detail }, cells, context)) };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const named = error.fields.filter(({ path }) => path !== 'detail.customer' || error.fields.length === 1);
    return { problems: named.map((field) => problemOf(field, { type, detail }, cells, context)) };
  }
}

function noteOf(path: string, event: FileEvent, cells: RowCells, context: FileContext): CellProblem {
  const field = fieldAt(path, context);
  return cellProblem(cells, field, leftOut(unusable(field, event, cells)));
}

function problemOf({ path, problem }: FieldProblem, event: FileEvent, cells: RowCells, context: FileContext) {
  const field = fieldAt(path.replace(/^detail\./, ''), context);
  const isUnusable = problem === 'cannot be used';
  return cellProblem(cells, field, isUnusable ? unusable(field, event, cells) : contractWords(problem, field));
}

/** What is wrong with a value that an event dropped. */
function unusable(field: FileField, { detail: { customer } }: FileEvent, cells: RowCells): Words {
  const text = cells.text(field);
  if (isScientific(text)) return scientific;
  const isNational = /^(?=(?:\D*\d){8})[^+]*$/.test(text.normalize('NFKC'));
  const hasCountry = typeof customer === 'object' && customer !== null && 'country' in customer;
  return field === 'phone' && isNational && !hasCountry ? phoneWithoutCountry : notExpected(field);
}

/** The field of a file behind a field of an event, by the beginning of its path. The first that fits counts. */
const fieldsByPath: readonly (readonly [RegExp, FileField])[] = [
  [/^customer\.email/, 'email'],
  [/^customer\.phone/, 'phone'],
  [/^customer\.lineId/, 'line'],
  [/^customer\.instagram/, 'instagram'],
  [/^customer\.x$/, 'x'],
  [/^customer\.facebook/, 'facebook'],
  [/^customer\.name/, 'name'],
  [/^customer\.locale/, 'locale'],
  [/^customer\.country/, 'country'],
  [/^customer\.timeZone/, 'zone'],
  [/^customer\.birthday/, 'birthday'],
  [/^order\.number/, 'number'],
  [/^order\.total\.currency/, 'currency'],
  [/^order\.total/, 'total'],
  [/^order\.lines\.\d+\.productId/, 'product'],
  [/^order\.lines\.\d+\.quantity/, 'quantity'],
  [/^order\.lines\.\d+\.price/, 'price'],
  [/^order\.lines\.\d+\.variant/, 'variant'],
  [/^order\.lines/, 'title'],
  [/^order/, 'id'],
  [/^cart/, 'cart'],
  [/^shipment\.trackingNumber/, 'tracking'],
  [/^shipment\.trackingUrl/, 'tracking-url'],
  [/^shipment\.carrier/, 'carrier'],
  [/^shipment/, 'parcel'],
  [/^refund/, 'refunded'],
  [/^review\.rating/, 'rating'],
  [/^review/, 'review'],
];

function fieldAt(path: string, { format: { resource } }: FileContext): FileField {
  const ofConsent = /^customer\.consent\.(\w+)/.exec(path)?.[1];
  const consent = ofConsent === undefined ? undefined : consentWordFields.find((field) => field.startsWith(ofConsent));
  const known = consent ?? fieldsByPath.find(([beginning]) => beginning.test(path))?.[1];
  if (known !== undefined) return known;
  if (path === 'customer.id') return resource === 'orders' ? 'customer' : 'id';
  if (path === 'occurredAt') return resource === 'orders' ? 'time' : 'updated';
  return 'id';
}
