import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/model/profile.ts';
import type { Key } from '../../src/stores/table.ts';
import { World } from '../engine/world.ts';
import { busEvent, type Detail } from '../fixtures/events.ts';
import { InterleavedTable, randomFrom } from '../joins/interleaved-table.ts';

const at = '2026-03-01T00:00:00Z';
const guest = { email: 'guest@example.com', name: 'Guest' };
const account = { id: 'account', email: 'guest@example.com', verified: ['email'] };
const joining = busEvent('customer.updated', '2026-03-01T12:00:01Z', { customer: account });

/** Lets the account be there, and the guest's order journey begin. */
async function begun(world: World) {
  const input = await world.at(at).enter('order-journey', busEvent('order.placed', at, { customer: guest }));
  await world.ingest(busEvent('customer.updated', '2026-03-01T00:00:01Z', { customer: { id: 'account' } }));
  return input;
}

/** Joins the two just before the first write that the test picks. */
function joinBefore(world: World, isTheOne: (value: Record<string, unknown>) => boolean): void {
  const put = world.table.put.bind(world.table);
  let armed = true;
  world.table.put = async (key: Key, value: unknown, rev: number) => {
    if (armed && isTheOne(value as Record<string, unknown>)) {
      armed = false;
      await world.ingest(joining);
    }
    return put(key, value, rev);
  };
}

async function historyOf(world: World, customer: Detail) {
  const [identity] = await world.stores.identities.find(customer);
  return world.stores.customers.load(identity?.owner ?? 'nobody');
}

describe('joining two customers', () => {
  it('keeps the token of a run that begins to wait at that moment', async () => {
    const world = new World();
    const input = await begun(world);
    joinBefore(world, ({ awaiting }) => awaiting !== undefined);
    await world
      .at('2026-03-02T10:00:00Z')
      .awaitEvent({ ...input, step: { id: 'await', on: ['shipment.delivered'] }, token: 'T' });
    await world.ingest(busEvent('shipment.delivered', '2026-03-04T10:00:00Z', { customer: { id: 'account' } }));
    expect(world.resumed).toMatchObject([{ token: 'T' }]);
  });

  it('keeps what an event says of an order at that moment', async () => {
    const world = new World();
    const input = await begun(world);
    joinBefore(world, ({ cancelledAt }) => cancelledAt !== undefined);
    await world.ingest(busEvent('order.cancelled', '2026-03-01T12:00:00Z', { customer: guest }));
    await world.at('2026-03-02T10:00:00Z').deliver(input, { id: 'thanks' });
    expect(world.sent).toEqual([]);
  });

  it('keeps a run that begins at that moment', async () => {
    const world = new World().at(at);
    await world.ingest(busEvent('customer.updated', at, { customer: { id: 'account' } }));
    const order = busEvent('order.placed', at, { customer: guest });
    await world.ingest(order);
    joinBefore(world, ({ journey, input }) => journey !== undefined && input !== undefined);
    await world.start('order-journey', order);
    const input = world.started[0]?.input ?? expect.fail('nothing was started');
    await world.at('2026-03-02T10:00:00Z').deliver(input, { id: 'thanks' });
    expect(world.sent.map(({ address }) => address)).toEqual(['guest@example.com']);
  });

  it('sends a message once, although its answer was lost and its customer is another one by now', async () => {
    const world = new World();
    const input = await begun(world);
    await world.at('2026-03-02T10:00:00Z').deliver(input, { id: 'thanks' });
    await world.ingest(joining);
    const again = await world.at('2026-03-02T10:05:00Z').deliver(input, { id: 'thanks' });
    expect(again.outcome).toBe('sent');
    expect(world.sent).toHaveLength(1);
  });

  it('keeps the newer report of a refund that was reported under both names', async () => {
    const world = new World();
    await begun(world);
    const refunded = (when: string, customer: Detail, status: string) =>
      busEvent('order.refunded', when, { customer, refund: { id: 'r', status } });
    await world.ingest(refunded('2026-03-02T00:00:00Z', { id: 'account' }, 'open'));
    await world.ingest(refunded('2026-03-05T00:00:00Z', guest, 'completed'));
    await world.ingest(joining);
    const history = await historyOf(world, { id: 'account' });
    expect(history?.facts).toMatchObject([{ refunds: { r: { status: 'completed' } } }]);
  });

  it('ends, and the same way, when two events join the same two in opposite directions at once', async () => {
    const opposite = [
      { email: 'a@example.com', phone: '+819012345678', verified: ['email', 'phone'] },
      { id: '7', email: 'a@example.com', phone: '+819012345678', verified: ['email', 'phone'] },
    ].map((customer) =>
      busEvent('customer.updated', '2026-03-02T00:00:00Z', { customer, id: JSON.stringify(customer) }),
    );
    for (let seed = 1; seed <= 40; seed += 1) {
      const table = new InterleavedTable();
      const world = new World(undefined, table).at(at);
      await world.ingest(busEvent('customer.updated', at, { customer: { email: 'a@example.com' } }));
      await world.ingest(busEvent('customer.updated', at, { customer: { phone: '+819012345678' } }));
      const before = table.operations;
      await table.together(
        [...opposite, ...opposite].map((event) => () => world.ingest(event)),
        randomFrom(seed),
      );
      expect(table.operations - before).toBeLessThan(1000);
      const found = await Promise.all(
        [{ email: 'a@example.com' }, { phone: '+819012345678' }, { id: '7' }].map((named) => historyOf(world, named)),
      );
      expect(new Set(found.map((history) => history?.customer)).size).toBe(1);
    }
  });

  it('is finished by the next caller when it was broken off', async () => {
    const world = new World();
    const input = await begun(world);
    const put = world.table.put.bind(world.table);
    world.table.put = async (key: Key, value: unknown, rev: number) => {
      if ((value as Partial<Profile>).mergedFrom !== undefined) throw new Error('the function was ended');
      return put(key, value, rev);
    };
    await expect(world.ingest(joining)).rejects.toThrow('the function was ended');
    world.table.put = put;
    await world.at('2026-03-02T10:00:00Z').deliver(input, { id: 'thanks' });
    expect(world.sent.map(({ address }) => address)).toEqual(['guest@example.com']);
    expect((await historyOf(world, guest))?.profile.identities.id).toBe('account');
  });

  it('moves a run once, although its start is delivered again while it moves', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const table = new InterleavedTable();
      const world = new World(undefined, table).at(at);
      await world.ingest(busEvent('customer.updated', at, { customer: { id: 'account' } }));
      const order = busEvent('order.placed', at, { customer: guest });
      await world.ingest(order);
      await table.together(
        [
          () => world.start('order-journey', order),
          () => world.start('order-journey', order),
          () => world.ingest(joining),
        ],
        randomFrom(seed),
      );
      const history = await historyOf(world, { id: 'account' });
      expect(history?.runs.map(({ customer, movedTo }) => [customer, movedTo])).toEqual([
        [history?.customer, undefined],
      ]);
      expect(new Set(world.started.map(({ name }) => name))).toEqual(new Set(history?.runs.map(({ id }) => id)));
    }
  });

  it('leaves no profile with an address behind that nothing leads to', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const table = new InterleavedTable();
      const world = new World(undefined, table).at(at);
      await table.together(
        [busEvent('order.placed', at, { customer: guest }), joining].map((event) => () => world.ingest(event)),
        randomFrom(seed),
      );
      const { customers } = await world.stores.customers.page();
      const known = (await historyOf(world, guest))?.customer;
      const others = customers.filter(({ profile }) => profile.customer !== known && profile.mergedInto === undefined);
      expect(others.map(({ profile }) => profile.identities)).toEqual(others.map(() => ({})));
    }
  });

  it('does the whole of an event again that was broken off in the middle of a join', async () => {
    for (let broken = 1; broken <= 25; broken += 1) {
      const world = new World();
      const input = await begun(world);
      await world.at('2026-03-02T10:00:00Z').awaitEvent({
        ...input,
        step: { id: 'await', on: ['shipment.delivered'] },
        token: 'T',
      });
      const delivered = busEvent('shipment.delivered', '2026-03-04T10:00:00Z', { customer: account });
      const put = world.table.put.bind(world.table);
      let writes = 0;
      world.table.put = async (key: Key, value: unknown, rev: number) => {
        writes += 1;
        if (writes === broken) throw new Error('the function was ended');
        return put(key, value, rev);
      };
      await world.ingest(delivered).catch(() => {});
      world.table.put = put;
      await world.ingest(delivered);
      expect(new Set(world.resumed.map(({ token }) => token)), `broken off at write ${broken}`).toEqual(new Set(['T']));
    }
  });
});

describe('a guest who turns out to have an account', () => {
  const phone = '+819012345678';
  const sms = { sms: { granted: true, at, source: 'checkout' } };
  const ordered = busEvent('order.placed', at, { customer: { email: guest.email, phone, consent: sms } });
  const verified = busEvent('customer.updated', '2026-03-02T00:00:00Z', { customer: account });
  const identitiesAfter = async (...events: readonly Detail[]) => {
    const world = new World().at(at);
    for (const event of events) await world.ingest(event);
    return { world, identities: (await historyOf(world, { id: account.id }))?.profile.identities };
  };

  it('leaves a phone behind that anybody may have typed, whether the order or the account is heard of first', async () => {
    const known = busEvent('customer.updated', '2026-03-01T06:00:00Z', { customer: { id: account.id } });
    for (const events of [
      [ordered, verified],
      [verified, ordered],
      [ordered, known, verified],
    ]) {
      const { identities } = await identitiesAfter(...events);
      expect(identities).toEqual({ id: account.id, email: guest.email });
    }
  });

  it('keeps a phone that the owner of the mailbox named, as a guest or by the account', async () => {
    const proven = busEvent('customer.updated', at, { customer: { email: guest.email, phone, verified: ['email'] } });
    const named = busEvent('customer.updated', '2026-03-02T00:00:00Z', { customer: { ...account, phone } });
    for (const events of [
      [proven, verified],
      [ordered, named],
    ]) {
      const { identities } = await identitiesAfter(...events);
      expect(identities).toEqual({ id: account.id, email: guest.email, phone });
    }
  });

  it('gets the texts about later orders nowhere else than at their own phone', async () => {
    const { world } = await identitiesAfter(ordered, verified);
    const order = { id: 'o-2', total: { amount: 5, currency: 'USD' }, lines: [] };
    const bought = busEvent('order.placed', '2026-03-03T00:00:00Z', { id: 'e-2', customer: account, order });
    const input = await world.at('2026-03-03T00:00:00Z').enter('order-journey', bought);
    await world.at('2026-03-04T10:00:00Z').deliver(input, { id: 'thanks', channels: ['sms'] });
    expect(world.sent).toEqual([]);
  });
});
