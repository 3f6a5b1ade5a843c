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

describe('a slow call of a step before the await', () => {
  /** Lets the first write of a run hang. */
  function hangRun({ table }: World): () => void {
    const put = table.put.bind(table);
    const { promise, resolve } = Promise.withResolvers<void>();
    let calls = 0;
    table.put = async (key, ...rest) => {
      if (key.sk.startsWith('2#run#') && calls++ === 0) await promise;
      return put(key, ...rest);
    };
    return resolve;
  }

  const message = {
    id: 'thanks',
    message: 'thanks',
    channels: ['email'],
    purpose: 'transactional',
    priority: 50,
  } as const;
  const earlier: [string, (world: World, input: AwaitInput, call: number) => Promise<{ readonly until: string }>][] = [
    [
      'a message',
      (world, { customer, run, journey, next }) => world.deliver({ customer, run, journey, next }, message),
    ],
    [
      'an action',
      (world, { customer, run, journey, next }) =>
        world.act({ customer, run, journey, next, step: { id: 'tag', action: { kind: 'tag', tag: 'vip' } } }),
    ],
    [
      'a choice',
      (world, { customer, run, journey, next }) =>
        world.choose({
          customer,
          run,
          journey,
          next,
          step: { id: 'if', if: {} },
          arms: [{ then: { minutes: 1 } }, {}],
        }),
    ],
    [
      'another await',
      async (world, { customer, run, journey, next }, call) => {
        const step = { id: 'earlier', on: ['shipment.dispatched'] } as const;
        await world.awaitEvent({ customer, run, journey, next, step, token: `earlier-${call}` });
        return { until: toIso(world.resumed.at(-1)?.until ?? world.now) };
      },
    ],
  ];

  it.each(earlier)('leaves the wait alone: %s', async (_what, callOf) => {
    const { world, input } = await ordered();
    await world.ingest(busEvent('shipment.dispatched', '2026-03-02T12:00:00Z'));
    const free = hangRun(world);
    const slow = callOf(world, input, 1);
    await new Promise(setImmediate);
    world.now += 61_000;
    const { until } = await callOf(world, input, 2);
    await world.awaitEvent({ ...input, next: { until } });
    world.now += 1000;
    free();
    await slow;
    world.resumed.length = 0;
    await world.at('2026-03-05T15:00:05Z').ingest(delivered);
    expect(readable(world)).toEqual(resumption);
  });

  it('leaves the wait alone: another await, which an event has resumed that is as old as itself', async () => {
    const { world, input } = await ordered();
    const step = { id: 'earlier', on: ['shipment.dispatched'] } as const;
    const { customer, run, journey, next } = input;
    const awaitEarlier = (token: string) => world.awaitEvent({ customer, run, journey, next, step, token });
    const free = hangRun(world);
    const slow = awaitEarlier('earlier-1');
    await new Promise(setImmediate);
    await awaitEarlier('earlier-2');
    await world.ingest(busEvent('shipment.dispatched', next.until));
    const { until = 0 } = world.resumed.at(-1) ?? {};
    await world.awaitEvent({ ...input, next: { until: toIso(until) } });
    free();
    await slow;
    world.resumed.length = 0;
    await world.at('2026-03-05T15:00:05Z').ingest(delivered);
    expect(readable(world)).toEqual(resumption);
  });
});
