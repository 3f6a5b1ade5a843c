import { beforeEach, describe, expect, it } from 'vitest';
import type { JourneyRules } from '../../src/model/journey.ts';
import { busEvent } from '../fixtures/events.ts';
import { World } from './world.ts';

const birthday: JourneyRules = {
  journey: 'birthday',
  purpose: 'transactional',
  priority: 50,
  starts: {
    every: { yearly: 'customer.birthday', daysBefore: 0, at: '10:00' },
    oncePer: 'customer',
    againAfter: 'end',
  },
  ends: [],
  firstDelay: { minutes: 0 },
};

const night = '2026-04-29T00:00:00Z';
const customers = 24;

describe('a sweep of a large table', () => {
  let world: World;

  beforeEach(async () => {
    world = new World().at('2026-04-01T00:00:01Z');
    world.journeys = { birthday };
    for (let index = 0; index < customers; index += 1) {
      const customer = { id: `c-${index}`, birthday: index % 2 === 0 ? '1990-04-30' : '1990-05-30' };
      await world.ingest(busEvent('customer.updated', '2026-04-01T00:00:00Z', { customer }));
    }
  });

  async function sweep(pageItems?: number, segmentBytes?: number) {
    world.enrolled.length = 0;
    const messages = await world.sweep(night, pageItems, segmentBytes);
    return { messages, entries: world.enrolled.map(({ entry }) => `${entry.customer} ${entry.at} ${entry.id}`).sort() };
  }

  it('goes segment by segment, and finds everybody whom one page finds, once', async () => {
    const whole = await sweep();
    expect(whole.messages).toBe(1);
    expect(whole.entries).toHaveLength(customers / 2);
    const bytes = await world.table.size();
    for (const [parts, pageItems] of [[2], [5, 3], [32, 1]] as const) {
      const { messages, entries } = await sweep(pageItems, Math.ceil(bytes / parts));
      expect(entries).toEqual(whole.entries);
      expect(messages).toBeGreaterThan(parts); // one that begins, and at least one of each segment
    }
  });

  it('goes on in the same call while there is time, and hands over what is left', async () => {
    const whole = await sweep();
    const handedOver: unknown[] = [];
    world.enrolled.length = 0;
    await world.sweepCall(
      { at: night },
      { pageItems: 1, hasTime: () => true, sweepNext: async (next) => void handedOver.push(next) },
    );
    expect(handedOver).toEqual([]);
    expect(world.enrolled).toHaveLength(whole.entries.length);
    let pages = 0;
    const hasTime = () => {
      pages += 1;
      return pages < 3;
    };
    await world.sweepCall(
      { at: night },
      { pageItems: 1, hasTime, sweepNext: async (next) => void handedOver.push(next) },
    );
    expect([pages, handedOver.length]).toEqual([3, 1]);
  });

  it('has 32 segments at most, and an empty table has one', async () => {
    expect((await sweep(undefined, 1)).messages).toBe(1 + 32);
    expect(await new World().sweep(night, undefined, 1)).toBe(1);
  });

  it('is begun twice, and once more in other segments, and lets everybody in once', async () => {
    for (const segmentBytes of [1000, 1000, 5000]) await world.sweep(night, 2, segmentBytes);
    expect(world.enrolled).toHaveLength((3 * customers) / 2);
    world.at('2026-04-29T00:00:10Z');
    await world.startEnrolled();
    expect(new Set(world.started.map(({ name }) => name)).size).toBe(customers / 2);
  });
});
