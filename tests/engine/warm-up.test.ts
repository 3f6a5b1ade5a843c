import { describe, expect, it } from 'vitest';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import { Gate } from '../../src/engine/deliver/gate.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import type { WarmUp } from '../../src/model/warm-up.ts';
import { toIso } from '../../src/policy/time/timing.ts';
import { busEvent, consentToAll } from '../fixtures/events.ts';
import { cartAt, dueAt, reminder } from './due.ts';
import { World } from './world.ts';

const plan: WarmUp = { since: '2026-03-02', from: 10, doublesEvery: 1, upTo: 100 };
const gateOf = (warmUp: WarmUp) =>
  new Gate(() => Promise.reject(new Error('asked for the rate of the account')), { email: warmUp });

/** Customers whose reminders are due at the same moment. */
async function crowd(size: number, warmUp = plan): Promise<{ world: World; inputs: RunInput[] }> {
  const world = new World();
  world.overrides = { gate: gateOf(warmUp) };
  const inputs: RunInput[] = [];
  for (let n = 0; n < size; n += 1) {
    const event = busEvent('cart.updated', cartAt, {
      customer: { id: `c-${n}`, email: `c${n}@example.com`, consent: consentToAll },
      cart: { id: `cart-${n}`, lines: [], total: { amount: 50, currency: 'EUR' } },
    });
    inputs.push(await world.at(cartAt).enter('cart-journey', event));
  }
  world.at(dueAt);
  return { world, inputs };
}

/** Lets the parked messages come back in time, until none is left or the time has come. */
async function playUntil(world: World, end: string): Promise<void> {
  for (;;) {
    const [next] = world.parked.toSorted((one, other) => one.until - other.until);
    if (next === undefined || next.until > Date.parse(end)) return;
    world.parked.splice(world.parked.indexOf(next), 1);
    world.now = next.until;
    await world.deliverInput(next.input);
  }
}

const sentBy = (world: World) => {
  const days = Map.groupBy(world.sent, ({ at }) => toIso(at).slice(0, 10));
  return Object.fromEntries([...days].map(([day, sent]) => [day, sent.length]));
};

describe('while the sender is new', () => {
  it('no more marketing goes on a day than the plan allows, and all of it goes in the end', async () => {
    const { world, inputs } = await crowd(25);
    for (const input of inputs) await world.at(dueAt).deliver(input, reminder);
    await playUntil(world, '2026-03-05T00:00:00Z');
    expect(sentBy(world)).toEqual({ '2026-03-02': 10, '2026-03-03': 15 });
    expect(world.parked).toEqual([]);
  });

  it('the day’s messages are spread over its open hours, and the rest waits for the next morning', async () => {
    const { world, inputs } = await crowd(12);
    for (const input of inputs) await world.at(dueAt).deliver(input, reminder);
    const held = await Promise.all(inputs.map(async (input) => (await world.ledger(input))[0]));
    const waiting = held.filter((line) => line?.outcome === 'held');
    expect(new Set(waiting.map((line) => line?.reason))).toEqual(new Set(['warming-up']));
    expect(waiting[0]?.basis?.setting).toEqual({ name: 'email.warmUp', value: 10 });
    const turns = world.parked.map(({ until }) => until).toSorted();
    expect(turns.filter((until) => until < Date.parse('2026-03-02T21:00:00Z'))).toHaveLength(10 - world.sent.length);
    expect(turns.slice(-2).map((until) => toIso(until).slice(0, 13))).toEqual(['2026-03-03T08', '2026-03-03T08']);
  });

  it('transactional messages never wait, and count', async () => {
    const { world, inputs } = await crowd(14);
    const [marketing, ...others] = inputs as [RunInput, ...RunInput[]];
    for (const input of others) await world.deliver(input, { ...reminder, purpose: 'transactional' });
    expect(world.sent).toHaveLength(13);
    await world.deliver(marketing, reminder);
    expect(await world.ledger(marketing)).toMatchObject([{ outcome: 'held', reason: 'warming-up' }]);
  });

  it('a message takes one place, however often it comes back', async () => {
    const { world, inputs } = await crowd(10);
    for (const input of inputs) await world.at(dueAt).deliver(input, reminder);
    await playUntil(world, '2026-03-02T21:00:00Z');
    expect(sentBy(world)).toEqual({ '2026-03-02': 10 });
  });

  it('a message counts once on a day, however often its service refuses it', async () => {
    const { world, inputs } = await crowd(16, { ...plan, from: 20 });
    let counted = 0;
    const { takeOfDay } = world.stores.lanes;
    world.stores.lanes.takeOfDay = async (...given) => {
      const place = await takeOfDay.apply(world.stores.lanes, given);
      if (place !== undefined) counted += 1;
      return place;
    };
    world.behaviour = () => {
      if (world.now < Date.parse(dueAt) + 3_600_000) throw new NotAcceptedError('too many requests');
      return { accepted: 'ses-1' };
    };
    for (const [n, input] of inputs.entries()) {
      await world.at(dueAt).deliver(input, n < 6 ? { ...reminder, purpose: 'transactional' } : reminder);
    }
    await playUntil(world, '2026-03-02T21:00:00Z');
    expect(counted).toBe(16);
    expect(world.parked).toEqual([]);
  });

  it('once the plan is over the account’s rate alone counts', async () => {
    const { world, inputs } = await crowd(1, { ...plan, since: '2026-01-01' });
    await expect(world.deliver(inputs[0] as RunInput, reminder)).rejects.toThrow('asked for the rate of the account');
  });
});
