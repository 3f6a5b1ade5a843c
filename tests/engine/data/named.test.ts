import { describe, expect, it } from 'vitest';
import { isDataRequest } from '../../../src/commerce/customer/data-request.ts';
import { customersNamed } from '../../../src/engine/data/named.ts';
import { MemoryTable } from '../../../src/stores/memory-table.ts';
import { journeys, messages, segments, settings } from '../../fixtures/catalogue.ts';
import { busEvent, type Detail, storeEvent } from '../../fixtures/events.ts';
import { InterleavedTable, randomFrom } from '../../joins/interleaved-table.ts';
import { World } from '../world.ts';

const mia = { email: 'mia@example.com', phone: '+819011112222' };
const account = { id: 'x', email: 'x@example.com' };
const ordered = busEvent('order.placed', '2026-03-01T09:00:00Z', { customer: mia });
const updated = (customer: Detail) => busEvent('customer.updated', '2026-03-02T09:00:00Z', { customer });
const erased = (customer: Detail) => busEvent('customer.erased', '2026-03-03T09:00:00Z', { id: 'request', customer });

async function shopWhere(events: readonly Detail[], table = new MemoryTable(), more: object = {}): Promise<World> {
  const world = new World({ settings: { ...settings, ...more }, journeys, messages, segments }, table);
  world.at('2026-03-03T09:00:00Z');
  for (const event of events) await world.ingest(event);
  return world;
}

/** Which of them are still known. */
async function known(world: World, ...named: readonly Detail[]): Promise<boolean[]> {
  const found = await Promise.all(
    named.map(async (customer) => {
      const owners = (await world.stores.identities.find(customer)).flatMap(({ owner }) => owner ?? []);
      return Promise.all(owners.map(async (owner) => (await world.stores.customers.load(owner)) !== undefined));
    }),
  );
  return found.map((each) => each.includes(true));
}

describe('an erasure that an event asks for', () => {
  it('reaches nobody by an address that its account has only typed, however often it is delivered', async () => {
    for (const typed of [{ phone: mia.phone }, { email: mia.email }, mia]) {
      const named = { ...account, ...typed };
      const world = await shopWhere([ordered, updated(named)]);
      for (let delivered = 0; delivered < 2; delivered += 1) {
        await world.ingest(erased(named));
        expect(await known(world, { email: mia.email }, { id: account.id })).toEqual([true, false]);
      }
    }
  });

  it('reaches the guest of an address that the event proves, or the shop verifies at sign-up', async () => {
    const named = { ...account, email: mia.email };
    for (const [more, rules] of [
      [{ verified: ['email'] }, {}],
      [{}, { verifiedAddresses: ['email'] }],
    ] as const) {
      const world = await shopWhere([ordered, updated(account)], undefined, rules);
      await world.ingest(erased({ ...named, ...more }));
      expect(await known(world, { email: mia.email }, { id: account.id })).toEqual([false, false]);
    }
  });

  it('reaches a guest by the strongest address, with no id or one that nobody is known by', async () => {
    const other = busEvent('order.placed', '2026-03-01T10:00:00Z', { id: 'o', customer: { phone: '+819099999999' } });
    for (const named of [mia, { id: 'never-seen', ...mia }, { email: 'unknown@example.com', phone: '+819099999999' }]) {
      const world = await shopWhere([ordered, other]);
      await world.ingest(erased(named));
      const isMias = named.email === mia.email;
      expect(await known(world, { email: mia.email }, { phone: '+819099999999' })).toEqual([!isMias, isMias]);
    }
  });

  it('is finished by its next delivery wherever it broke off', async () => {
    const named = { id: 'never-seen', ...mia };
    for (let writes = 0, left = -1; left < 0; writes += 1) {
      const table = new MemoryTable();
      const world = await shopWhere([ordered], table);
      left = writes;
      const { put } = table;
      table.put = async (...given) => {
        left -= 1;
        if (left < 0) throw new Error('died');
        return put.apply(table, given);
      };
      await world.ingest(erased(named)).catch(() => {});
      table.put = put;
      await world.ingest(erased(named));
      expect(await known(world, { email: mia.email }), `after ${writes} writes`).toEqual([false]);
    }
  });

  it('is finished by its next delivery also of somebody whom no event has named yet', async () => {
    const named = { id: 'never-seen', ...mia };
    const marked = { ...named, verified: ['phone'] };
    let wholeAfter: number | undefined;
    for (let writes = 0; wholeAfter === undefined; writes += 1) {
      const table = new MemoryTable();
      const world = await shopWhere([], table);
      let left = writes;
      const { put } = table;
      table.put = async (...given) => {
        left -= 1;
        if (left < 0) throw new Error('died');
        return put.apply(table, given);
      };
      await world.ingest(erased(marked)).catch(() => {});
      table.put = put;
      if (left >= 0) wholeAfter = writes;
      await world.ingest(erased(marked));
      for (const [kind, value] of Object.entries(named)) {
        const late = { id: `late ${kind}`, customer: { [kind]: value } };
        await world.ingest(busEvent('cart.updated', '2026-03-01T09:00:00Z', late));
        expect(await known(world, { [kind]: value }), `${kind} after ${writes} writes`).toEqual([false]);
      }
    }
    expect(wholeAfter).toBeGreaterThan(5);
  });

  it('reaches somebody whom an event from before it brings in at the same time', async () => {
    const request = erased(account);
    const cart = busEvent('cart.updated', '2026-03-01T09:00:00Z', { customer: account });
    for (let seed = 1; seed <= 60; seed += 1) {
      const table = new InterleavedTable();
      const world = await shopWhere([], table);
      const untilDone = () => world.ingest(request).catch(() => world.ingest(request));
      await table.together([untilDone, () => world.ingest(cart)], randomFrom(seed));
      for (const named of [{ id: account.id }, { email: account.email }]) {
        expect(await known(world, named), `seed ${seed}`).toEqual([false]);
      }
    }
  });

  it('reaches an account by its address where the event names no id', async () => {
    const world = await shopWhere([updated(account)]);
    await world.ingest(erased({ email: account.email }));
    expect(await known(world, { id: account.id })).toEqual([false]);
  });
});

it('asks for the data of the account alone, and of nobody whose phone it has typed', async () => {
  const named = { ...account, phone: mia.phone };
  const world = await shopWhere([ordered, updated(named)]);
  const request = storeEvent('customer.data_requested', '2026-03-03T09:00:00Z', { customer: named });
  if (!isDataRequest(request)) throw new Error('another event');
  const { customers } = await customersNamed(request, { stores: world.stores, settings });
  expect(customers).toEqual([(await world.stores.identities.find({ id: account.id }))[0]?.owner]);
});
