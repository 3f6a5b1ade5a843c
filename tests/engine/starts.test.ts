import { describe, expect, it } from 'vitest';
import { RetryableError } from '../../src/model/errors.ts';
import type { JourneyRules } from '../../src/model/journey.ts';
import { journeys } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const rest = { purpose: 'transactional', priority: 50, ends: [], firstDelay: { minutes: 0 } } as const;
const onBirthday = { every: { yearly: 'customer.birthday', daysBefore: 0, at: '10:00' } } as const;
const birthday: JourneyRules = {
  ...rest,
  journey: 'birthday',
  starts: { ...onBirthday, byHand: true, oncePer: 'customer', againAfter: 'end' },
};
const lapsed: JourneyRules = {
  ...rest,
  journey: 'lapsed',
  starts: { entering: 'lapsed', oncePer: 'customer', againAfter: null },
  ends: ['order.placed'],
};

/** A shop with these journeys beside those of the other tests. */
function shopWith(...more: readonly JourneyRules[]): World {
  const world = new World();
  world.journeys = { ...journeys, ...Object.fromEntries(more.map((rules) => [rules.journey, rules])) };
  return world;
}

const born = (id: string, more = {}) =>
  busEvent('customer.created', '2026-04-01T00:00:00Z', { id: `${id}-created`, customer: { id, ...more } });

async function customerOf(world: World, id = 'c-1'): Promise<string> {
  const [identity] = await world.stores.identities.find({ id });
  if (identity?.owner === undefined) throw new Error(`${id} is nobody`);
  return identity.owner;
}

describe('an entry without an event', () => {
  it('starts one execution at its time, however often it comes', async () => {
    const world = shopWith(birthday).at('2026-04-30T00:00:10Z');
    await world.ingest(born('c-1'));
    const entry = { customer: await customerOf(world), at: '2026-04-30T10:00:00Z', id: 'on-2026-04-30' };
    expect(await world.startEntry({ journey: 'birthday', entry })).toBe('started');
    expect(await world.startEntry({ journey: 'birthday', entry })).toBe('started');
    expect(new Set(world.started.map(({ name, input }) => JSON.stringify({ name, input }))).size).toBe(1);
    expect(world.started[0]?.input.next.until).toBe('2026-04-30T10:00:00Z');
  });

  it('of one day is one, even if the customer moved to another clock meanwhile', async () => {
    const world = shopWith(birthday).at('2026-04-30T00:00:10Z');
    await world.ingest(born('c-1'));
    const entry = { customer: await customerOf(world), id: 'on-2026-04-30' };
    await world.startEntry({ journey: 'birthday', entry: { ...entry, at: '2026-04-30T01:00:00Z' } });
    await world.startEntry({ journey: 'birthday', entry: { ...entry, at: '2026-04-30T14:00:00Z' } });
    expect(world.started.map(({ input }) => input.next.until)).toEqual([
      '2026-04-30T01:00:00Z',
      '2026-04-30T01:00:00Z',
    ]);
  });

  it('comes again the next year, but not while the last run is still going', async () => {
    const world = shopWith(birthday).at('2026-04-30T00:00:10Z');
    await world.ingest(born('c-1'));
    const customer = await customerOf(world);
    const enter = (year: number) => {
      world.at(`${year}-04-30T00:00:10Z`);
      const entry = { customer, at: `${year}-04-30T10:00:00Z`, id: `on-${year}-04-30` };
      return world.startEntry({ journey: 'birthday', entry });
    };
    expect(await enter(2026)).toBe('started');
    expect(await enter(2027)).toBe('already-in');
    const history = await world.stores.customers.load(customer);
    const [run] = history?.stored.runs ?? [];
    if (run) await world.stores.runs.change(run, (standing) => ({ ...standing, ended: over }));
    expect(await enter(2028)).toBe('started');
  });

  it('comes once in 300 days at most, whatever becomes of the date', async () => {
    const world = shopWith(birthday);
    await world.at('2026-04-30T00:00:10Z').ingest(born('c-1'));
    const customer = await customerOf(world);
    const enter = async (at: string) => {
      const answer = await world.at(at).startEntry({ journey: 'birthday', entry: { customer, at, id: at } });
      const run = (await world.stores.customers.load(customer))?.stored.runs[0];
      if (answer === 'started' && run) await world.stores.runs.change(run, (one) => ({ ...one, ended: over }));
      return answer;
    };
    expect(await enter('2026-04-30T10:00:00Z')).toBe('started');
    expect(await enter('2026-05-03T10:00:00Z')).toBe('already-in');
    expect(await enter('2027-02-24T09:59:59Z')).toBe('already-in');
    expect(await enter('2027-02-24T10:00:00Z')).toBe('started');
  });

  it('is sent once a year when two customers who both had it turn out to be one', async () => {
    const world = shopWith({ ...birthday, journey: 'cart-journey' });
    const [guest, account] = [
      { anonymousId: 'browser-1', email: 'a@example.com' },
      { id: 'c-1', email: 'b@example.com' },
    ];
    for (const [customer, at] of [
      [guest, '2026-03-08T10:00:00Z'],
      [account, '2026-06-10T10:00:00Z'],
    ] as const) {
      await world.at(at).ingest(busEvent('customer.created', at, { customer }));
      const [identity] = await world.stores.identities.find({ email: customer.email });
      await world.startEntry({ journey: 'cart-journey', entry: { customer: identity?.owner ?? '', at, id: at } });
    }
    const [first, second] = world.started.map(({ input }) => input);
    if (first === undefined || second === undefined) throw new Error('two were let in');
    await world.at('2026-03-08T10:00:00Z').deliver(first, { id: 'reminder' });
    await world.at('2026-06-10T09:00:00Z').ingest(
      busEvent('customer.updated', '2026-06-10T10:00:30Z', {
        customer: { id: 'c-1', email: 'a@example.com', verified: ['email'] },
      }),
    );
    await world.at('2026-06-10T10:01:00Z').deliver(second, { id: 'reminder' });
    expect(world.sent.map(({ at }) => at)).toEqual([Date.parse('2026-03-08T10:00:00Z')]);
    const line = (await world.ledger(second)).find(({ run }) => run === second.run);
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'superseded' });
  });

  it('of somebody who is in no table, or into no journey, is an error that says so', async () => {
    const entry = { customer: 'nobody', at: '2026-04-30T10:00:00Z', id: 'x' };
    const world = shopWith(birthday);
    await expect(world.startEntry({ journey: 'birthday', entry })).rejects.toThrow(
      'a customer who is not in the table',
    );
    await expect(world.startEntry({ journey: 'brithday', entry })).rejects.toThrow('no journey "brithday"');
  });

  it('that comes too late is refused, on record', async () => {
    const world = shopWith(birthday).at('2026-05-10T00:00:00Z');
    await world.ingest(born('c-1'));
    const entry = { customer: await customerOf(world), at: '2026-04-30T10:00:00Z', id: 'on-2026-04-30' };
    expect(await world.startEntry({ journey: 'birthday', entry })).toBe('refused');
    expect(world.started).toEqual([]);
  });
});

const over = { at: 0, why: 'completed', reason: 'all steps done' } as const;

describe('an audience', () => {
  const only = (condition: Record<string, unknown>): JourneyRules => ({
    ...journeys['order-journey'],
    ...rest,
    journey: 'order-journey',
    starts: { on: 'order.placed', oncePer: 'order', againAfter: null, if: condition },
  });
  const order = busEvent('order.placed', '2026-03-02T10:00:00Z');

  it('keeps everybody else out, and nothing is written', async () => {
    const world = shopWith(only({ orders: { count: [2] } })).at('2026-03-02T10:00:05Z');
    expect(await world.start('order-journey', order)).toBe('not-in-audience');
    expect(world.started).toEqual([]);
    expect((await world.stores.customers.load(await customerOf(world)))?.runs).toEqual([]);
  });

  it('does not put out who was let in, when the same event comes again', async () => {
    const world = shopWith(only({ orders: { count: [1] } })).at('2026-03-02T10:00:05Z');
    expect(await world.start('order-journey', order)).toBe('started');
    await world.ingest(busEvent('order.placed', '2026-03-02T11:00:00Z', { order: { id: 'o-2', lines: [], ...usd } }));
    expect(await world.start('order-journey', order)).toBe('started');
  });

  it('is asked again before every message', async () => {
    const world = shopWith(only({ segments: { loyal: [false] }, orders: { count: [1] } })).at('2026-03-02T10:00:05Z');
    const input = await world.enter('order-journey', order);
    await world.ingest(busEvent('order.placed', '2026-03-02T11:00:00Z', { order: { id: 'o-2', lines: [], ...usd } }));
    world.at('2026-03-02T12:00:00Z');
    await world.deliver({ ...input, next: { until: '2026-03-02T12:00:00Z' } }, { id: 'thanks' });
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason: 'no-longer-matches' }]);
    expect(world.sent).toEqual([]);
  });
});

const usd = { total: { amount: 10, currency: 'USD' } };

describe('a request by hand', () => {
  const request = (name: string) =>
    busEvent('journey.requested', '2026-04-01T10:00:00Z', { journey: { name }, customer: shopper });

  it('lets the customer in at once', async () => {
    const world = shopWith(birthday).at('2026-04-01T10:00:01Z');
    expect(await world.start('birthday', request('birthday'))).toBe('started');
    expect(await world.start('birthday', request('birthday'))).toBe('started');
    expect(new Set(world.started.map(({ name }) => name)).size).toBe(1);
    expect(world.started[0]?.input.next.until).toBe('2026-04-01T10:00:00Z');
  });

  it('is an error where the journey does not allow it, or is not there', async () => {
    const world = shopWith().at('2026-04-01T10:00:01Z');
    await expect(world.start('cart-journey', request('cart-journey'))).rejects.toThrow(
      'Nobody may be let into "cart-journey" by hand: its "starts" do not say "by hand: true".',
    );
    await expect(world.start('birthdya', request('birthdya'))).rejects.toThrow('There is no journey "birthdya"');
    expect(world.started).toEqual([]);
  });
});

describe('an event that brings its customer into a segment', () => {
  const first: JourneyRules = { ...lapsed, starts: { ...lapsed.starts, entering: 'loyal' } };
  const order = (nth: number, more = {}) =>
    busEvent('order.placed', `2026-03-02T1${nth}:00:00Z`, { order: { id: `o-${nth}`, lines: [], ...usd }, ...more });

  it('enrols them, and does not itself end the run that it starts', async () => {
    const world = shopWith(first).at('2026-03-02T13:30:00Z');
    for (const nth of [0, 1]) await world.ingest(order(nth));
    expect(world.enrolled).toEqual([]);
    await world.ingest(order(2));
    expect(world.enrolled).toEqual([
      {
        journey: 'lapsed',
        entry: {
          customer: await customerOf(world),
          at: '2026-03-02T12:00:00Z',
          id: 'order.placed@2026-03-02T12:00:00Z',
        },
      },
    ]);
    expect(await world.startEnrolled()).toEqual(['started']);
  });

  it('does not when it is a test', async () => {
    const world = shopWith(first).at('2026-03-02T13:30:00Z');
    for (const nth of [0, 1, 2]) await world.ingest(order(nth, { test: true }));
    expect(world.enrolled).toEqual([]);
  });
});

describe('the daily sweep', () => {
  const zones = ['Asia/Tokyo', 'America/New_York', 'UTC', 'Pacific/Apia', 'Europe/Berlin'];

  async function fiveBirthdays(): Promise<World> {
    const world = shopWith(birthday).at('2026-04-01T00:00:01Z');
    for (const [index, timeZone] of zones.entries()) {
      await world.ingest(born(`c-${index}`, { timeZone, birthday: '1990-04-30' }));
    }
    await world.ingest(born('c-other', { birthday: '1990-05-15' }));
    return world;
  }

  const times = (world: World) => world.enrolled.map(({ entry }) => entry.at).sort();

  it('lets everybody in at their own time, in each of the two sweeps before it', async () => {
    const world = await fiveBirthdays();
    const east = '2026-04-29T21:00:00Z';
    const west = ['2026-04-30T01:00:00Z', '2026-04-30T08:00:00Z', '2026-04-30T10:00:00Z', '2026-04-30T14:00:00Z'];
    const found: Record<string, string[]> = {};
    for (const day of ['27', '28', '29', '30', '31']) {
      world.enrolled.length = 0;
      await world.sweep(`2026-04-${day}T00:00:00Z`.replace('04-31', '05-01'));
      found[day] = times(world);
    }
    expect(found).toEqual({ 27: [], 28: [east], 29: [east, ...west], 30: west, 31: [] });
    world.enrolled.length = 0;
    await world.sweep('2026-04-29T00:00:00Z');
    expect(new Set(world.enrolled.map(({ entry }) => entry.id))).toEqual(new Set(['on-2026-04-30']));
  });

  it('goes page by page, and finds the same in pages of any size', async () => {
    const world = await fiveBirthdays();
    await world.sweep('2026-04-30T00:00:00Z');
    const whole = times(world);
    for (const size of [1, 3, 7]) {
      world.enrolled.length = 0;
      await world.sweep('2026-04-30T00:00:00Z', size);
      expect(times(world)).toEqual(whole);
    }
  });

  it('that breaks off between two pages is taken up, and what was done twice is done once', async () => {
    const world = await fiveBirthdays();
    const { enrol } = world;
    let calls = 0;
    world.enrol = async (enrolments) => {
      await enrol(enrolments);
      if (++calls === 4) throw new Error('killed');
    };
    await expect(world.sweep('2026-04-30T00:00:00Z', 2)).rejects.toThrow('killed');
    await world.sweep('2026-04-30T00:00:00Z', 2);
    world.at('2026-04-30T00:00:10Z');
    expect(new Set(await world.startEnrolled())).toEqual(new Set(['started']));
    expect(new Set(world.started.map(({ name }) => name)).size).toBe(4);
  });

  it('lets in who came into a segment as time passed, once', async () => {
    const world = shopWith(lapsed).at('2026-03-02T10:00:05Z');
    await world.ingest(busEvent('order.placed', '2026-03-02T10:00:00Z'));
    for (const date of ['2026-05-01', '2026-05-02', '2026-05-03']) await world.sweep(`${date}T00:00:00Z`);
    expect(world.enrolled).toMatchObject([
      { journey: 'lapsed', entry: { at: '2026-05-02T00:00:00Z', id: 'sweep-2026-05-02T00:00:00Z' } },
    ]);
  });

  it('knows all orders of a customer, wherever a page ends', async () => {
    const world = shopWith(lapsed).at('2026-03-20T10:00:05Z');
    const buys = (id: string, order: string, at: string) =>
      world.ingest(
        busEvent('order.placed', at, {
          customer: { id },
          order: { id: order, total: { amount: 24, currency: 'USD' }, lines: [] },
        }),
      );
    await buys('gone', 'o-1', '2026-03-01T10:00:00Z');
    await buys('gone', 'o-2', '2026-03-02T10:00:00Z');
    await buys('regular', 'o-3', '2026-03-02T10:00:00Z');
    await buys('regular', 'o-4', '2026-03-20T10:00:00Z');
    for (const size of [1, 2, 3, 4, 5, undefined]) {
      world.enrolled.length = 0;
      await world.sweep('2026-05-02T00:00:00Z', size);
      expect(world.enrolled).toHaveLength(1);
    }
  });

  it('passes over customers who turned out to be somebody else', async () => {
    const world = shopWith(birthday).at('2026-04-01T00:00:01Z');
    const details = { birthday: '1990-04-30' };
    await world.ingest(
      busEvent('customer.updated', '2026-03-01T00:00:00Z', { customer: { anonymousId: 'a', ...details } }),
    );
    await world.ingest(busEvent('customer.updated', '2026-03-02T00:00:00Z', { customer: { id: 'c-1', ...details } }));
    await world.ingest(
      busEvent('customer.updated', '2026-03-03T00:00:00Z', { customer: { id: 'c-1', anonymousId: 'a' } }),
    );
    await world.sweep('2026-04-30T00:00:00Z');
    expect(world.enrolled.map(({ entry }) => entry.customer)).toEqual([await customerOf(world)]);
  });

  it('skips and reports a customer whom it cannot decide, and processes all others', async () => {
    const world = await fiveBirthdays();
    const broken = await customerOf(world, 'c-1');
    const unreadable = 19_900_430 as unknown as string; // as no code of ours has written it
    await world.stores.customers.change(broken, (profile) => ({ ...profile, birthday: unreadable }));
    for (const size of [undefined, 1]) {
      world.enrolled.length = 0;
      world.onSkipped.length = 0;
      await world.sweep('2026-04-29T00:00:00Z', size);
      expect(times(world)).toHaveLength(zones.length - 1);
      expect(world.onSkipped).toEqual([broken]);
    }
    expect(world.counted).toContain('SkippedBySweep');
  });

  it('fails as a whole when a service is unavailable, so that the page is retried', async () => {
    const world = shopWith(birthday, lapsed).at('2026-04-01T00:00:01Z');
    for (const id of ['c-1', 'c-2']) await world.ingest(born(id, { birthday: '1990-04-30' }));
    world.stores.customers.load = () => Promise.reject(new RetryableError('busy'));
    await expect(world.sweep('2026-04-29T00:00:00Z', 1)).rejects.toThrow('busy');
    expect(world.onSkipped).toEqual([]);
  });

  it('lets in a customer who is just being joined to another', async () => {
    const world = shopWith(birthday).at('2026-04-01T00:00:01Z');
    const guest = { email: 'g@example.com', birthday: '1990-04-30' };
    await world.ingest(busEvent('customer.updated', '2026-04-01T00:00:00Z', { customer: guest }));
    await world.ingest(busEvent('customer.updated', '2026-04-01T00:00:00Z', { customer: { id: 'c-1' } }));
    const put = world.table.put.bind(world.table);
    world.table.put = async (key, value, rev) => {
      if ((value as { mergedFrom?: unknown }).mergedFrom !== undefined) throw new Error('the function was ended');
      return put(key, value, rev);
    };
    const joining = { id: 'c-1', email: 'g@example.com', verified: ['email'], birthday: '1990-04-30' };
    const event = busEvent('customer.updated', '2026-04-01T00:00:01Z', { customer: joining });
    await expect(world.ingest(event)).rejects.toThrow('the function was ended');
    world.table.put = put;
    await world.sweep('2026-04-29T00:00:00Z');
    expect(new Set(times(world))).toEqual(new Set(['2026-04-30T10:00:00Z']));
  });

  it("uses the store's zone when the customer's cannot be used, and counts that", async () => {
    const world = shopWith(birthday).at('2026-04-01T00:00:01Z');
    await world.ingest(born('c-1', { birthday: '1990-04-30' }));
    await world.stores.customers.change(await customerOf(world), (profile) => ({ ...profile, timeZone: 'JST' }));
    await world.sweep('2026-04-30T00:00:00Z');
    expect(times(world)).toEqual(['2026-04-30T10:00:00Z']);
    expect(world.counted).toEqual(['UnusableTimeZone']);
  });

  it('refuses a message that is no page of a sweep', async () => {
    await expect(new World().sweep('soon')).rejects.toThrow('at');
  });
});
