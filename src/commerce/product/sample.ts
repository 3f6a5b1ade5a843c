import type { NounExamples } from '../events.ts';
import { customer, product, shop } from '../example-parts.ts';
import type { SampleShop } from '../sample-shop.ts';
import type { BrowsingFact, ProductFact } from './fact.ts';

export const productExamples: NounExamples<'product'> = {
  'product.viewed': {
    version: 1,
    id: 'evt-view-8001',
    occurredAt: '2026-11-10T12:20:00+09:00',
    shop,
    customer: { ...customer, anonymousId: 'browser-5f2c' },
    product,
  },
  'product.back_in_stock': {
    version: 1,
    id: 'evt-stock-p-tea-100-c-1001-2',
    occurredAt: '2026-11-25T09:00:00+09:00',
    shop,
    customer,
    product,
  },
};

export function sampleProduct({ products: [product], at }: SampleShop): ProductFact {
  return { kind: 'product', ...product, backInStockAt: at };
}

export function sampleBrowsing({ products, at }: SampleShop): BrowsingFact {
  return { kind: 'browsing', id: 'latest', products: products.map((product) => ({ ...product, at })) };
}
