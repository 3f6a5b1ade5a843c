import { day } from '../commerce/values/time-units.ts';
import { expires } from './item-keys.ts';
import { nextPlace } from './next-place.ts';
import type { Key, PlaceRequest, Places, Retention, ScanPage, Slice, Stored, Table } from './table.ts';

/** An item, how many bytes it takes, and when it expires; epoch milliseconds. */
interface Item {
  readonly stored: Stored<unknown>;
  readonly bytes: number;
  readonly end: number;
}

/** A partition: its items, and their places in order. */
interface Partition {
  readonly index: number;
  readonly items: Map<string, Item>;
  readonly places: string[];
}

/** As much as DynamoDB reads for a page. */
const pageBytes = 1024 * 1024;

/** The table's twin in memory: for tests, and for replays that need no service. What it hands out cannot be changed. */
export class MemoryTable implements Table {
  readonly #lanes = new Map<string, number>();
  readonly #partitions = new Map<string, Partition>();
  /** In the order in which they came to be, which is the order of scans. */
  readonly #ordered: Partition[] = [];
  readonly #retention: Retention | undefined;
  #bytes = 0;

  /** @param retention without it nothing expires */
  constructor(retention?: Retention) {
    this.#retention = retention;
  }

  async get(key: Key): Promise<Stored<unknown> | undefined> {
    return this.#find(key);
  }

  async getMany(keys: readonly Key[]): Promise<Stored<unknown>[]> {
    if (new Set(keys.map(({ pk, sk }) => `${pk} ${sk}`)).size < keys.length)
      throw new Error('A key is asked for twice: DynamoDB refuses such a batch.');
    return keys.flatMap((key) => this.#find(key) ?? []);
  }

  async range(pk: string, from: string, to: string, limit = Number.POSITIVE_INFINITY): Promise<Stored<unknown>[]> {
    const partition = this.#partitions.get(pk);
    if (partition === undefined) return [];
    const found: Stored<unknown>[] = [];
    for (let at = indexOf(partition.places, from); at < partition.places.length; at += 1) {
      const sk = partition.places[at] ?? '';
      if (sk > to || found.length >= limit) break;
      found.push(...this.#kept(partition.items.get(sk)));
    }
    return found;
  }

  async scan(
    { sk, prefixes }: Places,
    { segment = { index: 0, of: 1 }, from, limit = Number.POSITIVE_INFINITY }: Slice = {},
  ): Promise<ScanPage> {
    const items: Stored<unknown>[] = [];
    let read = 0;
    let bytes = 0;
    let last: Key | undefined;
    for (const item of this.#itemsOf(segment, from)) {
      if (last !== undefined && (read >= limit || bytes >= pageBytes)) return { items, next: last };
      const place = item.stored.sk;
      if (place === sk || prefixes.some((prefix) => place.startsWith(prefix))) items.push(...this.#kept(item));
      last = { pk: item.stored.pk, sk: place };
      read += 1;
      bytes += item.bytes;
    }
    return { items };
  }

  async size(): Promise<number> {
    return this.#bytes;
  }

  async put(key: Key, value: unknown, rev: number, next = rev + 1): Promise<number | undefined> {
    const { pk, sk } = key;
    const item = this.#partitions.get(pk)?.items.get(sk);
    const asRead = rev === 0 ? this.#find(key) === undefined : item?.stored.rev === rev;
    if (!asRead) return undefined;
    const json = JSON.stringify(value);
    const stored = Object.freeze({ pk, sk, value: freeze(JSON.parse(json)), rev: next });
    const end = this.#retention && expires(key) ? this.#retention.clock() + this.#retention.days * day : Infinity;
    const partition = this.#partitions.get(pk) ?? this.#begin(pk);
    if (item === undefined) partition.places.splice(indexOf(partition.places, sk), 0, sk);
    const bytes = Buffer.byteLength(json) + pk.length + sk.length;
    partition.items.set(sk, { stored, bytes, end });
    this.#bytes += bytes - (item?.bytes ?? 0);
    return next;
  }

  async delete({ pk, sk }: Key, rev: number): Promise<boolean> {
    const partition = this.#partitions.get(pk);
    const item = partition?.items.get(sk);
    if (partition === undefined || item === undefined) return true;
    if (item.stored.rev !== rev) return false;
    partition.items.delete(sk);
    partition.places.splice(indexOf(partition.places, sk), 1);
    this.#bytes -= item.bytes;
    return true;
  }

  #begin(pk: string): Partition {
    const partition = { index: this.#ordered.length, items: new Map<string, Item>(), places: [] };
    this.#ordered.push(partition);
    this.#partitions.set(pk, partition);
    return partition;
  }

  #find({ pk, sk }: Key): Stored<unknown> | undefined {
    return this.#kept(this.#partitions.get(pk)?.items.get(sk))[0];
  }

  /** The item, unless there is none or it has expired. */
  #kept(item: Item | undefined): Stored<unknown>[] {
    if (item === undefined || (this.#retention && item.end <= this.#retention.clock())) return [];
    return [item.stored];
  }

  /** The items of a segment behind a key: every so-and-so-many-th partition. */
  *#itemsOf({ index, of }: { readonly index: number; readonly of: number }, from?: Key): Generator<Item> {
    const start = from && this.#partitions.get(from.pk);
    for (let at = start?.index ?? index; at < this.#ordered.length; at += of) {
      const partition = this.#ordered[at];
      if (partition === undefined) return;
      const first = partition === start ? indexOf(partition.places, `${from?.sk}\0`) : 0;
      for (const sk of partition.places.slice(first)) {
        const item = partition.items.get(sk);
        if (item !== undefined) yield item;
      }
    }
  }

  async takePlace({ pk, sk }: Key, request: PlaceRequest): Promise<number | undefined> {
    const place = nextPlace(this.#lanes.get(`${pk} ${sk}`), request);
    if (place >= request.before) return undefined;
    this.#lanes.set(`${pk} ${sk}`, place + request.length);
    return place;
  }

  async giveBackPlace({ pk, sk }: Key, place: number, length: number): Promise<void> {
    if (this.#lanes.get(`${pk} ${sk}`) === place + length) this.#lanes.set(`${pk} ${sk}`, place);
  }
}

/** The index of a place in a sorted list, whether or not it is there. */
function indexOf(places: readonly string[], place: string): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? '') < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
