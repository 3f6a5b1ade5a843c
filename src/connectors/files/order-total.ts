import { currencyDigits, isCurrency } from '../../commerce/values/currency.ts';
import { readAmount } from './cells/amount.ts';
import type { RowCells } from './row.ts';
import type { RowReader } from './row-reader.ts';

const noTotal = {
  en: 'is empty; expected the total of the order, such as 1234.50',
  ja: '注文の合計金額がありません。1234 のように書いてください',
};
const noPrice = {
  en: 'is empty; expected the price of one piece, such as 12.50: the file has no column for the total, so it is summed up from the lines (or name that column with --columns "total=…")',
  ja: '単価がありません。12.50 のように書いてください。合計の列がないため、明細から合計を計算します（合計の列があれば --columns "total=…" で指定してください）',
};
const otherTotal = {
  en: 'differs from the total in the first row of the order; expected one total for an order, and the price of a line in the column of prices',
  ja: '同じ注文の最初の行と合計金額が異なります。合計は注文ごとに1つとし、明細の金額は単価の列に書いてください',
};

/** True if the totals of a file are summed up from its lines, because no column holds them. */
export function isSummed(columns: Pick<RowCells, 'has'>): boolean {
  return !columns.has('total') && columns.has('price');
}

/**
 * The total of an order in major units, without a word about what is wrong with it.
 * @param rows those of one order, or of one credit note
 * @returns undefined where there is none, or none that can be read
 */
export function totalIn(rows: readonly RowReader[], currency: string | undefined): number | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  if (!isSummed(first.cells)) return valueIn(first.cells.text('total'));
  const lines = rows.map(({ cells }) => (valueIn(cells.text('quantity')) ?? 1) * (valueIn(cells.text('price')) ?? 0));
  const factor = 10 ** (currency !== undefined && isCurrency(currency) ? currencyDigits(currency) : 3);
  return Math.round(lines.reduce((sum, line) => sum + line, 0) * factor) / factor;
}

/** As {@link totalIn}; says of each cell what is wrong with it. */
export function readTotal(rows: readonly RowReader[], currency: string | undefined): number | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  if (isSummed(first.cells)) {
    for (const row of rows) if (row.text('price') === undefined) row.refuse('price', noPrice);
    return totalIn(rows, currency);
  }
  const text = first.text('total');
  if (text === undefined) first.refuse('total', noTotal);
  for (const row of rows) if (![undefined, text].includes(row.text('total'))) row.refuse('total', otherTotal);
  return first.amount('total');
}

function valueIn(text: string): number | undefined {
  const read = text === '' ? undefined : readAmount(text);
  return read !== undefined && 'value' in read ? read.value : undefined;
}
