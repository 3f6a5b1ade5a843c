import type { NounExamples } from '../events.ts';
import { customer, shop } from '../example-parts.ts';
import type { SampleShop } from '../sample-shop.ts';
import type { TierFact } from './fact.ts';

export const tierExamples: NounExamples<'tier'> = {
  'customer.tier_reached': {
    version: 1,
    id: 'evt-customer-c-1001-tier-gold-2026',
    occurredAt: '2026-11-20T00:00:00+09:00',
    shop,
    customer,
    tier: { id: 'gold', name: 'ゴールド' },
  },
};

export function sampleTier({ language, at }: SampleShop): TierFact {
  return { kind: 'tier', id: 'gold', name: { en: 'Gold', ja: 'ゴールド' }[language], reachedAt: at };
}
