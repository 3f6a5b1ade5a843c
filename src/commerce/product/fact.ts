import { type Contact, contactOf } from '../contact.ts';
import { productInMessage } from '../in-message.ts';
import { laterOf } from '../join.ts';
import { type NounFacts, occurred } from '../noun-facts.ts';
import type { Product } from './event.ts';

/** A product that a customer asked for while it was sold out. */
export interface ProductFact extends Product {
  readonly kind: 'product';
  readonly backInStockAt: number;
}

export const productFacts: NounFacts<ProductFact, 'product.back_in_stock'> = {
  fromEvents: {
    'product.back_in_stock': ({ product }, at) => ({ kind: 'product', ...known(product), backInStockAt: at }),
  },
  join: (one, other) => laterOf(one, other, ({ backInStockAt }) => backInStockAt),
  occurrences: ({ id, backInStockAt }) =>
    occurred('product.back_in_stock', backInStockAt, { id, subjects: { product: id } }),
};

/** At most this many of the products that a customer looked at are kept: the last ones. */
export const keptViews = 3;

/** The products that a customer last looked at. There is one such fact per customer, however much they look at. */
export interface BrowsingFact {
  readonly kind: 'browsing';
  readonly id: 'latest';
  /** The last first; each once, with when it was last looked at. */
  readonly products: readonly (Product & { readonly at: number; readonly contact?: Contact })[];
}

export const browsingFacts: NounFacts<BrowsingFact, 'product.viewed'> = {
  fromEvents: {
    'product.viewed': (event, at) => ({
      kind: 'browsing',
      id: 'latest',
      products: [{ ...known(event.product), at, ...contactOf(event, at) }],
    }),
  },
  join: joinViews,
  occurrences: ({ products }) =>
    products.flatMap(({ id, at }) => occurred('product.viewed', at, { id, subjects: { product: id } })),
};

function known({ id, title, variant, url, imageUrl, price }: Product): Product {
  return { id, title, variant, url, imageUrl, price };
}

/** The products last looked at, each as it was then. */
function joinViews(one: BrowsingFact, other: BrowsingFact): BrowsingFact {
  const views = new Map<string, BrowsingFact['products'][number]>();
  for (const view of [...one.products, ...other.products]) {
    const known = views.get(view.id);
    views.set(view.id, known === undefined ? view : laterOf(known, view, ({ at }) => at));
  }
  const lastFirst = [...views.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  return { kind: 'browsing', id: 'latest', products: lastFirst.slice(0, keptViews) };
}

/** The product, and `lines` that hold it alone, for partials. */
export function soldProductInMessage(product: ProductFact) {
  return { ...productInMessage(product), lines: [productInMessage(product)] };
}

/** The products that the customer viewed, latest first. */
export function browsingInMessage({ products }: BrowsingFact) {
  return { lines: products.map(productInMessage) };
}
