import type { NounExamples } from '../events.ts';
import { consent, customer, lines, shop, total } from '../example-parts.ts';
import type { SampleShop } from '../sample-shop.ts';
import type { CheckoutFact } from './fact.ts';

export const checkoutExamples: NounExamples<'checkout'> = {
  'checkout.started': {
    version: 1,
    id: 'evt-checkout-3001',
    occurredAt: '2026-11-10T12:50:00+09:00',
    shop,
    customer: { ...customer, consent },
    checkout: { id: 'checkout-3001', total, lines, url: 'https://shop.example.com/checkout/3001' },
    cart: { id: 'cart-2001' },
  },
};

export function sampleCheckout({ contents, page, at }: SampleShop): CheckoutFact {
  return { kind: 'checkout', id: 'c-1042', ...contents, url: page('/cart/c-1042'), startedAt: at };
}
