import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AudiencePage } from '../../src/model/audience-request.ts';
import type { JourneyRules } from '../../src/model/journey.ts';
import { busEvent, consentToAll } from '../fixtures/events.ts';
import { World } from './world.ts';

const invitation: JourneyRules = {
  journey: 'invitation',
  purpose: 'marketing',
  priority: 50,
  starts: {
    on: 'customer.created',
    if: { customer: { country: ['JP'] } },
    oncePer: 'customer',
    againAfter: null,
  },
  ends: [],
  firstDelay: { minutes: 60 },
};

const regulars: JourneyRules = {
  ...invitation,
  journey: 'regulars',
  starts: { entering: 'loyal', oncePer: 'customer', againAfter: 'end' },
};

const at = '2026-04-01T00:00:00Z';

describe('the audience of a journey', () => {
  let world: World;

  beforeEach(async () => {
    world = new World().at('2026-04-01T01:00:00Z');
    world.journeys = { invitation, regulars };
    world.segments = { loyal: { orders: { count: [{ numeric: ['>=', 2] }] } } };
    const tell = (customer: object) => world.ingest(busEvent('customer.updated', at, { customer }));
    const agreed = { consent: consentToAll, country: 'JP' };
    await tell({ id: 'may', email: 'may@example.com', ...agreed });
    await tell({ id: 'abroad', email: 'abroad@example.com', consent: consentToAll, country: 'FR' });
    await tell({ id: 'silent', email: 'silent@example.com', country: 'JP' });
    await tell({ id: 'nowhere', country: 'JP' });
    await tell({ id: 'inside', email: 'inside@example.com', ...agreed });
    await world.start('invitation', busEvent('customer.created', at, { customer: { id: 'inside' } }));
    for (const id of ['1', '2']) {
      const order = { id, total: { amount: 10, currency: 'USD' }, lines: [] };
      await world.ingest(busEvent('order.placed', at, { customer: { id: 'may' }, order }));
    }
  });

  /** The sum over the parts, of so many items each. */
  async function count(request: object, pageItems?: number) {
    const pages: AudiencePage[] = [];
    let next: AudiencePage['next'];
    do {
      const page = await world.countAudience({ ...request, ...(next && { from: next }) }, pageItems);
      pages.push(page);
      next = page.next;
    } while (next !== undefined);
    const counts: Record<string, number> = {};
    for (const page of pages) {
      for (const [name, found] of Object.entries(page.counts)) counts[name] = (counts[name] ?? 0) + found;
    }
    const customers = pages.reduce((sum, page) => sum + page.customers, 0);
    return { customers, counts, sample: pages.flatMap(({ sample }) => sample), parts: pages.length };
  }

  it('has each customer once, with the first reason why they may not enter', async () => {
    expect(await count({ do: 'audience', journey: 'invitation' })).toMatchObject({
      customers: 5,
      counts: { 'may-enter': 1, 'not-in-audience': 1, 'no-consent': 1, 'no-address': 1, 'already-in': 1 },
    });
  });

  it('is the same in parts, whatever their size', async () => {
    const whole = await count({ do: 'audience', journey: 'invitation' });
    for (const items of [1, 2, 3]) {
      const { parts, ...sum } = await count({ do: 'audience', journey: 'invitation' }, items);
      expect(sum).toMatchObject({ customers: whole.customers, counts: whole.counts });
      expect(parts).toBeGreaterThan(1);
    }
  });

  it('of a journey that a segment begins are those in the segment', async () => {
    expect((await count({ do: 'audience', journey: 'regulars' })).counts).toEqual({
      'may-enter': 1,
      'not-in-segment': 4,
    });
  });

  it('shows a sample with most of the address masked', async () => {
    const { sample } = await count({ do: 'audience', journey: 'invitation' });
    expect(sample).toEqual([{ id: 'may', address: 'm…@example.com' }]);
  });

  it('counts the customers of each segment', async () => {
    expect(await count({ do: 'segments' })).toMatchObject({ customers: 5, counts: { loyal: 1 } });
  });

  it('writes nothing', async () => {
    const put = vi.spyOn(world.table, 'put');
    await count({ do: 'audience', journey: 'invitation' });
    await count({ do: 'segments' });
    expect(put).not.toHaveBeenCalled();
  });

  it('refuses a journey that is not deployed, and what is no request', async () => {
    await expect(count({ do: 'audience', journey: 'invitatoin' })).rejects.toThrow('There is no journey "invitatoin"');
    await expect(count({ do: 'audience' })).rejects.toThrow('audience request does not fit its contract');
  });
});
