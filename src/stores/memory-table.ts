import type { Key, Places, ScanPage, Stored, Table } from './table.ts';

/** The table's twin in memory: for tests, and for replays that need no service. */
export class MemoryTable implements Table {
  readonly #partitions = new Map<string, Map<string, { json: string; rev: number }>>();

  async get({ pk, sk }: Key): Promise<Stored<unknown> | undefined> {
    const item = this.#partitions.get(pk)?.get(sk);
    return item && { pk, sk, value: JSON.parse(item.json), rev: item.rev };
  }

  async getMany(keys: readonly Key[]): Promise<Stored<unknown>[]> {
    const items = await Promise.all(keys.map((key) => this.get(key)));
    return items.filter((item) => item !== undefined);
  }

  async range(pk: string, from: string, to: string): Promise<Stored<unknown>[]> {
    const places = [...(this.#partitions.get(pk)?.keys() ?? [])].filter((sk) => sk >= from && sk <= to).sort();
    return this.getMany(places.map((sk) => ({ pk, sk })));
  }

  async scan({ sk, prefix }: Places, from?: Key, limit = Number.POSITIVE_INFINITY): Promise<ScanPage> {
    const keys = [...this.#partitions].flatMap(([pk, items]) => [...items.keys()].map((place) => ({ pk, sk: place })));
    const start = from ? keys.findIndex((key) => key.pk === from.pk && key.sk === from.sk) + 1 : 0;
    const page = keys.slice(start, start + limit);
    const items = await this.getMany(page.filter((key) => key.sk === sk || key.sk.startsWith(prefix)));
    const last = page.at(-1);
    return start + page.length < keys.length && last ? { items, next: last } : { items };
  }

  async put({ pk, sk }: Key, value: unknown, rev: number): Promise<number | undefined> {
    const partition = this.#partitions.get(pk) ?? new Map<string, { json: string; rev: number }>();
    if ((partition.get(sk)?.rev ?? 0) !== rev) return undefined;
    this.#partitions.set(pk, partition.set(sk, { json: JSON.stringify(value), rev: rev + 1 }));
    return rev + 1;
  }

  async delete({ pk, sk }: Key, rev: number): Promise<boolean> {
    const partition = this.#partitions.get(pk);
    const item = partition?.get(sk);
    if (item !== undefined && item.rev !== rev) return false;
    partition?.delete(sk);
    return true;
  }
}
