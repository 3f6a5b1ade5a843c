import { change } from './change.ts';
import { connectorLeaseKey, connectorTimesKey } from './item-keys.ts';
import type { Key, Stored, Table } from './table.ts';

/**
 * The hours of the week in which something was delivered in the last weeks, as 168 digits 0 or 1: those since a time, and those of
 * the weeks before it. An hour of the week is counted in UTC, from the one in which the epoch began.
 */
export interface UsualWeek {
  /** Since when it is noted at all; epoch milliseconds, as `since`. */
  readonly firstAt: number;
  readonly since: number;
  readonly hours: string;
  readonly before: string;
  /** The most usual hours in a row that passed without a delivery: since then, and in the weeks before. */
  readonly missed: number;
  readonly missedBefore: number;
}

/** When a connector delivered; epoch milliseconds. */
export interface ConnectorTimes {
  /** Undefined: it never did. */
  readonly lastAt?: number;
  /** The longest pause between two deliveries of the last weeks; milliseconds. */
  readonly longestGap: number;
  /** What the longest pause comes from: the longest one since a time, and of the weeks before it. */
  readonly gaps?: { readonly since: number; readonly longest: number; readonly before: number };
  /** The hours of the week at which it usually delivers. Undefined: of a version that did not note them. */
  readonly week?: UsualWeek;
  /** Up to when the platform was asked what changed. */
  readonly reconciledTo?: number;
}

/** What is kept of a connector as a whole: its times; and leases. No key is made of any secret. */
export class ConnectorUpkeep {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** When a connector delivered; undefined when it never did. */
  async times(connector: string): Promise<ConnectorTimes | undefined> {
    const item = (await this.#table.get(connectorTimesKey(connector))) as Stored<ConnectorTimes> | undefined; // only written below
    return item?.value;
  }

  /**
   * Changes a connector's times by a conditional write.
   * @param apply gives undefined when they stay as they are
   * @throws RetryableError when somebody else is first each time
   */
  async changeTimes(
    connector: string,
    apply: (before: ConnectorTimes | undefined) => ConnectorTimes | undefined,
  ): Promise<void> {
    const key = connectorTimesKey(connector);
    const read = (await this.#table.get(key)) as Stored<ConnectorTimes> | undefined; // only written here
    await change<ConnectorTimes>(this.#table, key, read, (before) => apply(before?.value), { noun: 'A connector' });
  }

  /**
   * Takes a lease: the right to do something alone.
   * @param name what it is for: `tokens`
   * @returns what gives it back, or undefined when somebody else has it
   */
  async lease(name: string, now: number, milliseconds: number): Promise<(() => Promise<void>) | undefined> {
    const key: Key = connectorLeaseKey(name);
    const read = (await this.#table.get(key)) as Stored<{ readonly until: number }> | undefined; // only written here
    if (read !== undefined && read.value.until > now) return undefined;
    const rev = await this.#table.put(key, { until: now + milliseconds }, read?.rev ?? 0);
    if (rev === undefined) return undefined;
    return async () => {
      await this.#table.put(key, { until: now }, rev).catch(() => undefined); // it ends by itself
    };
  }
}
