import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { StoreEvent } from '../commerce/events.ts';
import type { Fact } from '../model/fact.ts';
import { factOf, foldFact } from '../policy/past/fold-fact.ts';
import { joinFacts } from '../policy/past/join-facts.ts';
import type { Keys } from '../secrets/keys.ts';
import { change } from './change.ts';
import { factKey, isSettledPlace, settledKey } from './item-keys.ts';
import { revisionsAfter } from './revisions.ts';
import type { Stored, Table } from './table.ts';

/** The facts of customers: orders, carts, checkouts, shipments and reviews, each under its own id. */
export class Facts {
  readonly #table: Table;
  readonly #keys: Keys;

  constructor(table: Table, keys: Keys) {
    this.#table = table;
    this.#keys = keys;
  }

  /**
   * Folds an event into its fact.
   * @param known the customer's facts as last read, with this one even if it is settled: it is read again from now on
   * @returns true if `known` is out of date now: by this event, or because another delivery of it was first
   * @throws RetryableError when others are first eight times
   */
  async record(customer: string, event: StoreEvent, known: readonly Stored<Fact>[]): Promise<boolean> {
    const named = factOf(event);
    if (named === undefined) return false;
    const before = known.find(({ value }) => value.kind === named.kind && value.id === named.id);
    return this.#fold(customer, named, before, (fact) => foldFact(fact, event));
  }

  /**
   * Joins a fact that is read with its settled copies: others may have settled it before an event that had not found it
   * wrote it again.
   * @param archives the customers with whom it may have been settled
   * @returns true if it changed
   */
  async unite(customer: string, of: Pick<Fact, 'kind' | 'id'>, archives: readonly string[]): Promise<boolean> {
    const places = archives.map((archive) => settledKey(archive, of, this.#keys));
    const settled = (await this.#table.getMany(places)) as Stored<Fact>[]; // the keys hold the kind
    if (settled.length === 0) return false;
    const read = (await this.#table.get(factKey(customer, of))) as Stored<Fact> | undefined; // the key holds the kind
    if (read === undefined) return false;
    const all = (fact: Fact) => settled.reduce((known, { value }) => joinFacts(known, value), fact);
    return this.#fold(customer, of, read, (fact) => fact && all(fact));
  }

  /**
   * Copies a fact to the customer that its owner was merged into.
   * @param archives the customers with whom it may have been settled
   */
  async adopt(customer: string, fact: Fact, archives: readonly string[] = [customer]): Promise<void> {
    const known = await this.#find(customer, fact);
    await this.#fold(customer, fact, known, (mine) => (mine === undefined ? fact : joinFacts(mine, fact)));
    if (known === undefined) await this.unite(customer, fact, archives);
  }

  /** The fact in either place, settled or not. */
  async #find(customer: string, of: Pick<Fact, 'kind' | 'id'>): Promise<Stored<Fact> | undefined> {
    const items = await this.#table.getMany([factKey(customer, of), settledKey(customer, of, this.#keys)]);
    const found = items.find((item) => !isSettledPlace(item)) ?? items[0];
    return found as Stored<Fact> | undefined; // the keys hold the kind
  }

  async #fold(
    customer: string,
    of: Pick<Fact, 'kind' | 'id'>,
    read: Stored<Fact> | undefined,
    fold: (fact: Fact | undefined) => Fact | undefined,
  ): Promise<boolean> {
    const apply = (before: Stored<Fact> | undefined) => {
      const after = fold(before?.value);
      return isDeepStrictEqual(plain(after), plain(before?.value)) ? undefined : after;
    };
    const { isNews } = await change(this.#table, factKey(customer, of), read, apply, {
      noun: 'A fact',
      again: () => this.#find(customer, of),
      comesHere: true, // from where settled facts are
      revisions: (before, after) => (before === undefined ? [0, firstRevision(after)] : revisionsAfter(before)),
    });
    return isNews;
  }
}

/**
 * The first revision of a fact, derived from its content. An event that does not find a fact, because it was just moved
 * away, writes it again. A function that read the earlier fact and now deletes it must not delete the new one in its
 * place.
 */
function firstRevision(fact: Fact): number {
  return 1 + (createHash('sha256').update(JSON.stringify(fact)).digest().readUInt32BE() % firstRevisions);
}

/** Far fewer than a move leaves between the revisions of a place and of its copy. */
const firstRevisions = 500_000;

/** Without the fields that are undefined, as it is stored. */
function plain(fact: Fact | undefined): unknown {
  return fact === undefined ? undefined : JSON.parse(JSON.stringify(fact));
}
