import { describe, expect, it } from 'vitest';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { busEvent } from '../fixtures/events.ts';
import { abandonedCart, reminder } from './due.ts';
import type { World } from './world.ts';

const minute = 60_000;
const wholeDay = { minutes: 24 * 60 };

/** A message about another cart goes at that time, and has the place of the day. */
async function takePlace(world: World, at: string): Promise<void> {
  const cart = { id: `cart-${at}`, total: { amount: 90, currency: 'USD' }, lines: [] };
  const run = await world.at(at).enter('cart-journey', busEvent('cart.updated', at, { id: `e-${at}`, cart }));
  await world.deliver(run, reminder);
}

/** A reminder that lost two days to others: the run has gone on, and its last call is due while the reminder is held. */
async function heldTwice() {
  const { world, input } = await abandonedCart();
  await takePlace(world, '2026-03-02T09:30:00Z');
  const { until: lastCall } = await world.at('2026-03-02T13:00:00Z').deliver(input, reminder, { then: wholeDay });
  await takePlace(world, '2026-03-03T08:00:00Z');
  const [parked] = world.parked.splice(0);
  await world.at(toIso(parked?.until ?? 0)).deliverInput(parked?.input ?? expect.fail('nothing was parked'));
  return { world, input, lastCall };
}

/** Plays what is parked, and the last call when it is due, until nothing is left. */
async function playOn(world: World, input: RunInput, lastCall: string): Promise<string[]> {
  const deliver = () => world.deliver({ ...input, next: { until: lastCall } }, { id: 'last-call' }, { last: true });
  const due = [{ until: fromIso(lastCall), deliver }];
  const take = () =>
    due.push(
      ...world.parked.splice(0).map(({ until, input }) => ({ until, deliver: () => world.deliverInput(input) })),
    );
  const before = world.sent.length;
  for (take(); due.length > 0; take()) {
    due.sort((one, other) => one.until - other.until);
    const next = due.shift();
    world.now = next?.until ?? 0;
    await next?.deliver();
  }
  return world.sent.slice(before).map(({ tags }) => tags.message?.split('_')[1] ?? '');
}

describe('the messages of a run', () => {
  it('go in their order, though the first is held beyond the time of the second', async () => {
    const { world, input, lastCall } = await heldTwice();
    expect(lastCall).toBe('2026-03-04T08:00:20Z');
    expect((await world.run(input))?.held).toMatchObject([{ step: 'reminder', until: fromIso(lastCall) }]);
    await world.at(lastCall).deliver({ ...input, next: { until: lastCall } }, { id: 'last-call' }, { last: true });
    expect((await world.ledger(input)).find(({ step }) => step === 'last-call')).toMatchObject({
      outcome: 'held',
      reason: 'earlier-first',
      until: fromIso(lastCall) + 5 * minute,
      basis: { rivals: [{ run: input.run, step: 'reminder', at: fromIso(lastCall) }] },
    });
  });

  it('go in their order, though a busy service held the first until the second was held too', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = () => {
      throw new NotAcceptedError('too many requests');
    };
    const { until: lastCall } = await world.deliver(input, reminder, { then: { minutes: 1 } });
    world.behaviour = () => ({ accepted: 'ses-1' });
    await takePlace(world, toIso(fromIso(lastCall) - 1000));
    const busy = world.parked.splice(0);
    await world.at(lastCall).deliver({ ...input, next: { until: lastCall } }, { id: 'last-call' }, { last: true });
    const capped = world.parked.splice(0);
    for (const { until, input: back } of busy) {
      world.now = Math.max(until, world.now);
      await world.deliverInput(back);
    }
    world.parked.push(...capped);
    const ids = world.parked.map(({ input: { step } }) => step.id);
    expect(ids).toEqual(['reminder', 'last-call']);
    expect((await world.run(input))?.held).toMatchObject([{ step: 'reminder' }]);
  });

  it('all go in the end', async () => {
    const { world, input, lastCall } = await heldTwice();
    expect(await playOn(world, input, lastCall)).toEqual(['reminder', 'last-call']);
    const lines = await world.ledger(input);
    expect(lines.every(({ outcome }) => outcome === 'sent')).toBe(true);
  });

  it('wait for none that is held for all of them alike, and a transactional one for none at all', async () => {
    const { world, input } = await abandonedCart();
    await world.deliver(input, { ...reminder, purpose: 'transactional' }, { then: wholeDay });
    expect((await world.run(input))?.held).toBeUndefined();
    const other = await heldTwice();
    const due = { ...other.input, next: { until: other.lastCall } };
    const told = await other.world
      .at('2026-03-03T09:00:00Z')
      .deliver(due, { id: 'last-call', purpose: 'transactional' });
    expect(told.outcome).toBe('sent');
  });

  it('cost a write only where one of them is held beyond the next', async () => {
    const { world, input } = await abandonedCart();
    await takePlace(world, '2026-03-02T09:30:00Z');
    await world.at('2026-03-02T13:00:00Z').deliver(input, reminder, { then: wholeDay });
    expect((await world.run(input))?.held).toBeUndefined();
  });
});
