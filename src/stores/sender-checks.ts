import type { DnsRecords } from '../policy/sender/facts.ts';
import { senderCheckKey } from './item-keys.ts';
import type { Stored, Table } from './table.ts';

/** What the last check of the sender found. */
export interface SenderCheck {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Up to when SES's list of closed addresses has been read; epoch milliseconds. Checks before knew no other time than `at`. */
  readonly listedUntil?: number;
  /** The DNS records then, or when name servers last answered. */
  readonly records: DnsRecords;
  /** The names of the troubles then, with those of which nothing was learnt since. */
  readonly troubles?: readonly string[];
  /** When the staff was last told; epoch milliseconds. */
  readonly reportedAt?: number;
  /** True if the sender was being warmed up. */
  readonly warming?: boolean;
}

/** What is known of the last check, with the revision that a change must name: 0 before the first one. */
export type LastCheck = Partial<SenderCheck> & { readonly rev: number };

/** The memory of the daily check, by which it tells what has changed. One item. */
export class SenderChecks {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async last(): Promise<LastCheck> {
    const item = (await this.#table.get(senderCheckKey)) as Stored<SenderCheck> | undefined; // the key holds the noun
    return item === undefined ? { rev: 0 } : { ...item.value, rev: item.rev };
  }

  /**
   * Remembers a check if the memory is still as it was read.
   * @returns the new revision, or undefined when another check was first
   */
  remember(check: SenderCheck, rev: number): Promise<number | undefined> {
    return this.#table.put(senderCheckKey, check, rev);
  }
}
