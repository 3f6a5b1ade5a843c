import { expect, test } from 'vitest';
import { describeConsent } from '../../build/customer/consent-words.ts';
import { manageCustomer } from '../../src/engine/customer/manage-customer.ts';
import type { ConsentProof } from '../../src/model/consent-proof.ts';
import { choose } from '../../src/policy/customer/preferences.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { World } from '../engine/world.ts';
import { busEvent, shopper } from '../fixtures/events.ts';

const { email } = shopper;
const consent = {
  email: {
    granted: true,
    at: '2026-01-01T00:00:00Z',
    source: 'checkout',
    from: 'checkout',
    wording: 'お得な情報を受け取る',
    wordingId: 'till',
    wordingVersion: '3',
  },
};

const prove = async (world: World) =>
  ({ address: email, ...((await manageCustomer({ do: 'consent', address: email }, world)) as ConsentProof) }) as const;

async function played(): Promise<World> {
  const world = new World().at('2026-03-02T09:00:00Z');
  await world.ingest(
    busEvent('customer.updated', '2026-03-02T09:00:00Z', { id: 'e-1', customer: { ...shopper, consent } }),
  );
  await world.at('2026-03-02T09:01:05Z').settle();
  const ref = world.stores.addresses.refOf('email', email);
  const saidAt = fromIso('2026-03-03T10:00:00Z');
  const source = 'preference page';
  await world.stores.addresses.change(
    ref,
    (known) => choose(known, { surveys: 'off' }, saidAt, { source, customer: 'c' }),
    {
      what: 'choice',
      topics: ['surveys'],
      saidAt,
      from: 'link',
      source,
      customer: 'c',
    },
  );
  return world;
}

test('the proof of an address says each statement with its place, words and times, settled or not', async () => {
  const text = describeConsent(await prove(await played()), 'en');
  expect(text.replaceAll(/who: [0-9a-f]{24}/g, 'who: KEY')).toContain(
    `shopper@example.com
  Now
    all marketing: agreed
    surveys: opted out

  2026-01-01T00:00:00Z  agreed, recorded 2026-03-02T09:01:05Z
    place: checkout (“checkout”)
    who: KEY
    words: till 3 “お得な情報を受け取る”
    event: e-1
    then: all marketing: agreed

  2026-03-03T10:00:00Z  chose topics (surveys), is being recorded
    place: link in a message (“preference page”)
    who: c
    then: surveys: opted out

  What answers which law`,
  );
});

test('the proof is in Japanese where that is asked for', async () => {
  const text = describeConsent(await prove(await played()), 'ja');
  expect(text).toContain('2026-03-03T10:00:00Z  トピックの選択（surveys）、記録中');
  expect(text).toContain('場所：購入手続き（「checkout」）');
  expect(text).toContain('特定電子メール法');
});

test('the proof of an address of which nobody has spoken says so', async () => {
  expect(describeConsent(await prove(new World()), 'en')).toBe(
    `${email}\n  Nobody has said anything about this address.`,
  );
});
