import { expect, it } from 'vitest';
import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import type { Profile } from '../../src/model/profile.ts';
import {
  emptyProfile,
  foldProfile,
  joinProfiles,
  shownInMarketing,
  trustedProfile,
} from '../../src/policy/customer/profile.ts';

const now = Date.parse('2026-11-20T00:00:00Z');
const email = 'ann@example.com';

/** An event of the customer's on a day of November. */
function told(day: number, customer: object) {
  const at = `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`;
  const consented = 'consent' in customer ? { consent: { email: { granted: true, at, source: 'form' } } } : {};
  const detail = { id: `e-${day}`, occurredAt: at, shop: 'demo', customer: { email, ...customer, ...consented } };
  const { event } = readStoreEvent({ 'detail-type': 'customer.updated', detail }, { now, shop: 'demo' });
  return { event, proven: 'id' in customer || 'verified' in customer };
}

const folded = (...events: readonly ReturnType<typeof told>[]) =>
  events.reduce((profile: Profile, { event, proven }) => foldProfile(profile, event, proven), emptyProfile('c'));

const [agreed, agreedAgain] = [told(1, { consent: true }), told(9, { consent: true })];

it('marketing shows no name that was typed after a guest had agreed, whichever event is heard first', () => {
  const typed = told(5, { name: 'Your card was charged' });
  for (const events of [
    [agreed, typed],
    [typed, agreed],
    [agreed, typed, agreedAgain],
    [agreed, told(5, { name: 'Your card was charged', consent: true })],
  ]) {
    const profile = folded(...events);
    expect(shownInMarketing(profile).name).toBeUndefined();
    expect(trustedProfile(profile).name).toBe('Your card was charged'); // in messages about what came with it
  }
});

it('marketing shows a name that came before the agreement or with it, and one with proof', () => {
  const named = told(1, { name: 'Ann', consent: true });
  for (const events of [
    [named],
    [told(1, { name: 'Ann' }), agreedAgain],
    [agreed, told(5, { name: 'Ann', verified: ['email'] })],
    [agreed, told(5, { id: 'c-1', name: 'Ann' })],
  ])
    expect(shownInMarketing(folded(...events)).name).toBe('Ann');
});

it('two guests who turn out to be one agreed when the first of them did', () => {
  const [one, other] = [folded(agreedAgain, told(5, { name: 'Ann' })), { ...folded(agreed), customer: 'd' }];
  expect(shownInMarketing(one).name).toBe('Ann');
  expect(shownInMarketing(joinProfiles(one, other, 'e')).name).toBeUndefined();
});
