import type { VirtualClock } from '../../../src/simulation/virtual-clock.ts';
import { MemoryTable } from '../../../src/stores/memory-table.ts';
import type { Key, Stored } from '../../../src/stores/table.ts';

/** What DynamoDB takes for a request from Lambda in the same Region; milliseconds. */
const latency = { read: 4, write: 6 } as const;

/** A table in memory whose requests take their time on a virtual clock, and are counted. */
export class SlowTable extends MemoryTable {
  reads = 0;
  writes = 0;
  /** Writes by the minute. */
  readonly #byMinute = new Map<number, number>();
  readonly #time: VirtualClock;

  constructor(time: VirtualClock) {
    super();
    this.#time = time;
  }

  override async get(key: Key): Promise<Stored<unknown> | undefined> {
    await this.#read();
    return super.get(key);
  }

  override async getMany(keys: readonly Key[]): Promise<Stored<unknown>[]> {
    await this.#read();
    return super.getMany(keys);
  }

  override async range(pk: string, from: string, to: string, limit?: number): Promise<Stored<unknown>[]> {
    await this.#read();
    return super.range(pk, from, to, limit);
  }

  override async put(key: Key, value: unknown, rev: number): Promise<number | undefined> {
    this.writes += 1;
    const minute = Math.floor(this.#time.now / 60_000);
    this.#byMinute.set(minute, (this.#byMinute.get(minute) ?? 0) + 1);
    await this.#time.sleep(latency.write);
    return super.put(key, value, rev);
  }

  /** Writes a second, in the minute that has most of them. */
  get busiest(): number {
    return Math.max(0, ...this.#byMinute.values()) / 60;
  }

  async #read(): Promise<void> {
    this.reads += 1;
    await this.#time.sleep(latency.read);
  }
}
