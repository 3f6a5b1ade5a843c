import { describe, expect, it } from 'vitest';
import { consentStates } from '../../src/policy/customer/consent-ledger.ts';
import { busEvent, consentToAll, type Detail, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const monday = '2026-03-02T09:00:00Z';
/** Local time in Japan, written as UTC: nine hours ahead. */
const ahead = '2026-03-02T18:00:00Z';

/** A world whose clock does not follow the events. */
function shop(): World {
  const world = new World().at('2026-03-02T09:00:05Z');
  world.storeClockIsRight = false;
  return world;
}

const consentOf = async (world: World) => {
  const customer = world.stores.identities.customerFor({ kind: 'id', value: 'c-1' });
  return (await world.stores.customers.load(customer))?.profile.consent.email;
};

describe('an event from a store whose clock is fast', () => {
  const agreed = { granted: true, at: ahead, source: 'form' };
  const withdrawn = { granted: false, at: '2026-03-02T09:10:00Z', source: 'account' };
  const updated = (at: string, email: Detail) =>
    busEvent('customer.updated', at, { customer: { ...shopper, consent: { email } } });

  it.each([
    [
      'an agreement to a topic that the shop does not have',
      { granted: true, topic: 'resstock' },
      ['DroppedField customer.consent.email.topic'],
    ],
    ['an opt-out from one, which is one from everything', { granted: false, topic: 'resstock' }, []],
    [
      'an agreement with a key that the contract does not know',
      { granted: true, topics: ['offers'] },
      ['DroppedField customer.consent.email'],
    ],
  ])('counts %s as it counts, and takes the rest of the event', async (_what, more, counted) => {
    const world = new World().at('2026-03-02T09:00:00Z');
    const email = { at: '2026-03-01T09:00:00Z', source: 'form', ...more };
    const customer = { id: 'c-7', email: 'seven@example.com', name: 'Seven', consent: { email } };
    await world.ingest(busEvent('customer.updated', '2026-03-02T09:00:00Z', { customer }));
    expect(world.counted).toEqual(counted);
    const [{ owner = '' } = {}] = await world.stores.identities.find({ id: 'c-7' });
    expect((await world.stores.customers.load(owner))?.profile.name).toBe('Seven');
    const ref = world.stores.addresses.refOf('email', 'seven@example.com');
    const [read] = await world.stores.addresses.find([ref]);
    expect(read && consentStates(read.value)[0]?.state).toBe(more.granted ? 'unknown' : 'withdrawn');
  });

  it('gives no consent that is dated hours ahead, and so renews none that was withdrawn meanwhile', async () => {
    const world = shop();
    await world.ingest(updated('2026-03-02T09:00:00Z', { ...agreed, at: '2026-03-02T09:00:00Z' }));
    await world.at('2026-03-02T09:10:05Z').ingest(updated('2026-03-02T09:10:00Z', withdrawn));
    await world.at('2026-03-02T09:20:05Z').ingest(updated('2026-03-02T09:20:00Z', agreed));
    expect(await consentOf(world)).toMatchObject({ granted: false });
  });

  it('gives a consent that a later event withdraws', async () => {
    const world = shop();
    await world.ingest(updated(ahead, { ...agreed, at: '2026-03-02T09:05:00Z' }));
    await world.at('2026-03-02T09:10:05Z').ingest(updated('2026-03-02T09:10:00Z', withdrawn));
    expect(await consentOf(world)).toMatchObject({ granted: false });
  });

  it('ends no journey that begins after it', async () => {
    const world = shop();
    await world.ingest(busEvent('order.placed', ahead));
    const cart = busEvent('cart.updated', '2026-03-02T10:00:00Z');
    const input = await world.at('2026-03-02T10:00:05Z').enter('cart-journey', cart);
    await world.at(input.next.until).deliver(input, { id: 'reminder' });
    expect(world.sent).toHaveLength(1);
  });

  it('starts one run at the time of receipt, however often it is delivered', async () => {
    const world = shop();
    const event = { ...busEvent('cart.updated', ahead), time: '2026-03-02T09:00:04Z' };
    for (const at of ['2026-03-02T09:00:05Z', '2026-03-02T09:06:00Z', '2026-03-02T12:00:00Z']) {
      await world.at(at).ingest(event);
      await world.start('cart-journey', event);
    }
    expect(new Set(world.started.map((started) => JSON.stringify(started))).size).toBe(1);
    expect(world.started[0]?.input.next.until).toBe('2026-03-02T13:00:04.999Z');
  });

  it('is refused when the clock is more than a day fast', async () => {
    const world = shop();
    await expect(world.ingest(busEvent('order.placed', '2099-01-01T00:00:00Z'))).rejects.toThrow(
      'detail.occurredAt must not be more than a day ahead',
    );
    expect(await consentOf(world)).toBeUndefined();
  });
});

describe('an order with fields of the customer that cannot be used', () => {
  it('is accepted without them, and each is counted once by name', async () => {
    const world = shop();
    const customer = { ...shopper, email: 'josé@example.com', timeZone: 'JST', name: 'www.evil.example' };
    const order = busEvent('order.placed', monday, { customer });
    await world.ingest(order);
    await world.start('order-journey', order);
    expect(world.counted).toEqual([
      'DroppedField customer.email',
      'DroppedField customer.name',
      'DroppedField customer.timeZone',
      'DroppedField customer.consent.email',
    ]);
    expect(world.started).toHaveLength(1);
    expect(await consentOf(world)).toBeUndefined(); // it was about the address
  });
});

describe('strangers with placeholder ids', () => {
  it('are not joined', async () => {
    const world = shop();
    const guest = (email: string) => ({ id: 'null', anonymousId: 'undefined', email, consent: consentToAll });
    for (const name of ['anna', 'ben'])
      await world.ingest(busEvent('customer.updated', monday, { id: name, customer: guest(`${name}@example.com`) }));
    const found = await Promise.all(
      ['anna', 'ben'].map((name) => world.stores.identities.find({ email: `${name}@example.com` })),
    );
    expect(new Set(found.flat().map(({ owner }) => owner)).size).toBe(2);
  });
});
