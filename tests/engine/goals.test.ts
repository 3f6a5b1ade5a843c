import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/channels/contract/report.ts';
import { RetryableError } from '../../src/model/errors.ts';
import type { EngagementKind } from '../../src/model/message.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { busEvent, type Detail, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const monday = '2026-03-02T09:00:00Z';
const tuesday = '2026-03-03T09:00:00Z';
const wednesday = '2026-03-04T09:00:00Z';

/** A customer whose cart was abandoned on Monday, and who was reminded of it. */
async function reminded(customer: Detail = shopper) {
  const world = new World().at(monday);
  const input = await world.enter('cart-journey', busEvent('cart.updated', monday, { customer }));
  await world.at(input.next.until).deliver(input, { id: 'reminder' }, { last: true });
  return { world: world.at(wednesday), input };
}

/** The report that the customer opened or clicked the last message. */
function touch({ sent }: World, kind: EngagementKind, at: string): Report {
  const tags = sent.at(-1)?.tags ?? expect.fail('nothing was sent');
  return { channel: 'email', kind, at: fromIso(at), tags: tags as Report['tags'] }; // as compose wrote them
}

async function conversionsOf({ stores }: World, { customer }: RunInput) {
  const history = await stores.customers.load(customer);
  return stores.conversions.ofCustomer(history?.customer ?? customer);
}

/** What the table is asked for meanwhile: how many items are written, and how many queries reach into the ledger. */
async function counted({ table }: World, action: () => Promise<unknown>) {
  const [put, range] = [table.put.bind(table), table.range.bind(table)];
  const count = { writes: 0, queries: 0, ledger: 0 };
  table.put = (...args) => {
    count.writes += 1;
    return put(...args);
  };
  table.range = (pk, from, to) => {
    count.queries += 1;
    if (from.startsWith('4#')) count.ledger += 1;
    return range(pk, from, to);
  };
  await action();
  Object.assign(table, { put, range });
  return count;
}

describe('a goal', () => {
  it('is noted when the run is completed already', async () => {
    const { world, input } = await reminded();
    expect((await world.run(input))?.ended?.why).toBe('completed');
    await world.ingest(busEvent('order.placed', tuesday));
    expect(await world.run(input)).toMatchObject({
      ended: { why: 'completed' },
      goal: { on: 'order.placed', at: fromIso(tuesday) },
    });
  });

  it('that ends the run is written with its end, and not again when the order is heard of twice', async () => {
    const world = new World().at(monday);
    const input = await world.enter('cart-journey', busEvent('cart.updated', monday));
    const order = busEvent('order.placed', tuesday);
    // The profile, the order and the run.
    expect(await counted(world, () => world.ingest(order))).toMatchObject({ writes: 3 });
    expect(await world.run(input)).toMatchObject({ ended: { why: 'event' }, goal: { at: fromIso(tuesday) } });
    expect(await counted(world, () => world.ingest(order))).toMatchObject({ writes: 0 });
  });

  it('stays with the entry that reached it when another run takes its place', async () => {
    const { world, input } = await reminded();
    await world.ingest(busEvent('order.placed', tuesday));
    const again = '2026-03-12T09:00:00Z';
    const next = await world.at(again).enter('cart-journey', busEvent('cart.updated', again));
    expect(await world.run(next)).toMatchObject({ earlier: [{ id: input.run, goal: { at: fromIso(tuesday) } }] });
  });

  it('of an earlier entry is noted although another run is in its place by then', async () => {
    const { world, input } = await reminded();
    const again = '2026-03-12T09:00:00Z';
    const next = await world.at(again).enter('cart-journey', busEvent('cart.updated', again));
    await world.feedback(touch(world, 'clicked', tuesday));
    await world.ingest(busEvent('order.placed', wednesday));
    const run = await world.run(next);
    expect(run?.goal).toBeUndefined();
    expect(run?.earlier).toMatchObject([{ id: input.run, goal: { at: fromIso(wednesday) } }]);
    expect(await conversionsOf(world, input)).toMatchObject([{ run: input.run }]);
  });

  it('of a held-out run is noted, without a conversion', async () => {
    const world = new World().at(monday);
    const input = await world.enter('cart-journey', busEvent('cart.updated', monday));
    await world.at(input.next.until).deliver(input, { id: 'reminder', holdOut: true }, { last: true });
    await world.ingest(busEvent('order.placed', tuesday));
    expect((await world.run(input))?.goal).toMatchObject({ on: 'order.placed' });
    expect(await conversionsOf(world, input)).toEqual([]);
  });
});

describe('a conversion', () => {
  const order = busEvent('order.placed', wednesday);

  it('is made when the order comes, and stays the one it is when the order comes again', async () => {
    const { world, input } = await reminded();
    await world.feedback(touch(world, 'clicked', tuesday));
    await world.ingest(order);
    const found = await conversionsOf(world, input);
    expect(found).toEqual([
      {
        on: 'order.placed',
        id: 'o-1',
        at: fromIso(wednesday),
        customer: input.customer,
        journey: 'cart-journey',
        run: input.run,
        message: `${input.run}_reminder`,
        touch: { kind: 'clicked', at: fromIso(tuesday) },
        total: { minor: 4800, currency: 'USD' },
      },
    ]);
    expect(await counted(world, () => world.ingest(order))).toMatchObject({ writes: 0, ledger: 1 });
    expect(await conversionsOf(world, input)).toEqual(found);
  });

  it('is made, or moved, by a touch that is reported after the order', async () => {
    const { world, input } = await reminded();
    await world.ingest(order);
    expect(await conversionsOf(world, input)).toEqual([]);
    await world.feedback(touch(world, 'opened', '2026-03-03T08:00:00Z'));
    expect(await conversionsOf(world, input)).toMatchObject([{ touch: { kind: 'opened' } }]);
    await world.feedback(touch(world, 'clicked', tuesday));
    await world.feedback(touch(world, 'opened', '2026-03-02T20:00:00Z'));
    await world.feedback(touch(world, 'opened', '2026-03-04T09:00:01Z'));
    const touched = { kind: 'clicked', at: fromIso(tuesday) };
    expect(await conversionsOf(world, input)).toMatchObject([{ touch: touched }]);
  });

  it('is made although the run could not be led on after its message', async () => {
    const world = new World().at(monday);
    const input = await world.enter('cart-journey', busEvent('cart.updated', monday));
    const put = world.table.put.bind(world.table);
    world.table.put = async (key, ...rest) => {
      if (key.sk.startsWith('2#run')) throw new RetryableError('The partition is throttled.');
      return put(key, ...rest);
    };
    await expect(world.at(input.next.until).deliver(input, { id: 'reminder' })).rejects.toThrow('throttled');
    world.table.put = put;
    await world.feedback(touch(world, 'clicked', tuesday));
    await world.ingest(order); // before the state machine calls again
    expect(await conversionsOf(world, input)).toMatchObject([{ message: `${input.run}_reminder` }]);
    const another = busEvent('cart.updated', '2026-03-12T09:00:00Z');
    const next = await world.at('2026-03-12T09:00:00Z').enter('cart-journey', another);
    expect((await world.run(next))?.earlier).toEqual([expect.not.objectContaining({ idle: true })]);
  });

  it('stays when the order is cancelled', async () => {
    const { world, input } = await reminded();
    await world.feedback(touch(world, 'clicked', tuesday));
    await world.ingest(order);
    await world.ingest(busEvent('order.cancelled', '2026-03-05T09:00:00Z'));
    expect(await conversionsOf(world, input)).toHaveLength(1);
  });

  it('is found when two customers turn out to be one: one was written to, the other ordered', async () => {
    const guest = { email: 'shopper@example.com', consent: shopper.consent };
    const { world, input } = await reminded(guest);
    await world.feedback(touch(world, 'clicked', tuesday));
    await world.ingest(busEvent('order.placed', wednesday, { customer: { id: 'c-1' } }));
    expect(await conversionsOf(world, input)).toEqual([]);
    const joining = busEvent('customer.updated', '2026-03-05T09:00:00Z', {
      customer: { ...guest, id: 'c-1', verified: ['email'] },
    });
    for (const again of [joining, joining]) await world.ingest(again);
    const [found, ...others] = await conversionsOf(world, input);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: 'o-1', message: `${input.run}_reminder` });
    expect(found?.customer).not.toBe(input.customer);
    expect(await world.run(input)).toMatchObject({ goal: { at: fromIso(wednesday) } });
    const late = { ...touch(world, 'clicked', '2026-03-04T08:00:00Z') };
    await world.feedback(late);
    expect(await conversionsOf(world, input)).toMatchObject([{ touch: { at: late.at } }]);
  });

  it('costs a look at the ledger only where there may be one', async () => {
    const { world } = await reminded();
    const ledger = async (action: () => Promise<unknown>) => (await counted(world, action)).ledger;
    const stranger = { customer: { id: 'c-2', email: 'another@example.com' } };
    const order = (at: string, id: string, more = {}) =>
      busEvent('order.placed', at, { order: { id, total: { amount: 1, currency: 'USD' }, lines: [] }, ...more });
    expect(await ledger(() => world.ingest(order(wednesday, 'o-2', stranger)))).toBe(0);
    expect(await ledger(() => world.ingest(busEvent('cart.emptied', tuesday)))).toBe(0);
    expect(await ledger(() => world.ingest(order('2026-03-12T09:00:00Z', 'o-3')))).toBe(0);
    expect(await ledger(() => world.feedback(touch(world, 'clicked', tuesday)))).toBe(0);
    expect(await ledger(() => world.ingest(order(wednesday, 'o-4')))).toBe(1);
    expect(await ledger(() => world.feedback(touch(world, 'opened', '2026-03-05T09:00:00Z')))).toBe(0);
    const delivered = { ...touch(world, 'opened', tuesday), kind: 'delivered' } as const;
    expect(await counted(world, () => world.feedback(delivered))).toMatchObject({ queries: 0 });
  });
});
