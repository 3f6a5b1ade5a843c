import type { NounExamples } from '../events.ts';
import { customer, shop } from '../example-parts.ts';
import type { SampleShop } from '../sample-shop.ts';
import type { ReviewFact } from './fact.ts';

export const reviewExamples: NounExamples<'review'> = {
  'review.submitted': {
    version: 1,
    id: 'evt-review-7001',
    occurredAt: '2026-11-18T20:10:00+09:00',
    shop,
    customer,
    review: { id: 'review-7001', rating: 5, productId: 'p-tea-100' },
    order: { id: 'order-4001' },
  },
};

export function sampleReview({ at }: SampleShop): ReviewFact {
  return { kind: 'review', id: 'r-1', at, rating: 5 };
}
