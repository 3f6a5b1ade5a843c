import { expect, it } from 'vitest';
import type { Profile } from '../../src/model/profile.ts';
import { joinProfiles } from '../../src/policy/customer/profile.ts';
import { joinCopies } from '../../src/policy/customer/profile-copies.ts';
import { refusedAt } from '../../src/policy/customer/stance.ts';

const empty: Profile = { customer: 'c', identities: {}, consent: {}, said: {}, claims: {} };
const typed = { granted: true, at: 30, source: 'checkout' };

it('a restored profile keeps an opt-out of the other copy, even if an agreement without proof came after it', () => {
  const old: Profile = { ...empty, consent: { email: typed }, stances: { email: { refused: 20 } } };
  const restored: Profile = { ...empty, consent: { email: { ...typed, at: 10 } }, stances: { email: { agreed: 10 } } };
  expect(refusedAt(joinCopies(restored, old), 'email')).toBe(20);
  expect(joinCopies(joinCopies(restored, old), old)).toEqual(joinCopies(restored, old));
});

it('a copy of a joined profile drops no claim that neither of the two had counted', () => {
  const claim = (at: number) => ({ at, channel: 'email', purpose: 'marketing' }) as const;
  const counted: Profile = { ...empty, customer: 'a', past: { until: 50, days: { '0': { email: 3 } } } };
  const whole: Profile = { ...empty, customer: 'b', claims: { early: claim(20), late: claim(60) } };
  const joined = joinProfiles(counted, whole, 'e-1');
  expect(joined.past?.days).toEqual({ '0': { email: 3 } });
  expect(Object.keys(joined.claims)).toEqual(['early', 'late']);
  expect(joinCopies(joined, joined)).toEqual(joined);
});
