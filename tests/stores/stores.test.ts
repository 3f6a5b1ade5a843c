import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStores } from '../../src/engine/open-stores.ts';
import type { Conversion } from '../../src/model/conversion.ts';
import type { Message } from '../../src/model/message.ts';
import type { Run } from '../../src/model/run.ts';
import { marketingWord } from '../../src/policy/customer/address.ts';
import { Keys } from '../../src/secrets/keys.ts';
import { identityKey, profileKey } from '../../src/stores/item-keys.ts';
import type { Stores } from '../../src/stores/stores.ts';
import type { Key, ScanPage, Table } from '../../src/stores/table.ts';
import { storeEvent } from '../fixtures/events.ts';
import { record as recordEvent } from '../fixtures/record.ts';
import { type OpenTable, tables } from '../fixtures/tables.ts';

describe.each(tables)('the stores $name', ({ open }) => {
  let opened: OpenTable;
  let table: Table;
  let stores: Stores;
  let keys: Keys;
  let shop = 0;

  beforeAll(async () => {
    opened = await open();
    table = opened.table;
  });
  afterAll(() => opened.close());
  // Another secret is another set of customers: each test has the table to itself.
  beforeEach(() => {
    shop += 1;
    keys = new Keys(`test-secret-number-${shop}`.padEnd(40, '.'));
    stores = openStores(table, keys);
  });

  it('writes an item only over the revision that was read', async () => {
    const key = { pk: `p-${shop}`, sk: 'a' };
    expect(await table.put(key, { n: 1 }, 0)).toBe(1);
    expect(await table.put(key, { n: 2 }, 0)).toBeUndefined();
    expect(await table.put(key, { n: 3 }, 1)).toBe(2);
    expect(await table.put(key, { n: 4 }, 1)).toBeUndefined();
    expect(await table.get(key)).toEqual({ ...key, value: { n: 3 }, rev: 2 });
    expect(await table.get({ pk: key.pk, sk: 'b' })).toBeUndefined();
  });

  it('deletes an item only as it was read, and one that is gone is gone', async () => {
    const key = { pk: `d-${shop}`, sk: 'a' };
    await table.put(key, { n: 1 }, 0);
    await table.put(key, { n: 2 }, 1);
    expect(await table.delete(key, 1)).toBe(false);
    expect((await table.get(key))?.value).toEqual({ n: 2 });
    expect(await table.delete(key, 2)).toBe(true);
    expect(await table.delete(key, 2)).toBe(true);
    expect(await table.range(key.pk, 'a', 'z')).toEqual([]);
    expect(await table.put(key, { n: 3 }, 1)).toBeUndefined();
    expect(await table.put(key, { n: 3 }, 0)).toBe(1);
  });

  it('reads a range in order, both bounds included, and many keys at once', async () => {
    const pk = `q-${shop}`;
    for (const sk of ['c', 'a', 'b', 'd']) await table.put({ pk, sk }, { sk }, 0);
    expect((await table.range(pk, 'a', 'c')).map(({ sk }) => sk)).toEqual(['a', 'b', 'c']);
    const many = await table.getMany(['a', 'd', 'z'].map((sk) => ({ pk, sk })));
    expect(many.map(({ sk }) => sk).sort()).toEqual(['a', 'd']);
    expect(await table.getMany([])).toEqual([]);
    const places = Array.from({ length: 120 }, (_, nth) => ({ pk, sk: `e-${nth}` })); // DynamoDB takes a hundred at once
    await Promise.all(places.map((key) => table.put(key, {}, 0)));
    expect(await table.getMany(places)).toHaveLength(120);
  });

  it('scans one place of all partitions, and those that begin so, page by page', async () => {
    const place = `place-${shop}`;
    const places = { sk: place, prefixes: [`more-${shop}-`, `other-${shop}-`] };
    const keys = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ pk: `s-${shop}-${name}`, sk: place }));
    for (const key of keys) await table.put(key, { of: key.pk }, 0);
    await table.put({ pk: `s-${shop}-a`, sk: 'elsewhere' }, {}, 0);
    for (const prefix of places.prefixes) await table.put({ pk: `s-${shop}-c`, sk: `${prefix}1` }, {}, 0);
    const expected = ['a', 'b', 'c', 'c', 'c', 'd', 'e'].map((name) => `s-${shop}-${name}`);
    for (const limit of [1, 2, undefined]) {
      const found: string[] = [];
      let page = await table.scan(places, { limit });
      found.push(...page.items.map(({ pk }) => pk));
      while (page.next !== undefined) {
        page = await table.scan(places, { from: page.next, limit });
        found.push(...page.items.map(({ pk }) => pk));
      }
      expect(found.sort()).toEqual(expected);
    }
  });

  it('scans in segments that hold every item once, and a partition in one of them', async () => {
    const place = `part-${shop}`;
    const pks = Array.from({ length: 40 }, (_, index) => `g-${shop}-${index}`);
    for (const pk of pks) for (const sk of [place, `${place}-more`]) await table.put({ pk, sk }, {}, 0);
    const found: string[][] = [];
    for (let index = 0; index < 4; index += 1) {
      const segment = { index, of: 4 };
      const items: string[] = [];
      let from: Key | undefined;
      do {
        const page: ScanPage = await table.scan({ sk: place, prefixes: [`${place}-`] }, { segment, from, limit: 7 });
        items.push(...page.items.map(({ pk }) => pk));
        from = page.next;
      } while (from !== undefined);
      found.push(items);
    }
    expect(found.flat().sort()).toEqual(pks.flatMap((pk) => [pk, pk]).sort());
    expect(found.map((items) => new Set(items).size).reduce((sum, count) => sum + count)).toBe(pks.length);
    expect(Math.max(...found.map(({ length }) => length))).toBeLessThan(60);
  });

  it('ends a page of a scan after a megabyte', async () => {
    const places = { sk: `heavy-${shop}`, prefixes: [] };
    for (let i = 0; i < 4; i += 1) {
      await table.put({ pk: `h-${shop}-${i}`, sk: places.sk }, { filler: 'x'.repeat(390_000) }, 0);
    }
    let pages = 0;
    let items = 0;
    for (let page: ScanPage | undefined = await table.scan(places); page !== undefined; ) {
      pages += 1;
      items += page.items.length;
      page = page.next && (await table.scan(places, { from: page.next }));
    }
    expect(items).toBe(4);
    expect(pages).toBeGreaterThan(1);
  });

  it('reads a partition of several megabytes whole', async () => {
    const pk = `large-${shop}`;
    const filler = 'x'.repeat(300_000);
    for (let i = 0; i < 5; i += 1) await table.put({ pk, sk: `${i}` }, { filler }, 0);
    expect(await table.range(pk, '0', '9')).toHaveLength(5);
  });

  it('knows a customer again by any identity, and hearing an event again changes nothing', async () => {
    const event = storeEvent('order.placed', '2026-03-01T10:00:00Z');
    const first = await recordEvent(event, stores, {});
    const again = await recordEvent(event, stores, {});
    expect(again).toEqual(first);
    const byEmail = await recordEvent(
      storeEvent('cart.updated', '2026-03-01T11:00:00Z', { customer: { email: 'Shopper@Example.com' } }),
      stores,
      {},
    );
    expect(byEmail.customer).toBe(first.customer);
    expect(byEmail.facts.map(({ kind }) => kind).sort()).toEqual(['cart', 'order']);
  });

  it('keeps personal data out of every key', async () => {
    const { customer, stored } = await recordEvent(storeEvent('order.placed', '2026-03-01T10:00:00Z'), stores, {});
    const written = JSON.stringify([
      customer,
      stored.profile.pk,
      stored.facts.map(({ pk, sk }) => [pk, sk]),
      identityKey('email', 'shopper@example.com', keys),
    ]);
    expect(written).not.toMatch(/shopper|example\.com/);
  });

  it('joins an anonymous visitor with the customer they turn out to be', async () => {
    const anonymous = await recordEvent(
      storeEvent('cart.updated', '2026-03-01T09:00:00Z', { customer: { anonymousId: 'a-1', locale: 'ja' } }),
      stores,
      {},
    );
    const known = await recordEvent(storeEvent('customer.updated', '2026-02-01T09:00:00Z'), stores, {});
    expect(known.customer).not.toBe(anonymous.customer);
    const signedIn = storeEvent('customer.updated', '2026-03-01T10:00:00Z', {
      customer: { id: 'c-1', anonymousId: 'a-1' },
    });
    const joined = await recordEvent(signedIn, stores, {});
    expect(joined.customer).toBe(known.customer);
    expect(joined.facts.map(({ kind }) => kind)).toEqual(['cart']);
    expect(joined.profile).toMatchObject({ locale: 'ja', identities: { anonymousId: 'a-1', id: 'c-1' } });
    expect((await stores.customers.load(anonymous.customer))?.customer).toBe(known.customer);
    expect(await recordEvent(signedIn, stores, {})).toEqual(joined);
  });

  it('lets an opt-out win when two records meet, whatever its age', async () => {
    const consent = (granted: boolean, at: string) => ({ email: { granted, at, source: 'test' } });
    const told = [
      ['2026-03-01T09:00:00Z', { id: 'c-1', consent: consent(true, '2026-03-01T00:00:00Z') }],
      ['2026-03-02T09:00:00Z', { email: 'shopper@example.com', consent: consent(false, '2025-01-01T00:00:00Z') }],
      ['2026-03-03T09:00:00Z', { id: 'c-1', email: 'shopper@example.com', verified: ['email'] }],
    ] as const;
    for (const [at, customer] of told) await recordEvent(storeEvent('customer.updated', at, { customer }), stores, {});
    const [address] = await stores.addresses.find([stores.addresses.refOf('email', 'Shopper@example.com')]);
    expect(address && marketingWord(address.value)).toBe('withdrawn');
  });

  it("keeps two of the store's customers apart although they share an address", async () => {
    const one = await recordEvent(
      storeEvent('customer.updated', '2026-03-01T09:00:00Z', { customer: { id: 'c-1', phone: '+819012345678' } }),
      stores,
      {},
    );
    const two = await recordEvent(
      storeEvent('customer.updated', '2026-03-02T09:00:00Z', { customer: { id: 'c-2', phone: '+819012345678' } }),
      stores,
      {},
    );
    expect(two.customer).not.toBe(one.customer);
  });

  it('goes on with a customer whose first event was broken off before its identities were written', async () => {
    const event = storeEvent('customer.updated', '2026-03-01T09:00:00Z');
    const customer = stores.identities.customerFor({ kind: 'id', value: 'c-1' });
    const broken = { customer, identities: {}, consent: {}, said: {}, claims: {} };
    await table.put(profileKey(customer), broken, 0);
    const { profile } = await recordEvent(event, stores, {});
    expect(profile).toMatchObject({ customer, identities: { id: 'c-1' } });
  });

  it('takes in a hundred events of one customer at once without losing one', async () => {
    const events = Array.from({ length: 25 }, (_, i) =>
      storeEvent('order.placed', `2026-03-01T10:00:${String(i).padStart(2, '0')}Z`, {
        order: { id: `o-${i}`, total: { amount: 1, currency: 'USD' }, lines: [] },
      }),
    );
    await Promise.all(
      events
        .flatMap((event) => [event, event, event, event])
        .map((event) => patiently(() => recordEvent(event, stores, {}))),
    );
    const history = await recordEvent(events[0] ?? storeEvent('customer.updated', '2026-03-01T09:00:00Z'), stores, {});
    expect(history.facts).toHaveLength(25);
  });

  it('lets one run in and keeps the second out until the first gives way, whose entry is remembered', async () => {
    const first = run('a', 1);
    const entered = await stores.runs.enter(first, () => false);
    expect(entered.value).toEqual(first);
    expect((await stores.runs.enter(run('b', 2), () => false)).value).toEqual(first);
    const third = run('c', 3);
    expect((await stores.runs.enter(third, () => true)).value).toEqual({
      ...third,
      earlier: [{ id: 'a', startedAt: 1, customer: first.input.customer }],
    });
    expect(await stores.runs.change(entered, (standing) => ({ ...standing, test: true }))).toBeUndefined();
  });

  it('settles the reports on one message in whatever order they come', async () => {
    const sent = { ...message(), outcome: 'sent', providerId: 'ses-1', at: 20 } as const;
    const unknown = { ...message(), outcome: 'unknown', reason: 'no-answer', at: 10 } as const;
    await stores.messages.feedback(unknown, 'delivered', 30);
    await stores.messages.record(sent);
    await stores.messages.record(unknown);
    const line = await stores.messages.get('c', 'run_step');
    expect(line).toMatchObject({ outcome: 'sent', feedback: { delivered: 30 } });
    expect(line?.reason).toBeUndefined();
    await stores.messages.feedback(unknown, 'delivered', 40);
    expect(await stores.messages.ofCustomer('c')).toEqual([line]);
  });

  it('keeps a conversion with the message that was touched last, in whatever order the touches are heard of', async () => {
    const early = conversion('run_early', 10);
    const late = conversion('run_late', 20);
    for (const told of [late, early, late]) await stores.conversions.record(told);
    expect(await stores.conversions.ofCustomer(early.customer)).toEqual([late]);
    const found = await stores.conversions.find([early, { ...early, id: 'another' }]);
    expect(found.map(({ value, rev }) => [value, rev])).toEqual([[late, 1]]);
    expect(await stores.conversions.find([])).toEqual([]);
  });

  it('hands conversions over to the customer that theirs turns out to be, and says where their ledger is', async () => {
    const consented = (customer: object) => ({ customer });
    const guest = await recordEvent(
      storeEvent('order.placed', '2026-03-01T09:00:00Z', consented({ email: 'guest@example.com' })),
      stores,
      {},
    );
    const member = await recordEvent(
      storeEvent('customer.updated', '2026-03-01T09:30:00Z', consented({ id: 'c-9' })),
      stores,
      {},
    );
    await stores.conversions.record({ ...conversion('run_step', 10), customer: guest.customer });
    const both = consented({ id: 'c-9', email: 'guest@example.com', verified: ['email'] });
    const joined = await recordEvent(storeEvent('customer.updated', '2026-03-01T10:00:00Z', both), stores, {});
    expect(joined.customer).toBe(member.customer);
    expect(joined.profile.mergedFrom).toEqual({ [guest.customer]: 'customer.updated@2026-03-01T10:00:00Z' });
    expect(await stores.conversions.ofCustomer(joined.customer)).toEqual([
      { ...conversion('run_step', 10), customer: joined.customer },
    ]);
  });

  function conversion(message: string, touchedAt: number): Conversion {
    const touch = { kind: 'opened', at: touchedAt } as const;
    return { on: 'order.placed', id: 'o', at: 30, customer: `k-${shop}`, journey: 'j', run: 'run', message, touch };
  }

  function run(id: string, startedAt: number): Run {
    const subject = { kind: 'cart', id: `cart-${shop}` } as const;
    const input = { customer: 'c', run: id, journey: 'j', next: { until: '2026-01-01T00:00:00Z' } };
    return { id, customer: 'c', journey: 'j', subject, startedAt, startedBy: id, test: false, input };
  }

  function message(): Omit<Message, 'outcome'> {
    return {
      key: 'run_step',
      customer: 'c',
      run: 'run',
      journey: 'j',
      step: 'step',
      purpose: 'marketing',
      due: 0,
      at: 0,
      channel: 'email',
    };
  }
});

/** What a queue does: hands the event over again when others were first too often. */
async function patiently<Result>(action: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'RetryableError') throw error;
    }
  }
  throw new Error('fifty attempts were not enough');
}
