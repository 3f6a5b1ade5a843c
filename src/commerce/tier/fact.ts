import type { EventOf } from '../events.ts';
import { shownText } from '../in-message.ts';
import { laterOf } from '../join.ts';
import { type NounFacts, occurred } from '../noun-facts.ts';
import { maxLength } from '../values/text.ts';

/** A level of membership that the customer rose to. */
export interface TierFact {
  readonly kind: 'tier';
  readonly id: string;
  readonly name: string;
  readonly reachedAt: number;
}

export const tierFacts: NounFacts<TierFact, EventOf<'tier'>> = {
  fromEvents: {
    'customer.tier_reached': ({ tier }, at) => ({ kind: 'tier', id: tier.id, name: tier.name, reachedAt: at }),
  },
  join: (one, other) => laterOf(one, other, ({ reachedAt }) => reachedAt),
  occurrences: ({ id, reachedAt }) => occurred('customer.tier_reached', reachedAt, { id, subjects: { tier: id } }),
};

export const tierInMessage = ({ name }: TierFact) => ({ name: shownText(name, maxLength.name) ?? '' });
