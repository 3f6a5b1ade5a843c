import type { Json } from '../../aws/json.ts';
import type { Random } from '../random.ts';
import { type Currency, type Product, pictureUrl, products, productUrl } from './products.ts';

/** A number of one product, in one of its variants. */
export interface Item {
  readonly product: Product;
  readonly quantity: number;
  readonly variant?: number;
}

/** The contents of a cart or an order, as events carry them. */
export interface Goods {
  readonly total: Json;
  readonly lines: readonly Json[];
}

/** A basket of one to three products. */
export function basket(random: Random, currency: Currency, language: 'en' | 'ja'): Goods {
  const chosen = new Set(
    Array.from({ length: Math.ceil(random.between(0, 3)) }, () => Math.floor(random.between(0, products.length))),
  );
  const items = products.filter((_, index) => chosen.has(index));
  return goodsOf(
    items.map((product) => ({
      product,
      quantity: random.chance(0.2) ? 2 : 1,
      variant: Math.floor(random.between(0, product.variants.length)),
    })),
    currency,
    language,
  );
}

/** The goods that somebody buys again and again: beans, and the filters for them. */
export function coffeeOf(currency: Currency, language: 'en' | 'ja'): Goods {
  return goodsNamed(['beans-house', 'filters'], currency, language);
}

/** One each of the products with those ids, in the order of the range. */
export function goodsNamed(ids: readonly string[], currency: Currency, language: 'en' | 'ja'): Goods {
  const items = products.filter(({ id }) => ids.includes(id));
  return goodsOf(
    items.map((product) => ({ product, quantity: 1 })),
    currency,
    language,
  );
}

/** The items as events carry them, with their sum in the currency. */
export function goodsOf(items: readonly Item[], currency: Currency, language: 'en' | 'ja'): Goods {
  const lines = items.map(({ product, quantity, variant = 0 }) => {
    const named = product.variants[variant];
    return {
      productId: product.id,
      title: product.title[language],
      ...(named && { variant: named[language] }),
      quantity,
      price: { amount: product.prices[currency], currency },
      url: productUrl(product),
      imageUrl: pictureUrl(product),
    };
  });
  const amount = items.reduce((sum, { product, quantity }) => sum + product.prices[currency] * quantity, 0);
  return { total: { amount, currency }, lines };
}

/** The goods of a basket as the pages that show them. */
export function productsOf(lines: readonly Json[]): Json[] {
  return lines.map(({ productId, title, url, imageUrl, price }) => ({ id: productId, title, url, imageUrl, price }));
}
