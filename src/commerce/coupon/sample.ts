import type { NounExamples } from '../events.ts';
import { customer, shop } from '../example-parts.ts';

export const couponExamples: NounExamples<'coupon'> = {
  'coupon.redeemed': {
    version: 1,
    id: 'evt-coupon-7K2M9QRTBX',
    occurredAt: '2026-11-12T21:30:00+09:00',
    shop,
    customer,
    coupon: { code: '7K2M9QRTBX' },
    order: { id: 'order-4001' },
  },
};
