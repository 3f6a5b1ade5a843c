import type { EventOf } from '../events.ts';
import { laterOf } from '../join.ts';
import { type NounFacts, occurred } from '../noun-facts.ts';

/** A review that was written. */
export interface ReviewFact {
  readonly kind: 'review';
  readonly id: string;
  readonly at: number;
  readonly rating: number;
  readonly order?: string;
  readonly product?: string;
}

export const reviewFacts: NounFacts<ReviewFact, EventOf<'review'>> = {
  fromEvents: {
    'review.submitted': ({ review, order }, at) => {
      const { id, rating, productId: product } = review;
      return { kind: 'review', id, at, rating, order: order?.id, product };
    },
  },
  join: (one, other) => laterOf(one, other, ({ at }) => at),
  occurrences: ({ id, at, order }) =>
    occurred('review.submitted', at, { id, subjects: { review: id, ...(order !== undefined && { order }) } }),
};

export const reviewInMessage = ({ rating }: ReviewFact) => ({ rating });
