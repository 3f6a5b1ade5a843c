import { describe, expect, it } from 'vitest';
import { cartJourney, messages, segments, settings } from '../fixtures/catalogue.ts';
import { busEvent, consentToAll, type Detail, line } from '../fixtures/events.ts';
import { World } from './world.ts';

const at = '2026-03-02T09:00:00Z';
const cart = (occurredAt: string, more = {}) => busEvent('cart.updated', occurredAt, more);

describe('start-journey', () => {
  it('starts one execution, its input derived from the event and free of personal data', async () => {
    const world = new World().at(at);
    expect(await world.start('cart-journey', cart(at))).toBe('started');
    const [{ name, input } = expect.fail('nothing was started')] = world.started;
    expect(name).toMatch(/^cart-journey-[0-9a-f]{20}-[0-9a-z]+$/);
    expect(name.length).toBeLessThanOrEqual(80);
    expect(input).toEqual({
      customer: expect.any(String),
      run: name,
      journey: 'cart-journey',
      next: { until: '2026-03-02T13:00:00Z' },
    });
    expect(JSON.stringify(input)).not.toMatch(/shopper|example|cart-1/);
    expect(JSON.stringify(input).length).toBeLessThan(4096);
  });

  it('does it once when the same event comes five times, hours apart', async () => {
    const world = new World().at(at);
    for (const hour of ['09', '10', '11', '12', '13'])
      await world.at(`2026-03-02T${hour}:00:00Z`).start('cart-journey', cart(at));
    expect(new Set(world.started.map((started) => JSON.stringify(started))).size).toBe(1);
  });

  it('lets a cart in once per seven days, and another cart at once', async () => {
    const world = new World().at(at);
    const enter = (occurredAt: string, more = {}) => world.at(occurredAt).start('cart-journey', cart(occurredAt, more));
    expect(await enter('2026-03-02T09:00:00Z')).toBe('started');
    expect(await enter('2026-03-02T10:00:00Z')).toBe('already-in');
    expect(await enter('2026-03-09T08:59:59Z')).toBe('already-in');
    const second = { cart: { id: 'cart-2', total: { amount: 5, currency: 'USD' }, lines: [] } };
    expect(await enter('2026-03-02T10:00:01Z', second)).toBe('started');
    expect(await enter('2026-03-09T09:00:00Z')).toBe('started');
    expect(new Set(world.started.map(({ name }) => name)).size).toBe(3);
  });

  it('starts two executions for two customers whose carts have one id', async () => {
    const world = new World().at(at);
    for (const id of ['c-1', 'c-2'])
      await world.start('cart-journey', cart(at, { id: `event-${id}`, customer: { id } }));
    expect(new Set(world.started.map(({ name }) => name)).size).toBe(2);
  });

  it('never lets the same order in again', async () => {
    const world = new World().at(at);
    await world.start('order-journey', busEvent('order.placed', at));
    const again = busEvent('order.placed', '2026-03-03T09:00:00Z');
    expect(await world.at('2026-03-03T09:00:00Z').start('order-journey', again)).toBe('already-in');
  });

  it('makes a first step that no wait leads to due at once, also in the night', async () => {
    const atOnce = { ...cartJourney, firstDelay: { minutes: 0 } };
    const night = '2026-03-02T22:00:00Z';
    const world = new World({ settings, segments, messages, journeys: { 'cart-journey': atOnce } }).at(night);
    expect((await world.enter('cart-journey', cart(night))).next).toEqual({ until: night });
  });

  it('waits until the morning of the customer, not of the store', async () => {
    const world = new World().at(at);
    const customer = { id: 'c-2', timeZone: 'America/New_York' };
    await world.start('order-journey', busEvent('order.placed', at, { customer }));
    expect(world.started[0]?.input.next.until).toBe('2026-03-03T15:00:00Z');
  });

  it('starts nothing by what an import tells, should it come', async () => {
    const world = new World().at(at);
    expect(await world.start('cart-journey', cart(at, { history: true }))).toBe('history');
    expect(world.started).toEqual([]);
  });

  it.each([
    ['test-event', '2026-03-02T09:00:00Z', { test: true }],
    ['stale', '2026-03-06T09:00:01Z', {}],
  ])('refuses at the door, on record: %s', async (reason, now, more) => {
    const world = new World().at(now);
    expect(await world.start('cart-journey', cart(at, more))).toBe('refused');
    expect(world.started).toEqual([]);
    const customer = world.stores.identities.customerFor({ kind: 'id', value: 'c-1' });
    const history = await world.stores.customers.load(customer);
    expect(history?.runs.map(({ ended }) => ended)).toMatchObject([{ why: 'refused', reason }]);
  });

  it.each([
    ['before', '2026-03-02T08:30:00Z'],
    ['after', '2026-03-02T09:30:00Z'],
  ])('lets in whom a test would have taken the place of, told of %s it', async (_, real) => {
    for (const againAfter of [null, 'end', 0, 10_080] as const) {
      const journey = { ...cartJourney, starts: { ...cartJourney.starts, againAfter } };
      const world = new World({ settings, segments, messages, journeys: { 'cart-journey': journey } }).at(at);
      expect(await world.start('cart-journey', cart(at, { test: true }))).toBe('refused');
      expect(await world.at('2026-03-02T10:00:00Z').start('cart-journey', cart(real))).toBe('started');
    }
  });

  it('never lets a test take the place of a run', async () => {
    for (const againAfter of [null, 'end', 0, 1] as const) {
      const journey = { ...cartJourney, starts: { ...cartJourney.starts, againAfter } };
      const world = new World({ settings, segments, messages, journeys: { 'cart-journey': journey } }).at(at);
      await world.start('cart-journey', cart(at));
      const later = cart('2026-03-02T09:30:00Z', { test: true });
      expect(await world.at('2026-03-02T09:30:00Z').start('cart-journey', later)).toBe('already-in');
      expect(await world.start('cart-journey', cart(at))).toBe('started'); // the same again is the same
    }
  });

  it('never lets a test take the place of a run when two customers turn out to be one', async () => {
    const world = new World().at('2026-03-02T09:30:00Z');
    const [browser, account] = [{ anonymousId: 'browser-1' }, { id: 'c-1' }];
    await world.start('cart-journey', cart(at, { customer: browser }));
    await world.start('cart-journey', cart('2026-03-02T09:30:00Z', { customer: account, test: true }));
    await world.ingest(busEvent('customer.updated', at, { customer: { ...browser, ...account } }));
    const owner = await world.stores.customers.load(world.stores.identities.customerFor({ kind: 'id', value: 'c-1' }));
    expect(owner?.runs.map(({ test, ended }) => [test, ended])).toEqual([[false, undefined]]);
  });

  it('knows nothing of an order that is a test', async () => {
    const world = new World().at(at);
    await world.start('cart-journey', cart(at));
    await world.at('2026-03-02T09:30:00Z').ingest(busEvent('order.placed', '2026-03-02T09:30:00Z', { test: true }));
    const [started] = world.started;
    const history = await world.stores.customers.load(started?.input.customer ?? '');
    expect(history?.facts.map(({ kind }) => kind)).toEqual(['cart']);
    expect(history?.runs.map(({ ended }) => ended)).toEqual([undefined]);
  });

  it('lets a refused cart in again at its next change, and one that was let in only when it is due', async () => {
    const world = new World().at('2026-03-06T09:00:01Z');
    expect(await world.start('cart-journey', cart(at))).toBe('refused'); // it was heard of too late
    expect(await world.start('cart-journey', cart('2026-03-06T09:00:00Z'))).toBe('started');
    expect(await world.start('cart-journey', cart('2026-03-06T09:00:01Z'))).toBe('already-in');
  });

  it('refuses what would be due when the execution is long over', async () => {
    const promised = { ...cartJourney, firstDelay: { date: 'order.dispatchBy', offset: { minutes: 0 } } } as const;
    const late = {
      ...promised,
      journey: 'late',
      starts: { on: 'order.placed', oncePer: 'order', againAfter: null },
    } as const;
    const order = (dispatchBy: string) =>
      busEvent('order.placed', at, {
        order: { id: dispatchBy, total: { amount: 9, currency: 'USD' }, lines: [], dispatchBy },
      });
    const world = new World({ settings, segments, messages, journeys: { late } }).at(at);
    expect(await world.start('late', order('2027-03-01T08:59:59Z'))).toBe('started');
    expect(await world.start('late', order('2027-03-01T12:00:00Z'))).toBe('refused');
  });

  it('refuses a cart whose order came first although it was placed later', async () => {
    const world = new World().at(at);
    await world.ingest(busEvent('order.placed', '2026-03-02T09:30:00Z'));
    expect(await world.start('cart-journey', cart(at))).toBe('refused');
  });

  it('is not put off by an order from before the cart', async () => {
    const world = new World().at(at);
    const order = { id: 'o-1', total: { amount: 9, currency: 'USD' }, lines: [line('another', 1, 9)] };
    await world.ingest(busEvent('order.placed', '2026-03-02T08:59:59Z', { order }));
    expect(await world.start('cart-journey', cart(at))).toBe('started');
  });

  it('keeps the custom fields that the journey asks for, if the table can store them', async () => {
    const world = new World().at(at);
    const where = { cart: { channel: ['web'], lines: { quantity: [2] } }, tags: ['gift'], note: [{ exists: true }] };
    const remembers = [
      { cart: { total: { amount: [48], tax: [{ exists: true }] } }, customer: { name: [{ exists: true }] } },
    ];
    world.journeys = { 'cart-journey': { ...cartJourney, starts: { ...cartJourney.starts, where }, remembers } };
    const told = {
      customer: {
        id: 'c-1',
        email: 'shopper@example.com',
        consent: consentToAll,
        name: 'www.evil.example',
        loyalty: 1,
      },
      cart: {
        id: 'cart-1',
        channel: 'web',
        total: { amount: 48, currency: 'USD', tax: 4.8 },
        lines: [{ ...line('p-1', 2, 24), sku: 's-1' }],
        secret: 'x',
      },
      tags: ['gift', 'x'.repeat(2001), 1e300, { deep: true }],
      note: '\uD800',
      more: 1,
    };
    await world.start('cart-journey', cart(at, told));
    const [{ input } = expect.fail('nothing was started')] = world.started;
    expect((await world.run(input))?.filter).toEqual({
      cart: { channel: 'web', total: { amount: 48, tax: 4.8 }, lines: [{ quantity: 2 }] },
      tags: ['gift'],
      customer: {},
    });
  });

  it('sends the message when a custom field let the customer in', async () => {
    const world = new World().at(at);
    const where = { cart: { channel: ['web'] } };
    world.journeys = { 'cart-journey': { ...cartJourney, starts: { ...cartJourney.starts, where } } };
    const { detail } = cart(at);
    const input = await world.enter(
      'cart-journey',
      cart(at, { cart: { ...((detail as Detail).cart as Detail), channel: 'web' } }),
    );
    await world.at(input.next.until).deliver(input, { id: 'reminder' });
    expect(world.sent).toHaveLength(1);
  });

  it.each(['constructor', '__proto__', 'toString'])('throws on a journey called %s', async (name) => {
    await expect(new World().at(at).start(name, cart(at))).rejects.toThrow(`There is no journey "${name}"`);
  });

  it('throws on an unknown journey and on an event that does not fit, naming fields and no values', async () => {
    const world = new World().at(at);
    await expect(world.start('nowhere', cart(at))).rejects.toThrow('There is no journey "nowhere"');
    const broken = cart(at, { cart: { id: 'secret-id', total: { amount: 'abc', currency: 'usd' } } });
    await expect(world.start('cart-journey', broken)).rejects.toMatchObject({
      name: 'ContractError',
      message: expect.stringMatching(
        /detail\.cart\.total\.amount .*detail\.cart\.total\.currency .*detail\.cart\.lines /,
      ),
    });
    await expect(world.start('cart-journey', broken)).rejects.not.toThrow(/secret-id|abc|usd/);
  });
});

describe('a start that is asked for again', () => {
  it.each([
    ['order-journey', 'order.placed', [false, true]],
    ['at-once', 'order.placed', [false, false]],
  ] as const)('may have been scheduled only if the journey begins with a wait: %s', async (journey, type, expected) => {
    const world = new World().at('2026-03-02T09:00:00Z');
    const waits = world.journeys['order-journey'] ?? expect.fail('no such journey');
    world.journeys = { ...world.journeys, 'at-once': { ...waits, journey: 'at-once', firstDelay: { minutes: 0 } } };
    const told: boolean[] = [];
    world.onStart = (_journey, _name, _input, mayBeScheduled) => void told.push(mayBeScheduled);
    const event = busEvent(type, '2026-03-02T09:00:00Z');
    await world.ingest(event);
    for (let times = 0; times < 2; times += 1) await world.start(journey, event);
    expect(told).toEqual(expected);
  });
});
