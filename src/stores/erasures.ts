import type { AddressRef } from '../model/address.ts';
import type { Fact } from '../model/fact.ts';
import type { Profile } from '../model/profile.ts';
import type { Run } from '../model/run.ts';
import type { Keys } from '../secrets/keys.ts';
import { change } from './change.ts';
import {
  addressKey,
  customerPartition,
  nameKey,
  nounOf,
  profileKey,
  profilePlace,
  whereKey,
  wholeRange,
} from './item-keys.ts';
import type { Stored, Table } from './table.ts';
import { type Thing, thingsOf, thingsOfRun } from './whereabouts.ts';

/** Side by side, so many writes. */
const atOnce = 25;

/** Everything that stands under one key of a customer. */
export interface Holding {
  readonly customer: string;
  readonly profile: Stored<Profile> | undefined;
  /** All items but the profile. */
  readonly items: readonly Stored<unknown>[];
  /** The keys of the messages that were claimed when the profile was replaced. */
  readonly claims?: readonly string[];
}

/** What an erasure does to the table: nothing else deletes a customer. */
export class Erasures {
  readonly #table: Table;
  readonly #keys: Keys;

  constructor(table: Table, keys: Keys) {
    this.#table = table;
    this.#keys = keys;
  }

  /** Everything under one key, whether they turned out to be another customer or not: one query. */
  async holding(customer: string): Promise<Holding> {
    const all = await this.#table.range(customerPartition(customer), wholeRange.from, wholeRange.to);
    const profile = all.find(({ sk }) => sk === profilePlace) as Stored<Profile> | undefined; // the key holds the noun
    return { customer, profile, items: all.filter((item) => item !== profile) };
  }

  /** Some of what stands under a key, in order. @param after the place behind which it begins */
  async some(customer: string, after: string | undefined, most: number): Promise<Stored<unknown>[]> {
    const from = after === undefined ? wholeRange.from : `${after}\0`;
    return this.#table.range(customerPartition(customer), from, wholeRange.to, most);
  }

  /** Everything that stands beside an address. */
  async ofAddress(ref: AddressRef): Promise<Stored<unknown>[]> {
    return this.#table.range(addressKey(ref).pk, '', '~');
  }

  /** Puts what is left of a customer in the place of their profile. False: somebody changed it first. */
  async entomb(profile: Profile, rev: number): Promise<boolean> {
    return (await this.#table.put(profileKey(profile.customer), profile, rev)) !== undefined;
  }

  /** Notes one more name of a customer who was erased, so that it is erased as well. */
  async alsoKnownAs(customer: string, name: string): Promise<void> {
    const key = profileKey(customer);
    const read = (await this.#table.get(key)) as Stored<Profile> | undefined; // the key holds the noun
    const noted = (item: Stored<Profile> | undefined) =>
      item === undefined || item.value.mergedFrom?.[name] !== undefined
        ? undefined
        : { ...item.value, mergedFrom: { ...item.value.mergedFrom, [name]: '' } };
    await change(this.#table, key, read, noted, { noun: 'The profile' });
  }

  /** Keeps names of a customer for which the profile has no room. */
  async keepNames(customer: string, names: readonly string[]): Promise<void> {
    for (const name of names) await this.#table.put(nameKey(customer, name), {}, 0); // it may be there
  }

  /**
   * Deletes items as they were read, with the marks under the things that they are about.
   * @returns how many are gone; one that somebody changed stays, and is read again
   */
  async remove(customer: string, items: readonly Stored<unknown>[]): Promise<number> {
    for (const thing of distinct(items.flatMap(thingsIn))) {
      const key = whereKey(customer, thing, this.#keys);
      const mark = await this.#table.get(key);
      if (mark !== undefined) await this.#table.delete(key, mark.rev);
    }
    let gone = 0;
    for (let from = 0; from < items.length; from += atOnce) {
      const done = await Promise.all(
        items.slice(from, from + atOnce).map((item) => this.#table.delete(item, item.rev)),
      );
      gone += done.filter(Boolean).length;
    }
    return gone;
  }
}

/** The things under which an item may have left a mark. */
function thingsIn(item: Stored<unknown>): Thing[] {
  const noun = nounOf(item);
  if (noun === 'run') return thingsOfRun(item.value as Run); // the key says so
  const fact = item.value as Fact; // the same
  return noun === 'fact' && fact.kind !== 'settled' && fact.kind !== 'browsing' ? thingsOf(fact) : [];
}

function distinct(things: readonly Thing[]): Thing[] {
  return [...new Map(things.map((thing) => [`${thing.kind}#${thing.id}`, thing])).values()];
}
