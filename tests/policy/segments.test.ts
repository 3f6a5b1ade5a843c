import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesByTime } from '../../src/model/segment.ts';
import { belongs } from '../../src/policy/condition/view.ts';
import { enteredAt, enteredBetween } from '../../src/policy/entry/segments.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { World } from '../engine/world.ts';
import { segments } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';

const { loyal = {}, lapsed = {} } = segments;
const times = ['2026-03-11T10:00:00Z', '2026-03-12T10:00:00Z', '2026-03-12T20:00:00Z', '2026-03-13T10:00:00Z'];
const orders = times.map((at, index) =>
  busEvent('order.placed', at, { order: { id: `o-${index}`, total: { amount: 10, currency: 'USD' }, lines: [] } }),
);

/** A customer as events leave them, in memory. */
async function leftBy(events: readonly Record<string, unknown>[]) {
  const world = new World().at('2026-03-20T00:00:00Z');
  for (const event of events) await world.ingest(event);
  const history = await world.stores.customers.load(world.stores.identities.customerFor({ kind: 'id', value: 'c-1' }));
  if (history === undefined) throw new Error('nobody is known');
  return { world, profile: history.profile, facts: history.facts };
}

describe('a segment', () => {
  it('is a question to the profile and the orders as they are', async () => {
    const customer = await leftBy(orders.slice(0, 3));
    expect(belongs(loyal, { ...customer, now: fromIso('2026-03-20T00:00:00Z') })).toBe(true);
    expect(belongs(lapsed, { ...customer, now: fromIso('2026-03-20T00:00:00Z') })).toBe(false);
    expect(belongs(lapsed, { ...customer, now: fromIso('2026-05-11T20:00:00Z') })).toBe(true);
  });

  it('adds up what was spent in the currency of the last order', async () => {
    const customer = await leftBy(orders.slice(0, 3));
    const spent = (amount: number) => ({ orders: { spent: { amount: [amount], currency: ['USD'] } } });
    expect(belongs(spent(30), { ...customer, now: fromIso('2026-03-20T00:00:00Z') })).toBe(true);
    expect(belongs(spent(10), { ...customer, now: fromIso('2026-03-20T00:00:00Z') })).toBe(false);
  });

  it('changes by time when it asks how long something is ago, in whichever alternative', () => {
    expect(changesByTime(lapsed)).toBe(true);
    expect(changesByTime({ $or: [loyal, { orders: { 'days since last': [60] } }] })).toBe(true);
    expect(changesByTime(loyal)).toBe(false);
  });
});

describe('coming into a segment', () => {
  it('is by the event that makes the difference, and by none before or after', async () => {
    const entered = times.map(async (at, index) =>
      enteredAt(loyal, await leftBy(orders.slice(0, index + 1)), fromIso(at)),
    );
    expect(await Promise.all(entered)).toEqual([false, false, true, false]);
  });

  it('is no matter of a live event if the customer belongs by what an import tells, even of later', async () => {
    const [first = {}, second = {}, ...later] = orders;
    const imported = later.map(({ detail, ...around }) => ({
      ...around,
      detail: { ...(detail as object), history: true },
    }));
    const lived = await leftBy([first, second, ...later]);
    const told = await leftBy([first, second, ...imported]);
    expect(belongs(loyal, { ...told, now: fromIso('2026-03-20T00:00:00Z') })).toBe(true);
    expect([lived, told].map((customer) => enteredAt(loyal, customer, fromIso(times[1] ?? '')))).toEqual([true, false]);
  });

  it('is by a detail of the profile when it was first said', async () => {
    const japanese = { customer: { country: ['JP'] } };
    const said = busEvent('customer.updated', '2026-03-02T10:00:00Z', { customer: { ...shopper, country: 'JP' } });
    const customer = await leftBy([orders[0] ?? {}, said]);
    expect(enteredAt(japanese, customer, fromIso('2026-03-02T10:00:00Z'))).toBe(true);
    expect(enteredAt(japanese, customer, fromIso('2026-03-03T10:00:00Z'))).toBe(false);
  });

  it('is by the time that passes in one stretch of it only', async () => {
    const customer = await leftBy(orders.slice(0, 1));
    const days = ['2026-05-09', '2026-05-10', '2026-05-11', '2026-05-12'].map((date) => fromIso(`${date}T00:00:00Z`));
    const entered = days.slice(1).map((until, index) => enteredBetween(lapsed, customer, days[index] ?? 0, until));
    expect(entered).toEqual([false, true, false]);
  });

  it('starts one run, in whatever order the orders come and however often', async () => {
    const shuffled = fc.shuffledSubarray([...orders, ...orders], { minLength: 8 });
    await fc.assert(
      fc.asyncProperty(shuffled, async (events) => {
        const world = new World().at('2026-03-20T00:00:00Z');
        world.journeys = { ...world.journeys, thanks };
        const outcomes: string[] = [];
        world.at('2026-03-13T12:00:00Z');
        for (const event of events) {
          await world.ingest(event);
          outcomes.push(...(await world.startEnrolled()));
        }
        expect(new Set(world.started.map(({ name }) => name)).size).toBe(1);
        expect(outcomes).toContain('started');
      }),
      { numRuns: 30 },
    );
  });
});

const thanks = {
  journey: 'thanks',
  purpose: 'transactional',
  priority: 50,
  starts: { entering: 'loyal', oncePer: 'customer', againAfter: null },
  ends: [],
  firstDelay: { minutes: 0 },
} as const;
