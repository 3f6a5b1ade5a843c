import { columnWord } from './cells/plain-word.ts';
import type { FileField } from './fields.ts';
import type { FileFormat } from './format.ts';
import type { FileColumns } from './row.ts';

/** Columns whose contents nothing here keeps: no field is likely to be meant by them. */
const notKept =
  /フリガナ|ふりがな|カナ|かな|住所|郵便|都道府県|市区町村|番地|建物|性別|fax|会社|備考|メモ|ポイント|届け?先|配送先|送料|手数料|消費税|address|zip|postal|postcode|city|state|province|street|gender|company|note|shipping|tax|discount|ip$/i;

/**
 * The columns of a file that no field was found for but that contain a name of one: `ご請求額合計` has 合計 in it. Nobody
 * knows whether it is meant, so it is only suggested.
 * @returns pairs for `--columns`
 */
export function suggestColumns(
  header: readonly string[],
  format: FileFormat,
  { places }: FileColumns,
): readonly string[] {
  const used = new Set(places.values());
  const open = Object.entries(format.columns).filter(([field]) => !places.has(field as FileField)); // keys of the record
  const suggested = new Map<string, string>();
  for (const [place, column] of header.entries()) {
    const word = columnWord(column);
    if (used.has(place) || word === '' || notKept.test(word)) continue;
    const [best] = open
      .filter(([field]) => !suggested.has(field))
      .flatMap(([field, names]) => names.map((name) => ({ field, word: columnWord(name) })))
      .filter((name) => isLong(name.word) && word.includes(name.word))
      .sort((one, other) => other.word.length - one.word.length);
    if (best !== undefined)
      suggested.set(best.field, `${best.field}=${/[,="']/.test(column) ? `#${place + 1}` : column.trim()}`);
  }
  return [...suggested.values()];
}

/** Long enough to be more than a part of another word. */
function isLong(word: string): boolean {
  return /^[\x20-\x7e]*$/.test(word) ? word.length >= 4 : word.length >= 2;
}
