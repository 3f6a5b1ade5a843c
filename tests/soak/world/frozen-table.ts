import type { Key, Places, ScanPage, Stored, Table } from '../../../src/stores/table.ts';

/** The items of one partition, by place and in order of place. */
interface Partition {
  readonly items: Map<string, Stored<unknown>>;
  places: string[];
  sorted: boolean;
}

/**
 * The table in memory that keeps frozen objects: an item is copied once, when it is written, and every reader has the same
 * one. Whoever changes what was read meets a TypeError, and whoever keeps what was written cannot change the item.
 */
export class FrozenTable implements Table {
  readonly #partitions = new Map<string, Partition>();

  async get({ pk, sk }: Key): Promise<Stored<unknown> | undefined> {
    return this.#partitions.get(pk)?.items.get(sk);
  }

  async getMany(keys: readonly Key[]): Promise<Stored<unknown>[]> {
    return keys.flatMap(({ pk, sk }) => this.#partitions.get(pk)?.items.get(sk) ?? []);
  }

  async range(pk: string, from: string, to: string): Promise<Stored<unknown>[]> {
    const partition = this.#partitions.get(pk);
    if (partition === undefined) return [];
    const places = inOrder(partition);
    const found: Stored<unknown>[] = [];
    for (let index = firstAt(places, from); index < places.length; index += 1) {
      const place = places[index];
      if (place === undefined || place > to) break;
      const item = partition.items.get(place);
      if (item !== undefined) found.push(item);
    }
    return found;
  }

  async scan({ sk, prefix }: Places, from?: Key, limit = Number.POSITIVE_INFINITY): Promise<ScanPage> {
    const items: Stored<unknown>[] = [];
    let last: Key | undefined;
    let read = 0;
    for (const item of this.#after(from)) {
      if (read === limit && last !== undefined) return { items, next: last };
      read += 1;
      last = { pk: item.pk, sk: item.sk };
      if (item.sk === sk || item.sk.startsWith(prefix)) items.push(item);
    }
    return { items };
  }

  async put({ pk, sk }: Key, value: unknown, rev: number): Promise<number | undefined> {
    const partition = this.#partitions.get(pk) ?? this.#open(pk);
    if ((partition.items.get(sk)?.rev ?? 0) !== rev) return undefined;
    if (rev === 0) {
      partition.sorted = partition.places.length === 0 || (partition.sorted && (partition.places.at(-1) ?? '') < sk);
      partition.places.push(sk);
    }
    partition.items.set(sk, Object.freeze({ pk, sk, value: frozenCopy(value), rev: rev + 1 }));
    return rev + 1;
  }

  #open(pk: string): Partition {
    const partition: Partition = { items: new Map(), places: [], sorted: true };
    this.#partitions.set(pk, partition);
    return partition;
  }

  /** The items behind the key; all of them without one. Partitions are in the order of their first write. */
  *#after(from: Key | undefined): Generator<Stored<unknown>> {
    let reached = from === undefined;
    for (const [pk, partition] of this.#partitions) {
      if (!reached && pk !== from?.pk) continue;
      for (const place of inOrder(partition)) {
        const item = partition.items.get(place);
        if (item !== undefined && (reached || place > (from?.sk ?? ''))) yield item;
      }
      reached = true;
    }
  }
}

function inOrder(partition: Partition): readonly string[] {
  if (!partition.sorted) partition.places.sort();
  partition.sorted = true;
  return partition.places;
}

/** The index of the first place that is not before `from`. */
function firstAt(places: readonly string[], from: string): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? '') < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A deep copy of what JSON would keep, frozen. What JSON cannot keep as it is (a function, a date, NaN) is refused, because
 * DynamoDB would not give it back.
 */
export function frozenCopy<T>(value: T): T;
export function frozenCopy(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'object' && copies.has(value)) return value;
  if (Array.isArray(value)) return kept(value.map(frozenCopy));
  if (typeof value === 'object' && isPlain(value)) {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const inner: unknown = (value as Readonly<Record<string, unknown>>)[key]; // its own key
      if (inner !== undefined) copy[key] = frozenCopy(inner);
    }
    return kept(copy);
  }
  throw new TypeError(`The table cannot keep ${typeof value} ${String(value)}.`);
}

/** What was copied before, and frozen all through: it is kept as it is when it is written again. */
const copies = new WeakSet<object>();

function kept(copy: object): object {
  copies.add(copy);
  return Object.freeze(copy);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
