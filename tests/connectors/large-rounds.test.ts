import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { hour, minute, second } from '../../src/commerce/values/time-units.ts';
import { exampleNotices } from '../../src/connectors/ec-cube/example.ts';
import { exampleOrder } from '../../src/connectors/woocommerce/example.ts';
import { domain, Rounds, start, withToken } from './hourly-rounds.ts';

/** How long a request of a platform takes, and a request of the queue; milliseconds. */
const [answering, queueing] = [400, 30];

/** Changes of orders at equal distances, up to when the rounds begin. Each page is computed, a kilobyte an order long. */
class ChangedShop {
  readonly count: number;
  readonly #step: number;
  readonly #first: number;
  constructor(count: number, during: number) {
    this.count = count;
    this.#step = during / count;
    this.#first = start - during;
  }

  at(nth: number): number {
    return this.#first + Math.floor((nth * this.#step) / second) * second;
  }

  /** The numbers of the changes from a time on, until another. */
  between(from: number, to = Number.POSITIVE_INFINITY): [first: number, end: number] {
    const firstAt = (time: number) => {
      let nth = Math.max(0, Math.min(this.count, Math.floor((time - this.#first) / this.#step) - 1));
      while (nth < this.count && this.at(nth) < time) nth += 1;
      return nth;
    };
    return [firstAt(from), to === Number.POSITIVE_INFINITY ? this.count : firstAt(to)];
  }

  page<Order>(first: number, end: number, size: number, orderOf: (nth: number) => Order): Order[] {
    return Array.from({ length: Math.max(0, Math.min(size, end - first)) }, (_, nth) => orderOf(first + nth));
  }
}

type Platform = (shop: ChangedShop) => (to: string, init?: RequestInit) => Response;

const note = () => 'x'.repeat(1000);
const iso = (time: number) => new Date(time).toISOString();
const questionIn = (init?: RequestInit) => JSON.parse(String(init?.body));

/** What each platform answers that can be asked, as it pages. */
const platforms: Readonly<Record<string, Platform>> = {
  shopify: (shop) =>
    withToken((to) => {
      const query = new URL(to).searchParams;
      const [since] = shop.between(Date.parse(query.get('updated_at_min') ?? ''));
      const first = Number(query.get('page_info') ?? since);
      const orders = shop.page(first, shop.count, 250, (nth) => ({
        note: note(),
        id: nth,
        updated_at: iso(shop.at(nth)),
      }));
      const link = `<https://${domain}/orders.json?page_info=${first + 250}>; rel="next"`;
      return Response.json({ orders }, { headers: first + 250 < shop.count ? { link } : {} });
    }),
  woocommerce: (shop) => (to) => {
    const query = new URL(to).searchParams;
    const time = (name: string) => (query.has(name) ? Date.parse(`${query.get(name)}Z`) : undefined);
    const [first, end] = shop.between((time('modified_after') ?? 0) + 1, time('modified_before'));
    const orderOf = (nth: number) => ({
      ...exampleOrder,
      note: note(),
      id: nth,
      date_modified_gmt: iso(shop.at(nth)).slice(0, 19),
    });
    return Response.json(shop.page(first + (Number(query.get('page')) - 1) * 100, end, 100, orderOf));
  },
  saleor: (shop) => (_to, init) => {
    const { since, after } = questionIn(init).variables;
    const first = after === undefined ? shop.between(Date.parse(since))[0] : Number(after);
    const edges = shop.page(first, shop.count, 100, (nth) => ({
      node: { note: note(), id: String(nth), updatedAt: iso(shop.at(nth)) },
    }));
    const pageInfo = { hasNextPage: first + 100 < shop.count, endCursor: String(first + 100) };
    return Response.json({ data: { orders: { edges, pageInfo } } });
  },
  'ec-cube': (shop) =>
    withToken((_to, init) => {
      const { query, variables } = questionIn(init);
      if (query.includes('customers('))
        return Response.json({ data: { customers: { nodes: [], pageInfo: { hasNextPage: false } } } });
      const until = variables.until === undefined ? undefined : Date.parse(variables.until);
      const [first, end] = shop.between(Date.parse(variables.since), until);
      const from = first + (variables.page - 1) * 100;
      const [{ data }] = exampleNotices;
      const nodes = shop.page(from, end, 100, (nth) => ({
        ...data,
        note: note(),
        id: String(nth),
        update_date: iso(shop.at(nth)),
      }));
      return Response.json({ data: { orders: { nodes, pageInfo: { hasNextPage: from + 100 < end } } } });
    }),
};

/** The number of the order in a delivery of any platform. */
function numberIn(body: unknown): number {
  const [notice] = Array.isArray(body) ? body : [];
  return Number(notice?.id ?? Object(body).order?.id ?? Object(body).id);
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Megabytes that are in use after everything else is thrown away. */
function megabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
}

describe('rounds after an outage, with more changes than one of them can queue', () => {
  it.each([
    ['shopify', 105_000, 20 * hour],
    ['woocommerce', 60_000, 20 * hour],
    ['saleor', 60_000, 20 * hour],
    ['ec-cube', 60_000, 20 * hour],
    ['woocommerce', 55_000, 10 * minute], // as when an import touches them
  ])(
    'tell all of %s, %i within %i ms, each going on where the last one stopped, in the same memory',
    async (...story) => {
      const [name, count, during] = story;
      const shop = new ChangedShop(count, during);
      const answer = platforms[name]?.(shop);
      const rounds = new Rounds(name, (to, init) => {
        rounds.now += answering;
        return answer?.(to, init) ?? Response.error();
      });
      const times = new Uint8Array(count);
      const take = () => {
        for (const { body } of rounds.queue.splice(0)) times[numberIn(body)] = (times[numberIn(body)] ?? 0) + 1;
      };
      const before = megabytes();
      let [batches, mostHeld] = [0, 0];
      rounds.onQueue = () => {
        rounds.now += queueing;
        take();
        batches += 1;
        if (batches % 1000 === 0) mostHeld = Math.max(mostHeld, megabytes() - before);
      };
      await rounds.upkeep.changeTimes(name, () => ({ longestGap: 0, reconciledTo: start - during }));
      const [took, places]: [number[], number[]] = [[], []];
      do {
        const began = rounds.now;
        await rounds.go(1);
        took.push(rounds.now - hour - began);
        places.push(Date.parse((await rounds.reconciledTo()) ?? ''));
      } while (rounds.warnings.length === took.length && took.length < 20);
      take();
      expect(times.indexOf(0)).toBe(-1); // none is lost
      expect(took.length).toBeGreaterThan(1);
      expect(Math.max(...took)).toBeLessThan(5 * minute - 10 * second);
      expect(places).toEqual([...new Set(places)].toSorted((one, other) => one - other));
      // what is told again, the second on which two spans meet, becomes no second event
      expect(times.filter((often) => often > 2)).toHaveLength(0);
      expect(times.filter((often) => often > 1).length).toBeLessThan(count / 10);
      expect(mostHeld).toBeLessThan(25);
    },
  );
});
