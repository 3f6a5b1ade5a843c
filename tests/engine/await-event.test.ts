import { describe, expect, it } from 'vitest';
import { leaveJourney } from '../../src/engine/leave-journey.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import type { AwaitInput } from '../../src/model/step.ts';
import { toIso } from '../../src/policy/time/timing.ts';
import { busEvent } from '../fixtures/events.ts';
import { World } from './world.ts';

const placed = '2026-03-02T09:00:00Z';
const delivered = busEvent('shipment.delivered', '2026-03-05T15:00:00Z');

async function ordered(): Promise<{ world: World; input: AwaitInput }> {
  const world = new World().at(placed);
  const run: RunInput = await world.enter('order-journey', busEvent('order.placed', placed));
  const input: AwaitInput = {
    ...run,
    step: { id: 'delivered', on: ['shipment.delivered'] },
    then: { days: 2, at: '10:00' },
    token: 'token-1',
  };
  return { world: world.at('2026-03-03T10:00:00Z'), input };
}

const resumption = [{ token: 'token-1', until: '2026-03-07T10:00:00Z' }];
const readable = (world: World) => world.resumed.map(({ token, until }) => ({ token, until: toIso(until) }));

describe('await-event', () => {
  it('resumes when the event comes, counting the next delay from the event', async () => {
    const { world, input } = await ordered();
    await world.awaitEvent(input);
    expect(world.resumed).toEqual([]);
    await world.at('2026-03-05T15:00:05Z').ingest(delivered);
    expect(readable(world)).toEqual(resumption);
  });

  it('resumes once when the event comes twice', async () => {
    const { world, input } = await ordered();
    await world.awaitEvent(input);
    for (let i = 0; i < 3; i += 1) await world.ingest(delivered);
    expect(readable(world)).toEqual(resumption);
  });

  it('passes straight through when the event came before the token', async () => {
    const { world, input } = await ordered();
    await world.ingest(delivered);
    await world.awaitEvent(input);
    expect(readable(world)).toEqual(resumption);
  });

  it('makes the next step due now when the event came long before the run awaits it', async () => {
    const { world, input } = await ordered();
    await world.ingest(delivered);
    await world.at('2026-03-20T10:00:00Z').awaitEvent(input);
    expect(readable(world)).toEqual([{ token: 'token-1', until: '2026-03-20T10:00:00Z' }]);
  });

  it("does not take another order's parcel for this one's", async () => {
    const { world, input } = await ordered();
    await world.awaitEvent(input);
    await world.ingest(
      busEvent('shipment.delivered', '2026-03-05T15:00:00Z', { order: { id: 'o-2' }, shipment: { id: 's-2' } }),
    );
    expect(world.resumed).toEqual([]);
  });

  it('passes at once when the run ends while it waits, and when it is over already', async () => {
    const { world, input } = await ordered();
    await world.awaitEvent(input);
    await world.at('2026-03-04T00:00:00Z').ingest(busEvent('order.cancelled', '2026-03-04T00:00:00Z'));
    await world.awaitEvent({ ...input, token: 'token-2' });
    expect(readable(world)).toEqual([
      { token: 'token-1', until: '2026-03-04T00:00:00Z' },
      { token: 'token-2', until: '2026-03-04T00:00:00Z' },
    ]);
  });

  it('is left with a reason when the time runs out, and the first reason stays', async () => {
    const { world, input } = await ordered();
    await world.awaitEvent(input);
    const leave = (reason: string) =>
      leaveJourney({ ...input, step: { id: 'leave', reason } }, { stores: world.stores, clock: () => world.now });
    expect(await leave('no delivery within 30 days')).toEqual({ until: '2026-03-03T10:00:00Z' });
    await leave('another reason');
    expect(await world.run(input)).toMatchObject({ ended: { why: 'left', reason: 'no delivery within 30 days' } });
    expect((await world.run(input))?.awaiting).toBeUndefined();
  });
});
