import { expect, it } from 'vitest';
import type { Report } from '../../src/channels/contract/report.ts';
import type { EventType } from '../../src/commerce/events.ts';
import { namesOf } from '../../src/policy/customer/names.ts';
import { pastOf } from '../../src/policy/past/past.ts';
import { plus, sumsOf } from '../../src/policy/past/sums.ts';
import { rulesIn } from '../../src/simulation/shop-plan.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';
import type { Key } from '../../src/stores/table.ts';
import { World } from '../engine/world.ts';
import { busEvent, consentToAll, type Detail } from '../fixtures/events.ts';
import { nothingRead } from '../fixtures/whole-past.ts';
import { shippedNames, shippedPlan } from '../stories/shipped.ts';

/** A table at which something else may happen before an item is written. */
class SlowTable extends MemoryTable {
  before: (key: Key) => Promise<void> = async () => {};

  override async put(key: Key, value: unknown, rev: number, next?: number): Promise<number | undefined> {
    await this.before(key);
    return super.put(key, value, rev, next);
  }
}

const account = { id: 'account', email: 'account@example.com' };

function shop(table = new SlowTable(), budget = nothingRead): World {
  const plan = shippedPlan(shippedNames);
  return new World({ ...plan, journeys: rulesIn(plan) }, table, budget).at('2026-06-01T00:00:00Z');
}

/** The customer begins runs about so many other things, so that older ones are moved away. */
async function goOn(world: World, at: string, customer: Detail, name: string, things = 5): Promise<void> {
  for (let nth = 0; nth < things; nth += 1) {
    const inquiry = { id: `${name}-${nth}`, subject: 'A question' };
    const event = busEvent('inquiry.received', at, { id: inquiry.id, customer, inquiry });
    await world.ingest(event);
    await world.start('inquiry', event);
  }
  const goods = { total: { amount: 0, currency: 'USD' }, lines: [] };
  for (const id of [`${name}-1`, `${name}-2`]) {
    await world.ingest(busEvent('cart.updated', at, { customer, id, cart: { id, ...goods } })); // ends who only looked, and tidies
  }
}

it('goes by the last entry when those of two customers who turned out to be one were moved away', async () => {
  const world = shop();
  const guest = { anonymousId: 'browser' };
  const looks = async (at: string, customer: Detail) => {
    const event = busEvent('product.viewed', at, { customer });
    await world.ingest(event);
    return world.start('browse-abandonment', event);
  };
  world.at('2026-03-01T10:00:00Z');
  const second = { id: 'second', email: 'second@example.com' };
  expect(await looks('2026-03-01T10:00:00Z', second)).toBe('started');
  await goOn(world, '2026-03-01T11:00:00Z', second, 'early');
  world.at('2026-03-11T10:00:00Z');
  expect(await looks('2026-03-11T10:00:00Z', guest)).toBe('started');
  await world.ingest(busEvent('customer.updated', '2026-03-11T11:00:00Z', { customer: { ...second, ...guest } }));
  await goOn(world, '2026-03-11T12:00:00Z', second, 'late');
  world.at('2026-03-12T10:00:00Z');
  expect(await looks('2026-03-12T10:00:00Z', second)).toBe('already-in');
});

it('leaves a run as it became where it is not read any more, when somebody slow moves it there once more', async () => {
  const table = new SlowTable();
  const world = shop(table);
  world.at('2026-03-01T10:00:00Z');
  const received = busEvent('inquiry.received', '2026-03-01T09:00:00Z', { customer: account });
  const run = await world.enter('inquiry', received);
  const closed = async () => {
    const [identity] = await world.stores.identities.find(account);
    const history = await world.stores.customers.load(identity?.owner ?? '');
    const known = history && (await world.stores.archive.forRun(history, run.run, run.customer));
    return known?.storedRun(run.run);
  };
  table.before = async ({ sk }) => {
    if (!sk.startsWith('7#run#')) return;
    table.before = async () => {};
    await goOn(world, '2026-03-01T09:30:00Z', account, 'meanwhile', 2);
    await world.leave({ ...run, step: { id: 'leave', reason: 'over' } });
  };
  await goOn(world, '2026-03-01T09:20:00Z', account, 'others');
  expect((await closed())?.sk).toMatch(/^7#/);
  expect((await closed())?.value.ended).toMatchObject({ why: 'left' });
});

it('keeps the run that took the place of one that was refused later, when both were moved away', async () => {
  const world = shop().at('2026-03-03T10:00:00Z');
  const tellOf = (type: 'shipment.dispatched' | 'shipment.delivered', at: string, parcel: string) =>
    busEvent(type, at, { customer: account, id: `${type}-${parcel}`, shipment: { id: parcel } });
  const ask = async (event: Detail) => {
    await world.ingest(event);
    return world.start('review-request', event);
  };
  await world.ingest(busEvent('order.placed', '2026-03-01T09:00:00Z', { customer: account }));
  for (const parcel of ['one', 'two'])
    await world.ingest(tellOf('shipment.dispatched', '2026-03-01T10:00:00Z', parcel));
  expect(await ask(tellOf('shipment.delivered', '2026-03-03T09:00:00Z', 'two'))).toBe('refused'); // the other is under way
  await goOn(world, '2026-03-03T10:00:00Z', account, 'early');
  expect(await ask(tellOf('shipment.delivered', '2026-03-02T09:00:00Z', 'one'))).toBe('started'); // told of late
  const run = world.started.findLast(({ journey }) => journey === 'review-request')?.input;
  if (run === undefined) throw new Error('nothing was started');
  await goOn(world, '2026-03-03T11:00:00Z', account, 'late', 20);
  const known = await world.stores.customers.load(run.customer);
  const whole = known && (await world.stores.archive.forRun(known, run.run, run.customer));
  expect(whole?.storedRun(run.run)?.sk).toMatch(/^7#/);
});

it('lets a run wait on when two customers turn out to be one, although its parcel that is under way was moved away', async () => {
  const world = shop().at('2026-03-03T10:00:00Z');
  const guest = { anonymousId: 'browser' };
  const parcel = (type: 'shipment.dispatched' | 'shipment.delivered', at: string, id: string) =>
    world.ingest(busEvent(type, at, { customer: account, id: `${type}-${id}`, shipment: { id } }));
  await world.ingest(busEvent('product.viewed', '2026-03-01T09:00:00Z', { customer: guest }));
  const run = await world.enter(
    'post-purchase',
    busEvent('order.placed', '2026-03-01T09:00:00Z', { customer: account }),
  );
  await parcel('shipment.dispatched', '2026-03-01T10:00:00Z', 'late');
  const step = { id: 'await', on: ['shipment.delivered'] as const };
  await world.awaitEvent({ ...run, step, token: 'token', then: { minutes: 60 } });
  await goOn(world, '2026-03-02T10:00:00Z', account, 'others');
  await parcel('shipment.delivered', '2026-03-03T10:00:00Z', 'early');
  await world.ingest(busEvent('customer.updated', '2026-03-03T11:00:00Z', { customer: { ...account, ...guest } }));
  expect(world.resumed.filter(({ token }) => token === 'token')).toEqual([]);
  await parcel('shipment.delivered', '2026-03-04T10:00:00Z', 'late');
  expect(world.resumed.filter(({ token }) => token === 'token')).toHaveLength(1);
});

it('knows that all parcels have arrived with the customer whom the one who had them put aside turned out to be', async () => {
  const table = new SlowTable();
  const world = shop(table).at('2026-03-03T10:00:00Z');
  const guest = { anonymousId: 'browser' };
  const known = { ...account, consent: consentToAll };
  const parcels = ['one', 'two', 'three'];
  const tell = async (type: EventType, at: string, customer: Detail, id: string) => {
    const event = busEvent(type, at, { customer, id: `${type}-${id}`, shipment: { id } });
    await world.ingest(event);
    return event;
  };
  await world.ingest(busEvent('customer.updated', '2026-03-01T08:00:00Z', { customer: known }));
  await world.ingest(busEvent('order.placed', '2026-03-01T09:00:00Z', { customer: guest }));
  for (const id of parcels) await tell('shipment.dispatched', '2026-03-01T10:00:00Z', guest, id);
  await goOn(world, '2026-03-01T11:00:00Z', guest, 'early');
  await world.ingest(busEvent('customer.updated', '2026-03-02T09:00:00Z', { customer: { ...known, ...guest } }));
  const outcomes: string[] = [];
  for (const [nth, id] of parcels.entries()) {
    const delivered = await tell('shipment.delivered', `2026-03-03T09:0${nth}:00Z`, known, id);
    outcomes.push(await world.start('review-request', delivered));
    await goOn(world, `2026-03-03T09:1${nth}:00Z`, known, `after-${id}`);
  }
  expect(outcomes).toEqual(['refused', 'refused', 'started']);
  const run = world.started.findLast(({ journey }) => journey === 'review-request')?.input ?? expect.fail();
  const late = await tell('shipment.delivered', '2026-03-03T09:00:00Z', known, 'one'); // heard again
  expect(await world.start('review-request', late)).not.toBe('refused');
  expect((await world.at(run.next.until).deliver(run, { id: 'ask', needs: 'delivery' })).outcome).toBe('sent');
  const { profile } = (await world.stores.customers.load(run.customer)) ?? expect.fail();
  const names = namesOf(profile);
  const beside = await Promise.all(names.map((name) => table.range(`C#${name}`, '6#order#', '6#order#~')));
  expect(names).toHaveLength(2);
  expect(beside.flat().filter(({ sk }) => sk.includes('#parcel#'))).toEqual([]);
});

it('ends by an order that names no cart a run that is not read any more, and credits the order to its message', async () => {
  const world = shop().at('2026-03-01T10:00:00Z');
  const customer = { ...account, country: 'GB', consent: consentToAll };
  const cart = busEvent('cart.updated', '2026-03-01T10:00:00Z', { customer });
  const run = await world.enter('abandoned-cart', cart);
  await world.at(run.next.until).deliver(run, { id: 'reminder' });
  const tags = world.sent.at(-1)?.tags as Report['tags']; // as compose wrote them
  world.now += 60_000;
  await world.feedback({ channel: 'email', kind: 'clicked', at: world.now, tags });
  await goOn(world.at('2026-03-01T18:00:00Z'), '2026-03-01T18:00:00Z', account, 'others', 5);
  await world.at('2026-03-02T10:00:00Z').ingest(busEvent('order.placed', '2026-03-02T10:00:00Z', { customer }));
  const history = await world.stores.customers.load(run.customer);
  const whole = history && (await world.stores.archive.forRun(history, run.run, run.customer));
  const known = whole?.storedRun(run.run);
  expect(known?.sk).toMatch(/^7#/);
  expect(known?.value).toMatchObject({ ended: { reason: 'order.placed' }, goal: { on: 'order.placed' } });
  expect(await world.stores.conversions.ofCustomer(run.customer)).toMatchObject([{ run: run.run, id: 'o-1' }]);
});

/** How many orders the customer has, by what is read and what stands for the rest. */
async function ordersOf(world: World, customer: Detail): Promise<number> {
  const [identity] = await world.stores.identities.find(customer);
  const history = await world.stores.customers.load(identity?.owner ?? '');
  const facts = history?.facts ?? [];
  const orders = facts.filter((fact) => fact.kind === 'order').map(sumsOf);
  return orders.reduce(plus, pastOf(facts).sums).orders;
}

it('counts an order as it became, when somebody slow moves it away as it was', async () => {
  const table = new SlowTable();
  const world = shop(table);
  const order = { id: 'slow', total: { amount: 10, currency: 'USD' }, lines: [] };
  const tellOf = (type: 'order.placed' | 'order.cancelled' | 'order.refunded', at: string) =>
    world.ingest(busEvent(type, at, { customer: account, id: type, order, refund: { id: 'r', status: 'completed' } }));
  await tellOf('order.placed', '2026-03-01T09:00:00Z');
  table.before = async ({ sk }) => {
    if (!sk.startsWith('6#order#')) return;
    table.before = async () => {};
    await tellOf('order.cancelled', '2026-03-01T09:30:00Z');
    await goOn(world, '2026-03-01T09:40:00Z', account, 'meanwhile', 3);
  };
  await goOn(world, '2026-03-01T09:20:00Z', account, 'others', 3);
  await tellOf('order.refunded', '2026-03-02T09:00:00Z'); // it is read again
  await goOn(world, '2026-03-02T10:00:00Z', account, 'later', 3);
  await goOn(world, '2026-03-03T10:00:00Z', account, 'latest', 3);
  expect(await ordersOf(world, { id: account.id })).toBe(0);
});

it('counts an order that outlives the digest which counted it', async () => {
  const world: World = shop(new SlowTable({ days: 1095, clock: () => world.now }));
  const order = { id: 'old', total: { amount: 10, currency: 'USD' }, lines: [] };
  const tellOf = (type: 'order.placed' | 'order.refunded', at: string) => {
    const refund = { id: at, status: 'completed' };
    return world.at(at).ingest(busEvent(type, at, { customer: account, id: `${type}-${at}`, order, refund }));
  };
  await tellOf('order.placed', '2020-03-01T09:00:00Z');
  await goOn(world, '2020-03-01T10:00:00Z', account, 'early', 3);
  await tellOf('order.refunded', '2020-03-11T09:00:00Z'); // it is read again
  await tellOf('order.refunded', '2020-04-11T09:00:00Z'); // nothing has to make room
  await goOn(world.at('2023-04-01T10:00:00Z'), '2023-04-01T10:00:00Z', account, 'late', 1);
  expect(await ordersOf(world, { id: account.id })).toBe(1);
  await goOn(world, '2023-04-02T10:00:00Z', account, 'later', 3);
  expect(await ordersOf(world, { id: account.id })).toBe(1);
});

it('counts an order once that two guests of one account know of, when one or both have moved it away', async () => {
  const order = { id: 'both', total: { amount: 10, currency: 'USD' }, lines: [] };
  const guests = [{ anonymousId: 'one' }, { anonymousId: 'two' }];
  for (const things of [0, 6]) {
    const world = shop();
    await world.ingest(busEvent('customer.updated', '2026-03-01T08:00:00Z', { customer: account }));
    for (const [nth, customer] of guests.entries()) {
      await world.ingest(busEvent('order.placed', `2026-03-01T09:0${nth}:00Z`, { customer, order }));
      await goOn(world, '2026-03-01T10:00:00Z', customer, customer.anonymousId, nth === 0 ? 6 : things);
    }
    for (const [nth, guest] of guests.entries()) {
      const customer = { ...account, ...guest };
      await world.ingest(busEvent('customer.updated', `2026-03-02T09:0${nth}:00Z`, { customer }));
    }
    expect(await ordersOf(world, { id: account.id })).toBe(1);
  }
});

it('counts an order once that a guest counts while an account, which they turned out to be, has moved it away', async () => {
  const table = new SlowTable();
  const world = shop(table);
  const guest = { anonymousId: 'browser' };
  const at = '2026-03-01T09:00:00Z';
  await world.ingest(busEvent('customer.updated', at, { customer: account }));
  await world.ingest(busEvent('customer.updated', at, { customer: guest, id: 'browses' }));
  const [identity] = await world.stores.identities.find(guest);
  const proof = busEvent('customer.updated', at, { customer: { ...account, ...guest }, id: 'proof' });
  table.before = async ({ sk }) => {
    if (sk !== `3#fact#settled#${identity?.owner}`) return;
    table.before = async (key) => {
      if (key.sk === 'identity') throw new Error('The function dies.'); // everything else has been taken over
    };
    await expect(world.ingest(proof)).rejects.toThrow('The function dies.');
    table.before = async () => {};
    await goOn(world, at, account, 'meanwhile', 3);
  };
  const order = { id: 'late', total: { amount: 10, currency: 'USD' }, lines: [] };
  await world.ingest(busEvent('order.placed', at, { customer: guest, order }));
  await goOn(world, at, guest, 'later', 3);
  expect(await ordersOf(world, guest)).toBe(1);
});

it('counts an order once that an account puts aside while a guest with a long history, who knows of it, is joined to it', async () => {
  const at = '2026-03-01T09:00:00Z';
  const guest = { anonymousId: 'browser' };
  const order = { id: 'both', total: { amount: 10, currency: 'USD' }, lines: [] };
  const proof = busEvent('customer.updated', at, { customer: { ...account, ...guest }, id: 'proof' });
  for (const isBrokenOff of [true, false]) {
    const table = new SlowTable();
    const world = shop(table, { facts: { most: 900, least: 600 }, runs: nothingRead.runs });
    for (const customer of [account, guest]) {
      await world.ingest(busEvent('order.placed', '2026-03-01T08:00:00Z', { customer, order }));
    }
    await goOn(world, at, guest, 'others', 9);
    const [identity] = await world.stores.identities.find(guest);
    for (let nth = 0; nth < 500; nth += 1) {
      const key = { pk: `C#${identity?.owner}`, sk: `6#fact#product#old-${nth}` };
      await table.put(key, { kind: 'product', id: `old-${nth}`, backInStockAt: 0 }, 0);
    }
    table.before = async ({ sk }) => {
      if (!sk.startsWith('3#fact#inquiry#')) return; // the digest has been taken over
      table.before = async () => {};
      await goOn(world, at, account, 'meanwhile', 9);
      if (isBrokenOff) throw new Error('The function dies.');
    };
    await (isBrokenOff ? expect(world.ingest(proof)).rejects.toThrow('The function dies.') : world.ingest(proof));
    await goOn(world, at, guest, 'later', 1);
    expect(await ordersOf(world, guest)).toBe(1);
  }
});
