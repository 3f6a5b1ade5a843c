import type { NounExamples } from '../events.ts';
import { customer, shop } from '../example-parts.ts';
import type { SampleShop } from '../sample-shop.ts';
import type { ReferralFact } from './fact.ts';

export const referralExamples: NounExamples<'referral'> = {
  'referral.completed': {
    version: 1,
    id: 'evt-referral-9501-referrer',
    occurredAt: '2026-11-20T15:00:00+09:00',
    shop,
    customer,
    referral: { id: 'referral-9501', role: 'referrer' },
  },
};

export function sampleReferral({ language, at }: SampleShop): ReferralFact {
  const friend = { en: 'Friend', ja: '見本' }[language];
  return { kind: 'referral', id: 'r-1', role: 'referrer', friend, completedAt: at };
}
