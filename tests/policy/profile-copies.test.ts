import { expect, it } from 'vitest';
import type { Profile } from '../../src/model/profile.ts';
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
