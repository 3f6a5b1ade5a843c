import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import type { HistoryBudget } from '../../src/model/history-budget.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import type { Table } from '../../src/stores/table.ts';
import { World } from '../engine/world.ts';
import { journeys, messages, segments, settings } from '../fixtures/catalogue.ts';
import { busEvent, consentToAll, type Detail } from '../fixtures/events.ts';
import { openTwoTables, type TwoTables } from '../fixtures/two-tables.ts';

const minute = 60_000;
/** So few runs are read that those of a few orders are archived. */
const budget: HistoryBudget = { facts: { most: 4400, least: 3520 }, runs: { most: 2000, least: 1600 } };
const shopper = { id: 'c-1', email: 'shopper@example.com', phone: '+819012345678', consent: consentToAll };
const cartNamed = (id: string) => ({
  cart: { id, total: { amount: 9, currency: 'USD' }, lines: [], url: 'https://shop.example.com/cart' },
});
const orderNamed = (id: string) => ({ order: { id, total: { amount: 48, currency: 'USD' }, lines: [] } });

describe('a restored table that takes along what the old one knows', () => {
  let tables: TwoTables;
  let now: number;
  let before: World;

  beforeEach(async () => {
    now = 0;
    tables = await openTwoTables(() => now);
    before = on(tables.old);
  });
  afterEach(() => tables.close());

  /** The shop on one of the tables: it needs no more of a table than its operations. */
  function on(table: Table): World {
    return new World({ settings, journeys, segments, messages }, table as World['table'], budget);
  }
  function at(world: World, time: string | number): World {
    world.now = typeof time === 'number' ? time : Date.parse(time);
    now = world.now;
    return world;
  }
  /** The shop on the restored table, once the store has sent its events again. */
  async function afterwards(time: string, events: readonly (readonly [string | undefined, Detail])[]): Promise<World> {
    const world = at(on(tables.restored), time);
    for (const [journey, event] of events) {
      await world.ingest(event);
      if (journey !== undefined) await world.start(journey, event);
    }
    return world;
  }

  /** The customer agrees in the account, gets a message, and opts out by its link; later they name another address. */
  async function optOut(isKnown: boolean): Promise<World> {
    const agreed = { email: { granted: true, at: '2026-02-01T00:00:00Z', source: 'account' } };
    const general = busEvent('customer.updated', '2026-03-01T08:00:00Z', { customer: { id: 'c-1', consent: agreed } });
    const first = busEvent('cart.updated', '2026-03-01T09:00:00Z', { customer: { id: 'c-1', email: shopper.email } });
    if (!isKnown) await tables.restore();
    await at(before, '2026-03-01T09:00:00Z').ingest(general);
    const input = await before.enter('cart-journey', first);
    await at(before, '2026-03-01T13:00:00Z').deliver(input, { id: 'reminder' });
    if (isKnown) await tables.restore();
    const token = new URL(before.sent[0]?.unsubscribe ?? '').searchParams.get('t') ?? undefined;
    const { stores, keys } = before;
    const clock = () => Date.parse('2026-03-02T10:00:00Z');
    const request = { method: 'POST', token, language: 'en' };
    await manageConsent(request, {
      stores,
      keys,
      settings,
      clock,
      failed: (error) => expect.unreachable(error.message),
    });
    await tables.takeAlong();
    const world = await afterwards('2026-03-02T12:00:00Z', [
      [undefined, general],
      ['cart-journey', first],
    ]);
    return at(world, '2026-03-05T09:00:00Z');
  }

  it.each([
    ['a customer', true],
    ['one who came since', false],
  ])('heeds the opt-out of %s also at an address that they name later', async (_who, isKnown) => {
    const world = await optOut(isKnown);
    const moved = { id: 'c-1', email: 'new@example.com' };
    const cart = busEvent('cart.updated', '2026-03-05T09:00:00Z', { customer: moved, ...cartNamed('cart-2') });
    const input = await world.enter('cart-journey', cart);
    await at(world, '2026-03-05T13:00:00Z').deliver(input, { id: 'reminder' });
    expect(world.sent).toEqual([]);
    const line = (await world.ledger(input)).find(({ run }) => run === input.run);
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'no-consent' });
  });

  it.each([
    ['cart-journey', 'cart.updated', 'reminder'],
    ['order-journey', 'order.placed', 'thanks'],
  ] as const)('sends no message of %s again whose task ends only then', async (journey, type, id) => {
    const first = busEvent(type, '2026-03-01T09:00:00Z');
    at(before, '2026-03-01T09:00:00Z');
    const input = await before.enter(journey, first);
    await tables.restore();
    await at(before, input.next.until).deliver(input, { id }); // the task's answer is lost
    await tables.takeAlong('--runs');
    const world = await afterwards('2026-03-02T11:00:00Z', [[journey, first]]);
    expect((await world.deliver(input, { id })).outcome).toBe('sent');
    expect([before.sent.length, world.sent.length]).toEqual([1, 0]);
  });

  it('keeps the tags that steps have set, and counts against the daily cap what was sent', async () => {
    const carts = ['2026-03-02T09:00:00Z', '2026-03-02T09:05:00Z'].map((time) =>
      busEvent('cart.updated', time, { id: time, customer: shopper, ...cartNamed(`cart of ${time}`) }),
    );
    const inputs: RunInput[] = [];
    for (const cart of carts) inputs.push(await at(before, '2026-03-02T09:05:00Z').enter('cart-journey', cart));
    const [one, other] = inputs as [RunInput, RunInput]; // one for each cart
    await tables.restore();
    await at(before, '2026-03-02T13:00:00Z').deliver(one, { id: 'reminder' });
    await before.act({ ...one, step: { id: 'tag', action: { kind: 'tag', tag: 'vip' } }, last: true });
    await tables.takeAlong('--runs');
    const again = carts.map((cart) => ['cart-journey', cart] as const);
    const world = at(await afterwards('2026-03-02T14:00:00Z', again), '2026-03-02T15:00:00Z');
    expect((await world.stores.customers.load(one.customer))?.profile.tags).toEqual(['vip']);
    const { outcome } = await world.deliver(other, { id: 'reminder', channels: ['sms'] });
    expect({ outcome, sent: world.sent.length }).toEqual({ outcome: 'held', sent: 0 });
    await world.act({ ...other, step: { id: 'untag', action: { kind: 'untag', tag: 'vip' } } });
    expect(await tables.takeAlong('--runs')).toMatch(/customers read from old; 0 changed/);
    expect((await world.stores.customers.load(one.customer))?.profile.tags).toBeUndefined();
  });

  it.each([
    ['before', 7],
    ['after', 0],
  ])(
    'resumes the waits of a customer with so many runs that some are archived; they began %s the time of the restore',
    async (_when, known) => {
      const orders = Array.from({ length: 7 }, (_, nth) => `o-${nth}`);
      const placed: Detail[] = [];
      const inputs: RunInput[] = [];
      for (const [nth, id] of orders.entries()) {
        if (nth === known) await tables.restore();
        const time = new Date(Date.UTC(2026, 2, 1, 9) + nth * minute).toISOString().replace('.000', '');
        const event = busEvent('order.placed', time, { id, ...orderNamed(id) });
        placed.push(event);
        inputs.push(await at(before, time).enter('order-journey', event));
      }
      if (known === orders.length) await tables.restore();
      const step = { id: 'delivered', on: ['shipment.delivered'] } as const;
      at(before, '2026-03-02T10:00:00Z');
      for (const input of inputs) await before.awaitEvent({ ...input, step, token: `token of ${input.run}` });
      for (const id of orders) await before.ingest(parcel('shipment.dispatched', '2026-03-02T11:00:00Z', id));
      expect((await before.stores.customers.load(inputs[0]?.customer ?? ''))?.runs.length).toBeLessThan(7);
      await tables.takeAlong('--runs');
      expect(await tables.takeAlong('--runs')).toContain('0 runs and lines of the ledger are newer in old; 0 copied');
      const again = placed.map((event) => ['order-journey', event] as const);
      const world = at(await afterwards('2026-03-02T13:00:00Z', again), '2026-03-03T12:00:00Z');
      for (const id of orders) await world.ingest(parcel('shipment.delivered', '2026-03-03T12:00:00Z', id));
      const resumed = new Set(world.resumed.map(({ token }) => token));
      expect(resumed).toEqual(new Set(inputs.map(({ run }) => `token of ${run}`)));
    },
  );
});

function parcel(type: 'shipment.dispatched' | 'shipment.delivered', time: string, id: string): Detail {
  return busEvent(type, time, { id: `${type} ${id}`, order: { id }, shipment: { id: `s-${id}` } });
}
