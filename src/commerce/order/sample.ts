import type { NounExamples } from '../events.ts';
import { consent, customer, lines, shop, total } from '../example-parts.ts';
import type { SampleShop } from '../sample-shop.ts';
import type { OrderFact } from './fact.ts';

export const orderExamples: NounExamples<'order'> = {
  'order.placed': {
    version: 1,
    id: 'evt-order-4001',
    occurredAt: '2026-11-10T13:05:00+09:00',
    shop,
    customer: { ...customer, consent },
    order: {
      id: 'order-4001',
      number: '#4001',
      total,
      lines,
      url: 'https://shop.example.com/orders/4001',
      reorderUrl: 'https://shop.example.com/orders/4001/again',
    },
    cart: { id: 'cart-2001' },
  },
  'order.cancelled': {
    version: 1,
    id: 'evt-order-4001-cancelled',
    occurredAt: '2026-11-10T15:00:00+09:00',
    shop,
    customer,
    order: { id: 'order-4001' },
  },
  'order.refunded': {
    version: 1,
    id: 'evt-refund-5001-open',
    occurredAt: '2026-11-16T09:20:00+09:00',
    shop,
    customer,
    order: { id: 'order-4001' },
    refund: { id: 'refund-5001', total: { amount: 4800, currency: 'JPY' }, status: 'open', reason: 'arrived broken' },
  },
};

export function sampleOrder({ contents, page }: SampleShop): OrderFact {
  const dispatchBy = '2027-05-02T18:00:00+09:00';
  return {
    kind: 'order',
    id: 'o-1042',
    number: '1042',
    ...contents,
    url: page('/orders/1042'),
    reorderUrl: page('/orders/1042/again'),
    dispatchBy,
    refunds: {},
  };
}
