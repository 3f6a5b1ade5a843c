import { MemoryTable } from '../../src/stores/memory-table.ts';
import type { Key, Stored } from '../../src/stores/table.ts';

/** A source of random numbers that a seed repeats: mulberry32, 32 bits of state. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A table in memory whose every operation waits for its turn, so that writers meet at every await, as a seed has it. */
export class InterleavedTable extends MemoryTable {
  operations = 0;
  #interleaving = false;
  readonly #waiting: (() => void)[] = [];

  override async get(key: Key): Promise<Stored<unknown> | undefined> {
    await this.#turn();
    return super.get(key);
  }

  override async getMany(keys: readonly Key[]): Promise<Stored<unknown>[]> {
    await this.#turn();
    return super.getMany(keys);
  }

  override async range(pk: string, from: string, to: string, limit?: number): Promise<Stored<unknown>[]> {
    await this.#turn();
    return super.range(pk, from, to, limit);
  }

  override async put(key: Key, value: unknown, rev: number, next = rev + 1): Promise<number | undefined> {
    await this.#turn();
    return super.put(key, value, rev, next);
  }

  override async delete(key: Key, rev: number): Promise<boolean> {
    await this.#turn();
    return super.delete(key, rev);
  }

  /** Lets works run side by side: of all operations that wait, chance says which goes on. */
  async together(works: readonly (() => Promise<unknown>)[], random: () => number): Promise<void> {
    this.#interleaving = true;
    let open = works.length;
    const done = works.map((work) =>
      work().finally(() => {
        open -= 1;
      }),
    );
    while (open > 0) {
      await new Promise(setImmediate); // until nobody has anything to do but wait
      const [next] = this.#waiting.splice(Math.floor(random() * this.#waiting.length), 1);
      next?.();
    }
    this.#interleaving = false;
    await Promise.all(done);
  }

  #turn(): Promise<void> {
    this.operations += 1;
    return this.#interleaving ? new Promise((resolve) => void this.#waiting.push(resolve)) : Promise.resolve();
  }
}
