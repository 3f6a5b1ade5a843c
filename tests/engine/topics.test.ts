import { describe, expect, it } from 'vitest';
import type { Address } from '../../src/model/address.ts';
import type { CompiledSendStep } from '../../src/model/step.ts';
import { choose, lessOften, pauseUntil } from '../../src/policy/customer/preferences.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const cartAt = '2026-03-02T09:00:00Z';
const dueAt = '2026-03-02T13:00:00Z';
const day = 86_400_000;
const agreed = { email: { at: '2026-01-01T00:00:00Z', granted: true, source: 'checkout' } };
const topicWord = (topic: string, granted: boolean, at: string) => ({ email: { topic, granted, at, source: 'form' } });

async function shop(consent: object | undefined = agreed) {
  const world = new World().at(cartAt);
  const input = await world.enter(
    'cart-journey',
    busEvent('cart.updated', cartAt, { customer: { ...shopper, consent } }),
  );
  const ref = world.stores.addresses.refOf('email', shopper.email);
  const owner = (change: (address: Address) => Address) => world.stores.addresses.change(ref, change);
  const deliver = async (step: Partial<CompiledSendStep>) => {
    await world.at(dueAt).deliver(input, { id: 'reminder', ...step });
    return (await world.ledger(input)).at(-1);
  };
  return { world, owner, deliver, customer: input.customer };
}

const choice = { source: 'preference page', customer: 'c' };
const off = (topic: string) => (address: Address) => choose(address, { [topic]: 'off' }, fromIso(cartAt), choice);

describe('a message under a topic that its customer switched off', () => {
  it.each([
    ['marketing', { purpose: 'marketing' }, 'offers'],
    ['marketing with a topic of its own', { purpose: 'marketing', topic: 'restock' }, 'restock'],
    ['transactional', { purpose: 'transactional' }, 'order-updates'],
  ] as const)('is skipped, be it %s', async (_, step, topic) => {
    const { owner, deliver, world } = await shop();
    await owner(off(topic));
    expect(await deliver(step)).toMatchObject({ outcome: 'skipped', reason: 'topic-off' });
    expect(world.sent).toEqual([]);
  });

  it('takes no other topic along', async () => {
    const { owner, deliver } = await shop();
    await owner(off('restock'));
    expect(await deliver({ purpose: 'marketing' })).toMatchObject({ outcome: 'sent' });
  });
});

describe('a store’s word about one topic', () => {
  it('opens that topic alone', async () => {
    const { deliver } = await shop(topicWord('restock', true, '2026-01-01T00:00:00Z'));
    expect(await deliver({ purpose: 'marketing', topic: 'restock' })).toMatchObject({ outcome: 'sent' });
    const other = await shop(topicWord('restock', true, '2026-01-01T00:00:00Z'));
    expect(await other.deliver({ purpose: 'marketing' })).toMatchObject({ outcome: 'skipped', reason: 'no-consent' });
  });

  it('closes that topic alone, and no profile', async () => {
    const { deliver, world, customer } = await shop();
    const opposed = busEvent('cart.updated', '2026-03-02T09:30:00Z', {
      customer: { ...shopper, consent: topicWord('restock', false, '2026-03-02T09:30:00Z') },
    });
    await world.at('2026-03-02T09:30:00Z').ingest(opposed);
    expect((await world.stores.customers.load(customer))?.profile.consent.email?.granted).toBe(true);
    expect(await deliver({ purpose: 'marketing' })).toMatchObject({ outcome: 'sent' });
    const { topics } =
      (await world.stores.addresses.find([world.stores.addresses.refOf('email', shopper.email)]))[0]?.value ?? {};
    expect(Object.keys(topics ?? {})).toEqual(['restock']);
  });
});

describe('an owner’s wish', () => {
  it('for a pause skips marketing until it ends, and nothing else', async () => {
    const pause = (address: Address) => pauseUntil(address, fromIso(dueAt) + 1, fromIso(cartAt));
    const { owner, deliver } = await shop();
    await owner(pause);
    expect(await deliver({ purpose: 'marketing' })).toMatchObject({ outcome: 'skipped', reason: 'customer-paused' });
    const other = await shop();
    await other.owner(pause);
    expect(await other.deliver({ purpose: 'transactional' })).toMatchObject({ outcome: 'sent' });
  });

  it('to hear less often holds marketing for seven days after the last one at the address', async () => {
    const { owner, deliver } = await shop();
    const sentAt = fromIso(dueAt) - 6 * day;
    await owner((address) => ({
      ...lessOften(address, true, fromIso(cartAt)),
      claims: { other: { at: sentAt, channel: 'email', purpose: 'marketing' } },
    }));
    const line = await deliver({ purpose: 'marketing' });
    expect(line).toMatchObject({ outcome: 'held', reason: 'less-often', until: sentAt + 7 * day + 20_000 });
  });
});

describe('an account that opts out of a topic', () => {
  const updated = (at: string, customer: object) => busEvent('customer.updated', at, { customer });
  const optOutAt = '2026-02-01T00:00:00Z';
  const optOut = topicWord('restock', false, optOutAt);
  async function outcomes(world: World, customer: object) {
    const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer }));
    await world.at(dueAt).deliver(input, { id: 'reminder', topic: 'restock' });
    await world.at('2026-03-04T13:00:00Z').deliver(input, { id: 'last-call', topic: 'offers' });
    return (await world.ledger(input)).toReversed().map(({ reason, outcome }) => reason ?? outcome);
  }

  it('before any address of theirs is known gets nothing of that topic, and the others', async () => {
    const world = new World().at(cartAt);
    await world.ingest(updated(optOutAt, { id: shopper.id, consent: optOut }));
    expect(await outcomes(world, { ...shopper, consent: agreed })).toEqual(['topic-off', 'sent']);
  });

  it.each([
    ['before', false],
    ['late, after', true],
  ])('%s taking another address gets nothing of that topic there either', async (_, isLate) => {
    const world = new World().at(cartAt);
    const optsOut = updated(optOutAt, { id: shopper.id, email: 'old@example.com', consent: optOut });
    const moves = updated('2026-02-02T00:00:00Z', { ...shopper, consent: agreed });
    await world.ingest(updated('2026-01-01T00:00:00Z', { id: shopper.id, email: 'old@example.com', consent: agreed }));
    for (const event of isLate ? [moves, optsOut] : [optsOut, moves]) await world.ingest(event);
    expect(await outcomes(world, shopper)).toEqual(['topic-off', 'sent']);
  });

  it('is sent it again at the next address after agreeing to it with proof', async () => {
    const world = new World().at(cartAt);
    const back = topicWord('restock', true, '2026-02-02T00:00:00Z');
    await world.ingest(updated(optOutAt, { id: shopper.id, email: 'old@example.com', consent: optOut }));
    await world.ingest(updated('2026-02-02T00:00:00Z', { id: shopper.id, email: 'old@example.com', consent: back }));
    expect(await outcomes(world, { ...shopper, consent: agreed })).toEqual(['sent', 'sent']);
  });
});
