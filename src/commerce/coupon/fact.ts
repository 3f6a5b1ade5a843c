import type { EventOf } from '../events.ts';
import { earlierOf } from '../join.ts';
import { type NounFacts, occurred } from '../noun-facts.ts';

/** A coupon that was used: `id` is its code. */
export interface CouponFact {
  readonly kind: 'coupon';
  readonly id: string;
  readonly redeemedAt: number;
  readonly order?: string;
}

export const couponFacts: NounFacts<CouponFact, EventOf<'coupon'>> = {
  fromEvents: {
    'coupon.redeemed': ({ coupon, order }, at) => ({
      kind: 'coupon',
      id: coupon.code,
      redeemedAt: at,
      order: order?.id,
    }),
  },
  join: (one, other) => earlierOf(one, other, ({ redeemedAt }) => redeemedAt), // a coupon is used once
  occurrences: ({ id, redeemedAt, order }) =>
    occurred('coupon.redeemed', redeemedAt, { id, subjects: order === undefined ? {} : { order } }),
};
