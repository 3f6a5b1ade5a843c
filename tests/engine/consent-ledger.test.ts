import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manageCustomer } from '../../src/engine/customer/manage-customer.ts';
import { takeOwnersWord } from '../../src/engine/feedback/owners-word.ts';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import { openStores } from '../../src/engine/open-stores.ts';
import { unsubscribeLink } from '../../src/links/unsubscribe.ts';
import type { Address } from '../../src/model/address.ts';
import type { EmittedEventDetail } from '../../src/model/emitted-event-schemas.ts';
import { withdraw } from '../../src/policy/customer/address.ts';
import { takeChoiceBack } from '../../src/policy/customer/address-proof.ts';
import { withClaim } from '../../src/policy/customer/address-sent.ts';
import { changeTopic } from '../../src/policy/customer/address-topics.ts';
import { consentStates, legacyOf, rebuiltFrom, withEntry } from '../../src/policy/customer/consent-ledger.ts';
import { choose, lessOften, pauseUntil } from '../../src/policy/customer/preferences.ts';
import { withinRoom } from '../../src/policy/customer/waiting-entries.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { LimitedTable } from '../fuzz/limited-table.ts';
import { World } from './world.ts';

const opens = '2026-03-02T09:00:00Z';
const agreedAt = '2026-01-01T00:00:00Z';
const wording = 'Send me news and offers.';
const said = {
  granted: true,
  at: agreedAt,
  source: 'checkout',
  from: 'checkout',
  wording,
  wordingId: 'till',
  wordingVersion: '3',
};
const placed = (id: string, consent: object, at = opens) =>
  busEvent('order.placed', at, {
    id: `event-${id}`,
    customer: { ...shopper, consent: { email: consent } },
    order: { id, total: { amount: 5, currency: 'JPY' }, lines: [] },
  });

const named = { id: shopper.id, email: shopper.email };

type Told = EmittedEventDetail<'consent.changed'>['consent'];

class Shop extends World {
  readonly ref = this.stores.addresses.refOf('email', shopper.email);
  entries = () => this.stores.addresses.ledger(this.ref);
  async stored(): Promise<Address> {
    const [read] = await this.stores.addresses.find([this.ref]);
    if (read === undefined) throw new Error('no address');
    return read.value;
  }
  changed = () => this.published.map(({ detail }) => detail.consent as Told); // the test posts nothing else
  /** Turns the order of what waits: the table keeps none in a map. */
  async turnWaiting(): Promise<void> {
    const [read] = await this.stores.addresses.find([this.ref]);
    const unsettled = Object.fromEntries(Object.entries(read?.value.unsettled ?? {}).reverse());
    await this.table.put(
      { pk: `I#email#${this.ref.hash}`, sk: 'address' },
      { ...read?.value, unsettled },
      read?.rev ?? 0,
    );
  }
}

const optOut = {
  what: 'opt-out',
  saidAt: fromIso('2026-03-03T09:00:00Z'),
  from: 'link',
  source: 'unsubscribe link',
  customer: 'c',
} as const;

const opened = () => new Shop().at(opens) as Shop;

describe('the ledger of consent', () => {
  it('holds what an event said of it: state, times, place, wording and event', async () => {
    const shop = opened();
    await shop.ingest(placed('1', said));
    await shop.at('2026-03-02T09:01:05Z').settle();
    const [entry, ...more] = await shop.entries();
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      what: 'agreement',
      saidAt: fromIso(agreedAt),
      recordedAt: fromIso('2026-03-02T09:01:05Z'),
      from: 'checkout',
      source: 'checkout',
      event: 'event-1',
      wording: { id: 'till', version: '3' },
      changes: [{ state: 'granted' }],
    });
    expect(entry?.wording?.text).toBeUndefined();
    expect(await shop.stores.addresses.wording(entry?.wording?.hash ?? '')).toBe(wording);
    expect(JSON.stringify(entry)).not.toContain(shopper.email);
  });

  it.each([
    ['before the address came', [{ id: shopper.id, consent: { email: said } }, named]],
    ['when the address was there', [named, { id: shopper.id, consent: { email: said } }]],
  ])('holds what an account agreed to without an address, %s', async (_, customers) => {
    const shop = opened();
    for (const customer of [...customers, named]) await shop.ingest(busEvent('customer.updated', opens, { customer }));
    await shop.at('2026-03-02T09:01:05Z').settle();
    const told = (await shop.entries()).filter(({ what }) => what === 'agreement');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      saidAt: fromIso(agreedAt),
      from: 'checkout',
      source: 'checkout',
      event: expect.any(String),
      wording: { id: 'till', version: '3' },
      changes: [{ state: 'granted' }],
    });
    expect(await shop.stores.addresses.wording(told[0]?.wording?.hash ?? '')).toBe(wording);
  });

  it('holds and tells a source without the address or number that is in it, on one line and cut short', async () => {
    const shop = opened();
    const source = `form\n${shopper.email} <+81 90-1234-5678> https://x.example/?e=a%40b.example&t=０９０-1234-5678 ${'x'.repeat(500)}`;
    await shop.ingest(placed('1', { ...said, source }));
    await shop.at('2026-03-02T09:01:05Z').settle();
    const kept = `form … <…> https://x.example/?e=…&t=… ${'x'.repeat(500)}`.slice(0, 200);
    expect((await shop.entries()).map((entry) => entry.source)).toEqual([kept]);
    expect(shop.changed()).toMatchObject([{ source: kept }]);
    expect(JSON.stringify(await shop.stored())).not.toMatch(/shopper@|1234/);
  });

  it('holds a statement once, however many events repeat it and however often each is delivered', async () => {
    const shop = opened();
    for (const id of ['1', '2', '3', '1']) {
      await shop.ingest(placed(id, said));
      await shop.settle();
    }
    expect(await shop.entries()).toHaveLength(1);
    expect(shop.changed()).toHaveLength(1);
    const writes = (await shop.stores.addresses.find([shop.ref]))[0]?.rev;
    await shop.ingest(placed('4', said));
    expect((await shop.stores.addresses.find([shop.ref]))[0]?.rev).toBe(writes);
  });

  it('is asked to take what waits with the next marketing message, when no queue could be asked before', async () => {
    const shop = opened();
    await shop.ingest(placed('1', said));
    const asked: string[] = [];
    const stores = openStores(shop.table, shop.keys, undefined, async ({ hash }) => void asked.push(hash));
    const claim = { at: shop.now, purpose: 'marketing', channel: 'email', rev: 1 } as const;
    await stores.addresses.change(shop.ref, (known) => withClaim(known, 'run-1_hello', claim));
    expect(asked).toEqual([shop.ref.hash]);
    await shop.settle();
    await stores.addresses.change(shop.ref, (known) => withClaim(known, 'run-2_hello', claim));
    expect(asked).toHaveLength(1);
  });

  it('tells of changes in the order in which they came, each recorded later, whatever the time of the statement', async () => {
    const shop = opened();
    await shop.ingest(placed('1', said));
    await shop.settle();
    const late = { ...said, granted: false, at: '2026-02-01T00:00:00Z', source: 'account page' };
    await shop.ingest(placed('2', late));
    const again = { ...said, at: '2026-02-02T00:00:00Z', source: 'newsletter form', from: 'form', topic: 'offers' };
    await shop.ingest(placed('3', again));
    await shop.turnWaiting();
    await shop.settle();
    const recorded = shop.changed().map(({ recordedAt }) => recordedAt);
    expect(shop.changed().map(({ state, topic = 'all' }) => `${topic} ${state}`)).toEqual([
      'all granted',
      'all withdrawn',
      'offers granted',
    ]);
    expect(recorded).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.001Z', '2026-03-02T09:00:00.002Z']);
    expect((await shop.entries()).map(({ recordedAt }) => new Date(recordedAt).toISOString()).sort()).toEqual(recorded);
  });

  it('records a later change later, also where the clock of the function that settles is slow', async () => {
    const shop = opened();
    await shop.ingest(placed('1', said));
    await shop.settle();
    await shop.ingest(placed('2', { ...said, granted: false, at: '2026-02-01T00:00:00Z', source: 'account page' }));
    await shop.at('2026-03-02T08:59:00Z').settle();
    expect(shop.changed().map(({ recordedAt }) => recordedAt)).toEqual([
      '2026-03-02T09:00:00.000Z',
      '2026-03-02T09:00:00.001Z',
    ]);
  });

  it('holds an earlier agreement that comes late, though it changes nothing', async () => {
    const shop = opened();
    await shop.ingest(placed('1', said));
    await shop.ingest(placed('2', { ...said, at: '2025-06-01T00:00:00Z', source: 'import', from: 'import' }));
    await shop.settle();
    expect((await shop.entries()).map(({ source }) => source)).toEqual(['import', 'checkout']);
  });

  it('tells the shop of each state that changed, by its own id of the customer and without the address', async () => {
    const shop = opened();
    await shop.ingest(placed('1', said));
    await shop.settle();
    const { customer = '' } = (await shop.entries())[0] ?? {};
    const link = unsubscribeLink({ customer, channel: 'email', locale: 'ja', address: shop.ref.hash }, shop.keys, '');
    const token = link.split('t=')[1];
    const request = { method: 'POST', token, language: undefined };
    const ports = { stores: shop.stores, keys: shop.keys, settings, clock: shop.clock, failed: () => {} };
    await manageConsent(request, ports);
    await shop.settle();
    await shop.stores.addresses.change(
      shop.ref,
      (known) => choose(known, { restock: 'on' }, shop.now + 1, { source: 'preference page', customer }),
      {
        what: 'choice',
        topics: ['restock'],
        saidAt: shop.now + 1,
        from: 'link',
        source: 'preference page',
        customer,
      },
    );
    await shop.settle();
    expect(shop.changed()).toMatchObject([
      { channel: 'email', state: 'granted', from: 'checkout', source: 'checkout' },
      { channel: 'email', state: 'withdrawn', from: 'link', source: 'unsubscribe link' },
      { channel: 'email', topic: 'restock', state: 'granted', from: 'link', source: 'preference page' },
    ]);
    expect(shop.published.map(({ type, detail }) => [type, detail.customer])).toEqual(
      Array(3).fill(['consent.changed', { id: shopper.id }]),
    );
    expect(JSON.stringify(shop.published)).not.toContain(shopper.email);
    expect(JSON.stringify(shop.published)).not.toContain(shop.ref.hash);
  });

  it('is not undone by a stale flag of the shop, which it holds all the same', async () => {
    const shop = opened();
    await shop.ingest(placed('1', said));
    await takeOwnersWord(
      'email',
      { kind: 'stop', address: shopper.email, at: fromIso('2026-02-01T00:00:00Z') },
      shop.stores,
    );
    await shop.ingest(placed('2', { ...said, source: 'nightly export', from: 'import' }));
    await shop.settle();
    expect((await shop.entries()).map(({ what, from, changes }) => [what, from, changes?.[0]?.state]).sort()).toEqual([
      ['agreement', 'checkout', 'granted'],
      ['agreement', 'import', undefined],
      ['opt-out', 'keyword', 'withdrawn'],
    ]);
  });

  it('begins with what an earlier version had stored, and says so', async () => {
    const shop = opened();
    await shop.ingest(placed('1', said));
    const { heard: _heard, unsettled: _unsettled, ...before } = await shop.stored();
    await shop.table.put({ pk: `I#email#${shop.ref.hash}`, sk: 'address' }, before, 1);
    await shop.ingest(placed('2', { ...said, granted: false, at: '2026-02-01T00:00:00Z' }));
    await shop.settle();
    const entries = await shop.entries();
    expect(entries.map(({ what }) => what)).toEqual(['before-the-ledger', 'opt-out']);
    expect(entries[0]).toMatchObject({ source: 'checkout', saidAt: fromIso(agreedAt) });
    expect(await shop.stores.addresses.wording(entries[0]?.wording?.hash ?? '')).toBe(wording);
    expect(withoutLedger(rebuiltFrom(entries))).toEqual(withoutLedger(await shop.stored()));
  });

  it('loses nothing when the function that settles dies between any two of its requests', async () => {
    for (let allowed = 0; ; allowed += 1) {
      const shop = opened();
      await shop.ingest(placed('1', said));
      await shop.ingest(placed('2', { ...said, granted: false, at: '2026-02-01T00:00:00Z', source: 'account page' }));
      let left = allowed;
      const step = () => {
        if (left-- <= 0) throw new Error('died');
      };
      const { put } = shop.table;
      shop.table.put = (...args) => {
        step();
        return put.apply(shop.table, args);
      };
      shop.bus = step;
      const died = await shop.settle().then(
        () => false,
        () => true,
      );
      shop.table.put = put;
      shop.bus = () => {};
      shop.now += 360_000;
      shop.unsettled.push(shop.ref);
      await shop.settle();
      expect((await shop.entries()).map(({ source }) => source)).toEqual(['checkout', 'account page']);
      expect(new Set(shop.changed().map(({ state }) => state)).size).toBe(1); // told twice, it says the same
      const times = shop.changed().map(({ recordedAt }) => recordedAt);
      expect([...new Set(times)].sort()).toEqual(times);
      expect(new Set(shop.published.map(({ detail }) => detail.id)).size).toBe(times.length);
      expect(shop.changed().at(-1)).toMatchObject({ state: 'withdrawn', source: 'account page' });
      expect((await shop.stored()).unsettled).toBeUndefined();
      if (!died) break;
    }
  });
});

describe('entries that wait at an address', () => {
  const minutes = (n: number) => new Date(fromIso('2026-03-01T00:00:00Z') + n * 60_000).toISOString();
  const tell = (shop: Shop, n: number, customer: object, consent: object) =>
    shop.ingest(
      busEvent('customer.updated', opens, { id: `told-${n}`, customer: { ...customer, consent: { email: consent } } }),
    );

  it.each(['the same', 'changing'])(
    'leave room for an opt-out, however long and many the words of a stranger: %s',
    async (how) => {
      const table = new LimitedTable();
      const shop = new Shop(undefined, table).at(opens) as Shop;
      await shop.ingest(placed('1', said));
      await shop.ingest(placed('2', { ...said, granted: false, at: '2026-02-01T00:00:00Z', source: 'account page' }));
      for (let n = 0; n < 110; n += 1) {
        const id = how === 'the same' ? 'stranger' : `stranger-${n}`;
        const words = {
          wording: `${n}${'猫'.repeat(1990)}`,
          wordingId: '猫'.repeat(190),
          source: `${n}${'猫'.repeat(190)}`,
        };
        const granted = how === 'the same' || n % 2 === 0;
        await tell(shop, n, { id, email: shopper.email }, { granted, at: minutes(n), ...words });
      }
      expect(table.largest).toBeLessThan(100_000);
      await takeOwnersWord('email', { kind: 'stop', address: shopper.email, at: shop.now }, shop.stores);
      await shop.settle();
      const entries = await shop.entries();
      const sources = entries.map(({ source }) => source);
      expect(sources).toEqual(expect.arrayContaining(['checkout', 'account page', 'answered STOP']));
      expect(entries.every(({ wording: words }) => words === undefined || words.hash !== undefined)).toBe(true);
      const agreement = entries.find(({ source }) => source === 'checkout');
      expect(await shop.stores.addresses.wording(agreement?.wording?.hash ?? '')).toBe(wording);
      expect(consentStates(rebuiltFrom(entries))).toEqual(consentStates(await shop.stored()));
      expect(consentStates(await shop.stored())).toEqual([{ state: 'withdrawn' }]);
    },
  );
});

it('keeps, of entries that become one for lack of room, the state that came last, whatever the time of its statement', () => {
  const entries = Array.from({ length: 400 }, (_, nth) => {
    const state = nth % 2 === 0 ? ('granted' as const) : ('withdrawn' as const);
    const saidAt = 1_000_000 - nth; // each tells of an earlier time than the one before
    const source = 'x'.repeat(200);
    return [`${saidAt}#e`, { ...optOut, source, saidAt, changes: [{ state }], nth: nth + 1 }] as const;
  });
  const full: Address = { words: { c: { leads: true } }, claims: {}, unsettled: Object.fromEntries(entries) };
  const hash = (text: string) => text.slice(0, 20);
  const { unsettled = {} } = withinRoom(full, { wording: hash, entry: hash });
  expect(Object.values(unsettled)).toMatchObject([{ changes: [{ state: 'withdrawn' }], nth: 400 }]);
});

const time = fc.integer({ min: 1, max: 8 }).map((day) => new Date(Date.UTC(2026, 0, day)).toISOString());
const topic = fc.constantFrom(undefined, 'offers', 'restock', 'surveys');
const act = fc.oneof(
  fc.record({
    do: fc.constant('event' as const),
    granted: fc.boolean(),
    at: time,
    topic,
    id: fc.constantFrom('a', 'b', undefined),
    guest: fc.boolean(),
  }),
  fc.record({ do: fc.constantFrom('stop' as const, 'start' as const), at: time }),
  fc.record({
    do: fc.constantFrom('on' as const, 'off' as const, 'taken-back' as const),
    topic: fc.constantFrom('offers', 'surveys'),
  }),
  fc.record({ do: fc.constantFrom('pause' as const, 'less' as const, 'reopen' as const) }),
);

it('tells of the owner’s opt-out although a stranger declined before, which is the stranger’s news alone', async () => {
  const shop = opened();
  const at = '2026-03-02T09:10:00Z';
  await shop.ingest(placed('1', said));
  const customer = {
    id: 'stranger',
    email: shopper.email,
    consent: { email: { granted: false, at, source: 'checkout' } },
  };
  await shop.at(at).ingest(busEvent('customer.updated', at, { id: 'strange', customer }));
  await shop.settle();
  expect(shop.changed()).toMatchObject([{ state: 'granted' }, { state: 'withdrawn', source: 'checkout' }]);
  shop.at('2026-03-03T09:00:00Z');
  await shop.stores.addresses.change(shop.ref, (known) => withdraw(known, 'c', shop.now, 'unsubscribe link'), optOut);
  await shop.settle();
  expect(shop.changed()).toMatchObject([
    { state: 'granted' },
    { state: 'withdrawn', source: 'checkout' },
    { state: 'withdrawn', source: 'unsubscribe link' },
  ]);
  expect(shop.published.map(({ detail }) => detail.customer)).toEqual([
    { id: shopper.id },
    { id: 'stranger' },
    { id: shopper.id },
  ]);
});

it('tells of an opt-out about every account that carries the address, and of an agreement only about those for whom it counts', async () => {
  const shop = opened();
  const carried = (id: string, at: string, consent?: object) =>
    shop.at(at).ingest(
      busEvent('customer.updated', at, {
        customer: { id, email: shopper.email, ...(consent && { consent: { email: consent } }) },
      }),
    );
  await carried('a', '2026-03-02T09:00:00Z', said);
  await shop.settle();
  await carried('b', '2026-03-02T09:10:00Z', { ...said, at: '2026-03-02T09:10:00Z' });
  await carried('a', '2026-03-02T09:20:00Z');
  await shop.settle();
  const { stores, now } = shop;
  await takeOwnersWord('email', { kind: 'stop', address: shopper.email, at: now }, stores);
  await shop.at('2026-03-02T09:30:00Z').settle();
  const told = () => shop.published.map(({ detail }) => [detail.customer, (detail.consent as { state: string }).state]);
  expect(told()).toEqual([
    [{ id: 'a' }, 'granted'],
    [{ id: 'b' }, 'granted'],
    [{ id: 'a' }, 'withdrawn'],
    [{ id: 'b' }, 'withdrawn'],
  ]);
  expect(new Set(shop.published.map(({ detail }) => detail.id)).size).toBe(4);
  await takeOwnersWord('email', { kind: 'start', address: shopper.email, at: shop.now }, stores);
  await shop.settle();
  expect(told().slice(4)).toEqual([
    [{ id: 'a' }, 'granted'],
    [{ id: 'b' }, 'granted'],
  ]);
});

it('tells of an account’s agreement not about the other accounts of the mailbox', async () => {
  const shop = opened();
  const declined = { ...said, granted: false, at: '2026-03-01T09:00:00Z' };
  const customer = { id: 'b', email: shopper.email, consent: { email: declined } };
  await shop.ingest(placed('1', { ...said, granted: false }));
  await shop.ingest(busEvent('customer.updated', opens, { id: 'b', customer }));
  await shop.settle();
  const before = shop.published.length;
  await shop.ingest(placed('2', { ...said, at: opens }));
  await shop.settle();
  const news = shop.published.slice(before).map(({ detail }) => [detail.customer, detail.consent]);
  expect(news).toMatchObject([[{ id: shopper.id }, { state: 'granted' }]]);
});

it('tells of an opt-out at an address that leads to nobody, where a guest declined before', () => {
  const declined: Address = { words: { guest: { declined: 1 } }, claims: {} };
  const after = withEntry(declined, withdraw(declined, 'c', 2, 'unsubscribe link'), optOut, (text) => text);
  expect(Object.values(after.unsettled ?? {}).at(-1)?.changes).toEqual([{ state: 'withdrawn' }]);
});

it('rebuilds the address after any history, whatever the order of its entries', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 9 }), fc.nat(), async (acts, seed) => {
      const shop = opened();
      for (const one of acts) {
        await perform(shop, one);
        if (seed % 3 === 0) await shop.settle();
      }
      await shop.settle();
      const entries = await shop.entries();
      const [shuffled = entries] = fc.sample(fc.shuffledSubarray(entries, { minLength: entries.length }), {
        numRuns: 1,
        seed,
      });
      const stored = withoutLedger(await shop.stored());
      expect(withoutLedger(rebuiltFrom(shuffled))).toEqual(stored);
      expect(legacyOf(await shop.stored(), 0)).toEqual({});
    }),
    { numRuns: 60 },
  );
});

async function perform(shop: Shop, one: typeof act extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
  shop.now += 60_000;
  const choice = { source: 'preference page', customer: 'c' };
  const change = (apply: (address: Address) => Address) => shop.stores.addresses.change(shop.ref, apply);
  switch (one.do) {
    case 'event': {
      const { granted, at, topic: about, id, guest } = one;
      const customer = { ...shopper, id: guest ? undefined : (id ?? shopper.id) };
      const consent = { email: { granted, at, source: 'form', ...(about && { topic: about }) } };
      const now = new Date(shop.now).toISOString();
      return shop.ingest(busEvent('customer.updated', now, { customer: { ...customer, consent } }));
    }
    case 'stop':
    case 'start':
      return void (await takeOwnersWord(
        'email',
        { kind: one.do, address: shopper.email, at: fromIso(one.at) },
        shop.stores,
      ));
    case 'on':
    case 'off': {
      const { topic: about, do: state } = one;
      return void (await change((known) => choose(known, { [about]: state }, shop.now, choice)));
    }
    case 'taken-back':
      return void (await change((known) =>
        changeTopic(known, one.topic, (words) => takeChoiceBack(words, words.chosen?.at ?? 0)),
      ));
    case 'pause':
      return void (await change((known) => pauseUntil(known, shop.now + 86_400_000, shop.now)));
    case 'less':
      return void (await change((known) => lessOften(known, known.less?.on !== true, shop.now)));
    case 'reopen':
      return void (await manageCustomer({ do: 'reopen', address: shopper.email, by: 'Mia' }, shop));
  }
}

/** The address as far as statements make it: with the words of an agreement by themselves, and without the ledger. */
function withoutLedger(address: Address) {
  const { heard: _h, unsettled: _u, recordedAt: _r, lastTold: _l, claims: _c, past: _p, granted, ...rest } = address;
  return { ...rest, ...(granted && { granted: { at: granted.at, source: granted.source } }) };
}
