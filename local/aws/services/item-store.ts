import { Readable } from 'node:stream';
import { type Item, type ItemDb, itemSize } from 'dynalite/db/index.js';
import { keepText } from '../json-text.ts';

/** An item as a table holds it: under its sortable key, with its sizes in bytes. */
export interface StoredItem {
  readonly key: string;
  readonly item: Item;
  /** The size that is billed. */
  readonly size: number;
  /** The size that counts against a page's megabyte. */
  readonly pageSize: number;
}

/** The part of the keys that is asked for, as level databases take it. */
export interface KeyRange {
  readonly gt?: string | undefined;
  readonly gte?: string | undefined;
  readonly lt?: string | undefined;
  readonly lte?: string | undefined;
  readonly reverse?: boolean | undefined;
}

/**
 * The items of a table, in the order of their keys: in memory, as objects. dynalite keeps them as JSON, and reads its text
 * again for every item that a request passes; it works on this store all the same, by {@link ItemStore.asLevel}.
 */
export class ItemStore {
  readonly #rangeKey: string | undefined;
  /** By the key's first two parts, which the hash key makes. */
  readonly #partitions = new Map<string, StoredItem[]>();
  #order: string[] = [];
  #isSorted = true;
  size = 0;

  /** @param rangeKey the name of the table's range key */
  constructor(rangeKey: string | undefined) {
    this.#rangeKey = rangeKey;
  }

  get(key: string): StoredItem | undefined {
    const items = this.#partitions.get(partitionOf(key)) ?? [];
    const found = items[placeOf(items, key)];
    return found?.key === key ? found : undefined;
  }

  put(key: string, item: Item): void {
    keepText(item);
    const stored = { key, item, size: itemSize(item), pageSize: itemSize(item, true, true, this.#rangeKey) };
    const items = this.#partition(partitionOf(key));
    const place = placeOf(items, key);
    const isThere = items[place]?.key === key;
    items.splice(place, isThere ? 1 : 0, stored);
    if (!isThere) this.size += 1;
  }

  delete(key: string): void {
    const items = this.#partitions.get(partitionOf(key)) ?? [];
    const place = placeOf(items, key);
    if (items[place]?.key !== key) return;
    items.splice(place, 1);
    this.size -= 1;
  }

  /** The items of one partition from a key on, and up to another one. */
  within(partition: string, from: string, to: string): readonly StoredItem[] {
    const items = this.#partitions.get(partition) ?? [];
    const found: StoredItem[] = [];
    for (let place = placeOf(items, from); place < items.length; place += 1) {
      const stored = items[place];
      if (stored === undefined || stored.key > to) break;
      found.push(stored);
    }
    return found;
  }

  /** The items of a range of keys, in order. */
  *range({ gt, gte, lt, lte, reverse = false }: KeyRange): Generator<StoredItem> {
    const fits = (key: string): boolean =>
      (gt === undefined || key > gt) &&
      (gte === undefined || key >= gte) &&
      (lt === undefined || key < lt) &&
      (lte === undefined || key <= lte);
    const partitions = reverse ? this.#sorted().toReversed() : this.#sorted();
    const [first, last] = [partitionOf(gt ?? gte ?? ''), lt ?? lte];
    for (const partition of partitions) {
      if (partition < first || (last !== undefined && partition > last)) continue;
      const items = this.#partitions.get(partition) ?? [];
      for (const stored of reverse ? items.toReversed() : items) if (fits(stored.key)) yield stored;
    }
  }

  /** The store as dynalite uses a level database. Callbacks are called at once. */
  asLevel(lock: ItemDb['lock']): ItemDb {
    const missing = Object.assign(new Error('There is no such item.'), { name: 'NotFoundError' });
    return {
      lock,
      get: (key, done) => {
        const found = this.get(key)?.item;
        if (found === undefined) done(missing);
        else done(null, found);
      },
      put: (key, item, done) => {
        this.put(key, item);
        done(null);
      },
      del: (key, done) => {
        this.delete(key);
        done(null);
      },
      batch: (operations, done) => {
        for (const { type, key, value } of operations) {
          if (type === 'put' && value !== undefined) this.put(key, value);
          else this.delete(key);
        }
        done(null);
      },
      createKeyStream: (range = {}) => Readable.from([...this.range(range)].map(({ key }) => key)),
      createValueStream: (range = {}) => Readable.from([...this.range(range)].map(({ item }) => item)),
    };
  }

  #partition(name: string): StoredItem[] {
    const known = this.#partitions.get(name);
    if (known !== undefined) return known;
    const items: StoredItem[] = [];
    this.#partitions.set(name, items);
    this.#order.push(name);
    this.#isSorted = false;
    return items;
  }

  #sorted(): readonly string[] {
    if (!this.#isSorted) this.#order.sort();
    this.#isSorted = true;
    return this.#order;
  }
}

/** The part of a key that comes from the hash key: `hash/value/`. */
export function partitionOf(key: string): string {
  return key.slice(0, key.indexOf('/', key.indexOf('/') + 1) + 1);
}

/** The place of the key among items in order, or where it would be. */
function placeOf(items: readonly StoredItem[], key: string): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
