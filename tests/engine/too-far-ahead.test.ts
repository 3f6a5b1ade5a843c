import { describe, expect, it } from 'vitest';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import type { Delay } from '../../src/model/delay.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { busEvent } from '../fixtures/events.ts';
import { comeBack } from './due.ts';
import { World } from './world.ts';

const placed = '2026-03-02T09:00:00Z';
const due = '2026-03-03T10:00:00Z';
const untilPromise: Delay = { date: 'order.dispatchBy', offset: { minutes: 0 } };

/** A run about an order that is promised for the day, come to its first step. */
async function promised(dispatchBy: string): Promise<{ world: World; input: RunInput }> {
  const world = new World().at(placed);
  const goods = { total: { amount: 9, currency: 'USD' }, lines: [] };
  const input = await world.enter(
    'order-journey',
    busEvent('order.placed', placed, { order: { id: 'o-1', ...goods, dispatchBy } }),
  );
  return { world: world.at(due), input };
}

/** Everything that a wait can come after. */
const steps: [string, (world: World, input: RunInput) => Promise<{ until?: string } | undefined>][] = [
  ['a message', (world, input) => world.deliver(input, { id: 'thanks' }, { then: untilPromise })],
  [
    'a deed',
    (world, input) =>
      world.act({ ...input, step: { id: 'tag', action: { kind: 'tag', tag: 'promised' } }, then: untilPromise }),
  ],
  [
    'a choice',
    (world, input) => world.choose({ ...input, step: { id: 'split', split: [1] }, arms: [{ then: untilPromise }] }),
  ],
  [
    'an event',
    async (world, input) => {
      const step = { id: 'await', on: ['shipment.dispatched'] as const, within: 1440 };
      await world.awaitEvent({ ...input, step, then: untilPromise, token: 'token-1' });
      await world.ingest(busEvent('shipment.dispatched', due));
      return { until: new Date(world.resumed[0]?.until ?? 0).toISOString().replace('.000', '') };
    },
  ],
];

describe('a wait that an execution does not live through', () => {
  it.each(steps)('stops the run behind %s at once, and nothing more of it is sent', async (_, perform) => {
    const { world, input } = await promised('2027-05-01T00:00:00Z');
    expect((await perform(world, input))?.until).toBe(due);
    const stopped = { at: fromIso(due), why: 'stopped', reason: 'too-far-ahead' };
    expect((await world.run(input))?.ended).toEqual(stopped);
    const before = world.sent.length;
    await world.deliver(input, { id: 'later', message: 'thanks' });
    expect(world.sent).toHaveLength(before);
    const last = (await world.ledger(input)).find(({ step }) => step === 'later');
    expect(last).toMatchObject({ outcome: 'skipped', reason: 'run-ended', detail: 'too-far-ahead' });
  });

  it('lets the message before it go that a busy service did not take', async () => {
    const { world, input } = await promised('2027-05-01T00:00:00Z');
    world.behaviour = () => {
      throw new NotAcceptedError('slow down', { detail: 'ThrottlingException' });
    };
    await world.deliver(input, { id: 'thanks' }, { then: untilPromise });
    expect((await world.run(input))?.ended).toMatchObject({ why: 'stopped', reason: 'too-far-ahead' });
    world.behaviour = () => ({ accepted: 'ses-2' });
    expect(await comeBack(world)).toMatchObject({ outcome: 'sent' });
  });

  it.each(steps)('of 363 days behind %s is waited for', async (_, perform) => {
    const { world, input } = await promised('2027-02-28T09:00:00Z');
    expect((await perform(world, input))?.until).toBe('2027-02-28T09:00:00Z');
    expect((await world.run(input))?.ended).toBeUndefined();
  });

  it('stops a run that would await an event for too long, and passes it by', async () => {
    const { world, input } = await promised(placed);
    const step = { id: 'await', on: ['shipment.delivered'] as const, within: 90 * 1440 };
    await world.at('2026-12-24T00:00:00Z').awaitEvent({ ...input, step, token: 'token-1' });
    expect(world.resumed).toEqual([{ token: 'token-1', until: world.now }]);
    expect((await world.run(input))?.ended).toMatchObject({ why: 'stopped', reason: 'too-far-ahead' });
  });
});
