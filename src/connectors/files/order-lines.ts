import { maxLength, truncate } from '../../commerce/values/text.ts';
import { unquoted } from './person.ts';
import type { RowReader } from './row-reader.ts';

/** The line of an order that a row tells of; undefined if it tells of none: shipping, a fee, an order without lines. */
export function readOrderLine(reader: RowReader, currency: string): object | undefined {
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
    quantity: reader.amount('quantity') ?? 1,
    ...(variant !== undefined && { variant }),
    ...(price !== undefined && { price: { amount: price, currency } }),
  };
}
