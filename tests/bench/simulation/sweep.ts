import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { openStores } from '../../../src/engine/open-stores.ts';
import type { SweepPage } from '../../../src/engine/ports.ts';
import { Keys } from '../../../src/secrets/keys.ts';
import { portsOn, type Services, type ShopPorts, shopFunctions, writtenIn } from '../../../src/simulation/functions.ts';
import { MemoryServices } from '../../../src/simulation/memory-services.ts';
import { VirtualClock } from '../../../src/simulation/virtual-clock.ts';
import type { Key, Places, ScanPage, Slice, Stored, Table } from '../../../src/stores/table.ts';
import { shippedNames, shippedPlan } from '../../stories/shipped.ts';
import { type LambdaTimes, type QueueSettings, SimulatedQueue, simulatedClock } from './queue.ts';

/** A shop's customers, and what sweeps them. */
export interface SweptShop {
  readonly customers: number;
  readonly queue: QueueSettings;
  /** Of every so many pages one goes through the real use case; the others take as long. */
  readonly realOneIn: number;
  /** What a whole processor works on a page, milliseconds; it is measured when it is left out. */
  readonly cpu?: number;
}

/** What came of it; times in milliseconds. */
export interface SweepResult {
  readonly time: number;
  readonly pages: number;
  readonly segments: number;
  /** Customers of all pages: each is on one. */
  readonly customers: number;
  readonly cpu: number;
  readonly deepest: number;
  readonly dead: number;
  /** Entries that the real pages found. */
  readonly entries: number;
  readonly realPages: number;
}

export const bytesPerCustomer = 8 * 1024;

/** As many as a page of a megabyte holds. */
const perPage = Math.floor((1024 * 1024) / bytesPerCustomer);

/** A function of 512 MB has 0.29 of a processor. */
const processorShare = 512 / 1769;
const lambda: LambdaTimes = { hop: 25, coldStart: 700 };
/** A page of a megabyte, a customer's history, and handing a message over; milliseconds. */
const latency = { page: 300, query: 10, send: 20 } as const;

const at = '2026-11-27T00:00:00Z';
const ordersOfEach = 3;

/** Sweeps a large shop on a virtual clock. */
export async function simulateSweep(shop: SweptShop): Promise<SweepResult> {
  const time = new VirtualClock(Date.parse(at), simulatedClock);
  const table = new GeneratedTable(shop.customers, (milliseconds) => time.sleep(milliseconds));
  const cpu = shop.cpu ?? (await measureCpu(shop.customers));
  const counted = { pages: 0, realPages: 0, customers: 0, entries: 0, segments: 1 };
  let begun = 0;
  const enrol = async (found: readonly unknown[]) => {
    counted.entries += found.length;
    if (found.length > 0) await time.sleep(latency.send);
  };
  const sweepNext = async (next: SweepPage) => {
    await time.sleep(latency.send);
    counted.segments = Math.max(counted.segments, next.segment?.of ?? 1);
    queue.send(next);
  };
  const ports = sweepPorts(table, { enrol, sweepNext });
  const sweep = async (page: SweepPage): Promise<void> => {
    const slice = { segment: page.segment, from: page.from };
    const begins = page.segment === undefined && page.from === undefined;
    begun += 1;
    if (begins || begun % shop.realOneIn === 0) {
      counted.realPages += 1;
      await shopFunctions['sweep-customers'](page, ports);
    } else {
      await time.sleep(latency.page + latency.query);
      const { next } = table.pageAt(slice);
      if (next) await sweepNext({ ...page, from: next });
    }
    counted.pages += 1;
    counted.customers += begins && counted.segments > 1 ? 0 : table.pageAt(slice).customers.length;
    await time.sleep(cpu / processorShare);
  };
  const queue = new SimulatedQueue<SweepPage>(time, shop.queue, lambda, async (pages) => {
    for (const page of pages) await sweep(page);
    return new Set();
  });
  queue.send({ at });
  await time.runToEnd();
  const { deepest, dead } = queue;
  return { ...counted, time: time.now - Date.parse(at), cpu, deepest, dead };
}

function sweepPorts(table: Table, services: Partial<Services>): ShopPorts {
  const keys = new Keys('a-secret-of-at-least-thirty-two-characters');
  const clock = () => Date.parse(at); // a sweep goes by its own time
  const memory = new MemoryServices(clock).asPorts(async () => {});
  const written = writtenIn(shippedPlan(shippedNames), keys, clock);
  return portsOn(openStores(table, keys), written, { ...memory, skipped: failed, ...services });
}

function failed(customer: string, error: unknown): void {
  throw new Error(`${customer} could not be decided.`, { cause: error });
}

const measuredPages = 60;

/** What this machine's processor works on a page: reading the answer, and deciding about everybody. Milliseconds. */
async function measureCpu(customers: number): Promise<number> {
  const table = new GeneratedTable(customers, async () => {});
  const waiting: SweepPage[] = [];
  const sweepNext = async (following: SweepPage) => void waiting.push(following);
  const ports = sweepPorts(table, { enrol: async () => {}, sweepNext });
  const sweepPages = async (count: number) => {
    waiting.push({ at, segment: { index: 0, of: 1 } });
    for (let page = 0; page < count; page += 1) await shopFunctions['sweep-customers'](waiting.shift(), ports);
    waiting.length = 0;
  };
  await sweepPages(measuredPages / 2); // until the code is compiled
  table.made = 0;
  const before = usedCpu();
  await sweepPages(measuredPages);
  return (usedCpu() - before - table.made) / measuredPages;
}

/** What this process has used of a processor so far, milliseconds. */
function usedCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * A table of customers that are made up when they are read: each with a profile, three orders, and other items that a
 * sweep passes over, 8 KB in all. The edge of a page goes through a customer.
 */
class GeneratedTable implements Table {
  /** Milliseconds of the processor that were spent on making pages up, which a real table is not paid for. */
  made = 0;
  readonly #customers: number;
  readonly #wait: (milliseconds: number) => Promise<void>;

  constructor(customers: number, wait: (milliseconds: number) => Promise<void>) {
    this.#customers = customers;
    this.#wait = wait;
  }

  async size(): Promise<number> {
    return this.#customers * bytesPerCustomer;
  }

  /** Which customers begin on a page, and where the next one begins. */
  pageAt({ segment = { index: 0, of: 1 }, from }: Slice): { customers: number[]; next?: Key } {
    const first = from === undefined ? segment.index : Number(from.pk.slice(2)) + segment.of;
    const customers: number[] = [];
    for (let index = first; index < this.#customers && customers.length < perPage; index += segment.of) {
      customers.push(index);
    }
    const last = customers.at(-1);
    if (last === undefined || last + segment.of >= this.#customers) return { customers };
    return { customers, next: { pk: partition(last), sk: orderPlace(0) } };
  }

  async scan(_places: Places, slice: Slice = {}): Promise<ScanPage> {
    await this.#wait(latency.page);
    const begun = usedCpu();
    const { customers, next } = this.pageAt(slice);
    const left = slice.from === undefined ? [] : itemsOf(Number(slice.from.pk.slice(2))).slice(2);
    const whole = customers.flatMap(itemsOf);
    const items = [...left, ...(next ? whole.slice(0, -2) : whole)];
    const wire = JSON.stringify(items.map((item) => marshall(item)));
    this.made += usedCpu() - begun;
    const read = (JSON.parse(wire) as Parameters<typeof unmarshall>[0][]).map((item) => unmarshall(item));
    return { items: read as Stored<unknown>[], ...(next && { next }) }; // as they were marshalled
  }

  async range(pk: string, from: string, to: string): Promise<Stored<unknown>[]> {
    await this.#wait(latency.query);
    return itemsOf(Number(pk.slice(2))).filter(({ sk }) => sk >= from && sk <= to);
  }

  get = () => refuse();
  getMany = () => refuse();
  put = () => refuse();
  delete = () => refuse();
  takePlace = () => refuse();
  giveBackPlace = () => refuse();
}

function refuse(): never {
  throw new Error('A sweep asks for pages and histories, and writes nothing.');
}

const partition = (index: number) => `C#${index}`;
const orderPlace = (nth: number) => `3#fact#order#${nth}`;
const day = 86_400_000;

/** What a sweep reads of a customer. Birthdays and orders are spread over the year. */
function itemsOf(index: number): Stored<unknown>[] {
  const pk = partition(index);
  const birthday = new Date(Date.UTC(1990, 0, 1) + (index % 365) * day).toISOString().slice(0, 10);
  const identities = { id: `c-${index}`, email: `customer-${index}@example.com` };
  const told = { name: 'Aiko Tanaka', locale: 'ja', country: 'JP', timeZone: 'Asia/Tokyo', birthday };
  const said = Object.fromEntries(
    Object.keys({ ...told, ...identities }).map((field) => [field, Date.UTC(2026, 0, 1)]),
  );
  const profile = { customer: String(index), identities, ...told, consent: {}, said, claims: {} };
  const orders = Array.from({ length: ordersOfEach }, (_, nth) => {
    const placedAt = Date.parse(at) - (index % 400) * day - nth * 40 * day;
    const price = { minor: 4800, currency: 'JPY' };
    const lines = [1, 2].map((line) => ({
      productId: `p-${line}`,
      title: `Product ${line} ${'x'.repeat(60)}`,
      quantity: 1,
      price,
    }));
    const value = { kind: 'order', id: String(nth), placedAt, toldAt: placedAt, total: price, lines, refunds: {} };
    return { pk, sk: orderPlace(nth), value, rev: 3 };
  });
  return [{ pk, sk: '1#profile', value: profile, rev: 7 }, ...orders];
}
