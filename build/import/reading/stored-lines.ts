import { currencyDigits } from '../../../src/commerce/values/currency.ts';
import { visibleLine } from '../../../src/commerce/values/visible.ts';
import type { Language } from '../../../src/commerce/words.ts';
import type { FileOutcome } from '../../../src/connectors/files/import-file.ts';

/** The fields of every event that say nothing of the row. */
const plain = ['type', 'version', 'shop', 'test', 'history', 'occurredAt', 'id'];

/** The events of a row as they would be recorded: fields by their names, as docs/events.md has them. */
export function storedLines({ rows, events }: FileOutcome, language: Language): readonly string[] {
  const [first] = rows;
  const last = rows.at(-1);
  const range = first?.row === last?.row ? `${first?.row}` : `${first?.row}–${last?.row}`;
  const place = language === 'ja' ? `${range}行目` : `row ${range}`;
  return events.flatMap(({ recorded }, index) => [
    `  ${index === 0 ? place : ' '.repeat(place.length)}  ${recorded.type}  ${recorded.occurredAt}`,
    `      ${visibleLine(fieldTexts(recorded, plain).join(', '))}`,
  ]);
}

function fieldTexts(value: object, except: readonly string[] = [], path = ''): readonly string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (except.includes(key) || inner === undefined) return [];
    const name = path === '' ? key : `${path}.${key}`;
    if (typeof inner !== 'object' || inner === null) return [`${name} ${inner}`];
    if (isMoney(inner))
      return [`${name} ${(inner.minor / 10 ** currencyDigits(inner.currency)).toString()} ${inner.currency}`];
    if (Array.isArray(inner) && inner.length === 0) return [];
    return fieldTexts(inner, [], name);
  });
}

function isMoney(value: object): value is { readonly minor: number; readonly currency: string } {
  return 'minor' in value && 'currency' in value;
}
