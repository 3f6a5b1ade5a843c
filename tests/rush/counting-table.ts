import { MemoryTable } from '../../src/stores/memory-table.ts';
import type { Key, PlaceRequest, Stored } from '../../src/stores/table.ts';

/** A table in memory that counts what is asked of it. The items of a rush are small: one unit each, and one a customer. */
export class CountingTable extends MemoryTable {
  requests = 0;
  readUnits = 0;
  writeUnits = 0;
  #isInside = false;

  reset(): void {
    this.requests = 0;
    this.readUnits = 0;
    this.writeUnits = 0;
  }

  override get(key: Key): Promise<Stored<unknown> | undefined> {
    return this.#count({ readUnits: 1 }, () => super.get(key));
  }

  override getMany(keys: readonly Key[]): Promise<Stored<unknown>[]> {
    return this.#count({ readUnits: keys.length }, () => super.getMany(keys));
  }

  override range(pk: string, from: string, to: string, limit?: number): Promise<Stored<unknown>[]> {
    return this.#count({ readUnits: 1 }, () => super.range(pk, from, to, limit));
  }

  override put(key: Key, value: unknown, rev: number): Promise<number | undefined> {
    return this.#count({ writeUnits: 1 }, () => super.put(key, value, rev));
  }

  override takePlace(key: Key, asked: PlaceRequest): Promise<number | undefined> {
    return this.#count({ writeUnits: 1 }, () => super.takePlace(key, asked));
  }

  override giveBackPlace(key: Key, place: number, length: number): Promise<void> {
    return this.#count({ writeUnits: 1 }, () => super.giveBackPlace(key, place, length));
  }

  /** Counts a request, and not those by which the table in memory makes it out of smaller ones. */
  #count<Result>(
    { readUnits = 0, writeUnits = 0 }: { readonly readUnits?: number; readonly writeUnits?: number },
    ask: () => Promise<Result>,
  ): Promise<Result> {
    if (this.#isInside) return ask();
    this.requests += 1;
    this.readUnits += readUnits;
    this.writeUnits += writeUnits;
    this.#isInside = true;
    const answer = ask();
    this.#isInside = false;
    return answer;
  }
}
