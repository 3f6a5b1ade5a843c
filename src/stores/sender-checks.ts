import type { DnsRecords } from '../policy/sender/facts.ts';
import { senderCheckKey } from './item-keys.ts';
import type { Stored, Table } from './table.ts';

/** What the last check of the sender found. */
export interface SenderCheck {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The DNS records then. */
  readonly records: DnsRecords;
  /** The names of the troubles then. */
  readonly troubles?: readonly string[];
  /** When the staff was last told; epoch milliseconds. */
  readonly reportedAt?: number;
  /** True if the sender was being warmed up. */
  readonly warming?: boolean;
}

/** The memory of the daily check, by which it tells what has changed. One item. */
export class SenderChecks {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** @returns revision 0 before the first check */
  async last(): Promise<Partial<SenderCheck> & { readonly rev: number }> {
    const item = (await this.#table.get(senderCheckKey)) as Stored<SenderCheck> | undefined; // the key holds the noun
    return item === undefined ? { rev: 0 } : { ...item.value, rev: item.rev };
  }

  /** Remembers a check, unless another one was first. */
  async remember(check: SenderCheck, rev: number): Promise<void> {
    await this.#table.put(senderCheckKey, check, rev);
  }
}
