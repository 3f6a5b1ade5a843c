import type { NounExamples } from '../events.ts';
import { consent, customer, lines, shop, total } from '../example-parts.ts';
import type { SampleShop } from '../sample-shop.ts';
import type { CartFact } from './fact.ts';

export const cartExamples: NounExamples<'cart'> = {
  'cart.updated': {
    version: 1,
    id: 'evt-cart-2001-3',
    occurredAt: '2026-11-10T12:30:00+09:00',
    shop,
    customer: { ...customer, anonymousId: 'browser-5f2c', consent },
    cart: { id: 'cart-2001', total, lines, url: 'https://shop.example.com/cart/2001' },
  },
  'cart.emptied': {
    version: 1,
    id: 'evt-cart-2001-4',
    occurredAt: '2026-11-10T12:45:00+09:00',
    shop,
    customer,
    cart: { id: 'cart-2001' },
  },
};

export function sampleCart({ contents, page }: SampleShop): CartFact {
  return { kind: 'cart', id: 'c-1042', ...contents, url: page('/cart/c-1042') };
}
