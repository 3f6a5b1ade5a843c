import { maxLength, truncate } from '../../commerce/values/text.ts';
import { unquoted } from './row.ts';
import type { RowReader } from './row-reader.ts';

const returnedLine = {
  en: 'is below zero: a return or a discount within the order (left out of its lines; the total counts as it is)',
  ja: 'マイナスの数量です。注文内の返品または値引きとみなし、明細から省きます（合計金額はそのまま使います）',
};
const onlyReturned = {
  en: 'is below zero, but the total is not; expected a total below zero too for a return, such as -1234.50, or a status: --columns "status=…"',
  ja: '数量がマイナスなのに合計金額がマイナスではありません。返品なら合計も -1234 のようにマイナスにするか、返品・キャンセルを示す列を --columns "status=…" で指定してください',
};

/** The lines of an order. A quantity below zero is none; it is refused where nothing else was ordered. */
export function readOrderLines(rows: readonly RowReader[], currency: string): readonly object[] {
  const isReturned = (row: RowReader) => row.text('quantity') !== undefined && (row.quantity() ?? 0) < 0;
  const returned = rows.filter(isReturned);
  for (const row of returned) {
    if (returned.length === rows.length) row.refuse('quantity', onlyReturned);
    else row.note('quantity', returnedLine);
  }
  return rows.filter((row) => !returned.includes(row)).flatMap((row) => readOrderLine(row, currency) ?? []);
}

/** The line of an order that a row tells of; undefined if it tells of none: shipping, a fee, an order without lines. */
function readOrderLine(reader: RowReader, currency: string): object | undefined {
  const { goods } = reader.context.format;
  if (goods !== undefined && !goods.includes(reader.text('line-kind') ?? goods[0] ?? '')) return undefined;
  const title = reader.text('title');
  const productId = unquoted(reader.text('product')) ?? (title && truncate(title, maxLength.id));
  if (productId === undefined) return undefined;
  const price = reader.amount('price');
  const variant = reader.text('variant');
  return {
    productId,
    title: title ?? productId,
    quantity: reader.quantity() ?? 1,
    ...(variant !== undefined && { variant }),
    ...(price !== undefined && { price: { amount: price, currency } }),
  };
}
