import type { EventOf } from '../events.ts';
import { shownName, withoutUndefined } from '../in-message.ts';
import { earlierOf } from '../join.ts';
import { type NounFacts, occurred } from '../noun-facts.ts';

/** One side of a recommendation that led to an order. */
export interface ReferralFact {
  readonly kind: 'referral';
  readonly id: string;
  readonly role: 'referrer' | 'referred';
  readonly friend?: string;
  readonly completedAt: number;
}

export const referralFacts: NounFacts<ReferralFact, EventOf<'referral'>> = {
  fromEvents: {
    'referral.completed': ({ referral: { id, role, friend } }, at) => ({
      kind: 'referral',
      id,
      role,
      friend,
      completedAt: at,
    }),
  },
  join: (one, other) => earlierOf(one, other, ({ completedAt }) => completedAt),
  occurrences: ({ id, completedAt }) => occurred('referral.completed', completedAt, { id, subjects: { referral: id } }),
};

export function referralInMessage({ role, friend }: ReferralFact): Pick<ReferralFact, 'role' | 'friend'> {
  return { role, ...withoutUndefined({ friend: shownName(friend) }) };
}
