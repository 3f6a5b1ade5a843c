import type { Fact } from '../model/fact.ts';
import type { Run } from '../model/run.ts';
import type { SettledFact } from '../model/settled.ts';
import { joinSettled, lastOfKind, laterRun } from '../policy/past/copies.ts';
import type { Keys } from '../secrets/keys.ts';
import { untilFirst } from './change.ts';
import { besideOrderKey, closedMark, closedRunKey, factKey, settledKey, twinKey } from './item-keys.ts';
import { revisionAway } from './revisions.ts';
import type { Key, Stored, Table } from './table.ts';

/** Writes what decisions do not read: settled facts, closed runs, and the marks by which they are found. */
export class ArchiveWriter {
  readonly #table: Table;
  readonly #keys: Keys;

  constructor(table: Table, keys: Keys) {
    this.#table = table;
    this.#keys = keys;
  }

  /** Writes the digest of a customer's own archive. @param rev as it was read. False: somebody else was first */
  async saveDigest(customer: string, digest: SettledFact, rev: number): Promise<boolean> {
    return (await this.#table.put(factKey(customer, digest), digest, rev)) !== undefined;
  }

  /** Writes the digest of another archive over the one that was read, unless somebody else was first. */
  async replaceDigest(read: Stored<SettledFact>, digest: SettledFact): Promise<void> {
    await this.#table.put(read, digest, read.rev);
  }

  /** Deletes copies beside an order as they were read. */
  async forget(copies: readonly Stored<Fact>[]): Promise<void> {
    await Promise.all(copies.map((copy) => this.#table.delete(copy, copy.rev)));
  }

  /** Marks an order as put aside by others as well. */
  async markTwin(customer: string, order: string): Promise<void> {
    await this.#table.put(twinKey(customer, order, this.#keys), { order }, 0); // it may be there
  }

  /** Puts what is about an order beside it, before it is not read any more. */
  async putBeside(customer: string, facts: readonly Stored<Fact>[]): Promise<void> {
    const places = new Map<string, { readonly key: Key; readonly value: Fact; readonly times: number }>();
    for (const { value: fact, rev } of facts) {
      const key = besideOrderKey(customer, fact, this.#keys);
      if (key === undefined) continue;
      const known = places.get(key.sk)?.value;
      const times = fact.kind === 'shipment' && fact.deliveredAt === undefined ? revisionAway(rev) : 0; // it has a place of its own
      places.set(key.sk, { key, value: known === undefined ? fact : lastOfKind(known, fact), times });
    }
    const each = [...places.values()];
    await Promise.all(each.map(({ key, value, times }) => putAside(this.#table, key, value, lastOfKind, times)));
  }

  /**
   * Moves a fact away as it was read.
   * @param value what the archive keeps of it
   * @param isAlone whether no other archive may have a copy
   */
  async settle(customer: string, read: Stored<Fact>, value: Fact, isAlone: boolean): Promise<void> {
    const away = revisionAway(read.rev);
    const known = isAlone ? away : 0; // of a copy with another customer it would say nothing
    await putAside(this.#table, settledKey(customer, value, this.#keys), value, joinSettled, known);
    if (away > 0) await this.#arrive(value, customer, away);
    await this.#table.delete(read, read.rev);
  }

  /**
   * Marks an archived parcel that was under way as arrived.
   * @param times how often it was archived: as a rule the revision of its copy beside the order
   */
  async #arrive(fact: Fact, customer: string, times: number): Promise<void> {
    if (fact.kind !== 'shipment' || fact.deliveredAt === undefined) return;
    const key = besideOrderKey(customer, { ...fact, deliveredAt: undefined }, this.#keys);
    if (key === undefined || (await this.#table.delete(key, times))) return;
    const copy = await this.#table.get(key);
    if (copy !== undefined) await this.#table.delete(copy, copy.rev); // whatever it says, it says less
  }

  /** Moves a run away as it was read. */
  async close(customer: string, read: Stored<Run>): Promise<void> {
    const isPut = await this.putClosed(customer, { ...read.value, closedAs: read.rev });
    if (isPut) await this.#table.delete(read, read.rev);
  }

  /** Puts a run where runs stand that are not read any more, with its mark. False: it has no run's id. */
  async putClosed(customer: string, run: Run): Promise<boolean> {
    const key = closedRunKey(customer, run.id);
    if (key === undefined) return false;
    await this.#table.put(closedMark(customer, run.subject, key, this.#keys), {}, 0); // it may be there
    await putAside(this.#table, key, run, laterRun);
    return true;
  }
}

/**
 * Puts a copy in its place, over an earlier copy.
 * @param rev the revision of the earlier copy that the value was made of; 0 when it was made of none
 */
async function putAside<T>(table: Table, key: Key, value: T, over: (known: T, value: T) => T, rev = 0): Promise<void> {
  if ((await table.put(key, value, rev)) !== undefined) return;
  if (rev !== 0 && (await table.put(key, value, 0)) !== undefined) return; // that copy has expired
  await untilFirst(mostTries, 'What is put aside changed eight times meanwhile.', async () => {
    const known = await table.get(key); // none: the copy has expired since
    const both = known === undefined ? value : over(known.value as T, value); // the key holds the noun
    return table.put(key, both, known?.rev ?? 0);
  });
}

const mostTries = 8;
