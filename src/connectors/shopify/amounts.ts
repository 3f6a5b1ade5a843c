import type { EventDetail } from '../../commerce/events.ts';
import type { LineFields, MoneySet } from './fields.ts';

type Line = EventDetail<'cart.updated'>['cart']['lines'][number];
type Amount = EventDetail<'cart.updated'>['cart']['total'];

/** The amount that the customer saw, or else the shop's own. */
export function amountOfSet(set: MoneySet): Amount | undefined {
  const money = set?.presentment_money ?? set?.shop_money;
  return money ? { amount: money.amount, currency: money.currency_code } : undefined;
}

/**
 * The lines of a cart, a checkout or an order. A line without product or title, such as a gratuity, is left out.
 * @param currency of prices that do not name their own
 */
export function linesOf(lines: readonly LineFields[], currency: string | undefined): Line[] {
  return lines.flatMap((line) => {
    const { product_id: product, title, quantity } = line;
    if (!product || !title || quantity <= 0) return [];
    const price = priceOf(line, currency);
    const variant = line.variant_title && line.variant_title !== 'Default Title' ? line.variant_title : undefined;
    return [{ productId: product, title, quantity, ...(variant && { variant }), ...(price && { price }) }];
  });
}

function priceOf({ price, price_set: set }: LineFields, currency: string | undefined): Amount | undefined {
  const known = amountOfSet(set);
  if (known) return known;
  return price == null || currency === undefined ? undefined : { amount: String(price), currency };
}

/** The sum of lines that have a price, in the currency of the first; undefined when one has none. */
export function sumOf(lines: readonly Line[]): Amount | undefined {
  const [first] = lines;
  if (first?.price === undefined) return undefined;
  const { currency } = first.price;
  let sum = 0;
  for (const { price, quantity } of lines) {
    if (price === undefined || price.currency !== currency) return undefined;
    sum += Number(price.amount) * quantity;
  }
  return { amount: Number(sum.toFixed(3)), currency };
}
