import type { Conversion } from '../model/conversion.ts';
import type { Fact } from '../model/fact.ts';
import type { Message } from '../model/message.ts';
import type { Profile } from '../model/profile.ts';
import type { Run } from '../model/run.ts';
import type { TurnedAway } from '../model/turned-away.ts';
import { change, unlessSame } from './change.ts';
import { History } from './history.ts';
import { customerPartition, everythingRange, historyRange, nounOf, profileKey, sweptPlaces } from './item-keys.ts';
import type { Key, Slice, Stored, Table } from './table.ts';

/** Some of the customers, and behind which item the next page begins; nothing on the last. */
export interface CustomerPage {
  readonly customers: readonly {
    readonly profile: Profile;
    /** All of their orders, unless the page does not hold all of them. */
    readonly orders?: readonly Fact[];
  }[];
  readonly next?: Key;
}

/** Whether a customer is there: unless they were erased, at that time; epoch milliseconds. */
export interface Presence {
  readonly erased?: number;
}

/** All that is kept under one customer's key. */
export interface Everything {
  readonly profile: Profile | undefined;
  readonly runs: readonly Run[];
  readonly facts: readonly Exclude<Fact, { readonly kind: 'settled' }>[];
  readonly messages: readonly Message[];
  readonly conversions: readonly Conversion[];
  readonly refusals: readonly TurnedAway[];
  /** True if there may be more. */
  readonly isCut: boolean;
}

/** The customers' profiles, with what hangs on them. */
export class Customers {
  readonly #table: Table;
  readonly #finishJoin: (customer: string) => Promise<void>;

  /** @param finishJoin takes over what a customer has who turned out to be another one, if nobody has done so yet */
  constructor(table: Table, finishJoin: (customer: string) => Promise<void>) {
    this.#table = table;
    this.#finishJoin = finishJoin;
  }

  /** The customer's history, or that of the customer they turned out to be; undefined when there is none, or they were erased. */
  async load(customer: string): Promise<History | undefined> {
    const history = await this.loadUnmerged(customer);
    const { mergedInto, moved, erased } = history?.profile ?? {};
    if (erased !== undefined) return undefined;
    if (mergedInto === undefined) return history;
    if (!moved) await this.#finishJoin(customer);
    return this.load(mergedInto); // it ends, for a customer is joined only to one with a smaller key
  }

  /** As {@link load}, but writes nothing: a join that is under way is not finished, so some of the history may be missing. */
  async peek(customer: string): Promise<History | undefined> {
    const history = await this.loadUnmerged(customer);
    if (history?.profile.erased !== undefined) return undefined;
    const into = history?.profile.mergedInto;
    return into === undefined ? history : this.peek(into);
  }

  /** The profile of the customer, or of the one they turned out to be: one small read. Undefined when there is none, or they were erased. */
  async profile(customer: string): Promise<Profile | undefined> {
    const profile = (await this.#table.get(profileKey(customer)))?.value as Profile | undefined; // the key holds the noun
    if (profile === undefined || profile.erased !== undefined) return undefined;
    return profile.mergedInto === undefined ? profile : this.profile(profile.mergedInto);
  }

  /** The key of the customer that this one turned out to be, or its own; undefined when there is no such customer. */
  async standing(customer: string): Promise<string | undefined> {
    const profile = (await this.#table.get(profileKey(customer)))?.value as Profile | undefined; // the key holds the noun
    if (profile === undefined) return undefined;
    return profile.mergedInto === undefined ? customer : this.standing(profile.mergedInto);
  }

  /** When the customer was erased, or the one whom they turned out to be; undefined when neither was. */
  async erasedAt(customer: string): Promise<number | undefined> {
    const profile = (await this.#table.get(profileKey(customer)))?.value as Profile | undefined; // the key holds the noun
    if (profile?.erased !== undefined) return profile.erased.at;
    return profile?.mergedInto === undefined ? undefined : this.erasedAt(profile.mergedInto);
  }

  /** As {@link erasedAt}, of many at once, by their keys. Those of whom nothing is known are left out. */
  async presence(customers: readonly string[]): Promise<ReadonlyMap<string, Presence>> {
    const keys = [...new Set(customers)].map(profileKey);
    const profiles = (await this.#table.getMany(keys)).map(({ value }) => value as Profile); // the key holds the noun
    const known = profiles.map(async ({ customer, erased, mergedInto }): Promise<[string, Presence]> => {
      const at = erased?.at ?? (mergedInto === undefined ? undefined : await this.erasedAt(mergedInto));
      return [customer, at === undefined ? {} : { erased: at }];
    });
    return new Map(await Promise.all(known));
  }

  /** The history under this very key, merged or not. */
  async loadUnmerged(customer: string): Promise<History | undefined> {
    const { from, to } = historyRange;
    const items = await this.#table.range(customerPartition(customer), from, to);
    // The key says which noun an item holds; only these stores write them.
    const profile = items.find((item) => nounOf(item) === 'profile') as Stored<Profile> | undefined;
    const runs = items.filter((item) => nounOf(item) === 'run') as Stored<Run>[];
    const facts = items.filter((item) => nounOf(item) === 'fact') as Stored<Fact>[];
    return profile && new History(customer, { profile, runs, facts });
  }

  /**
   * All that is kept under this very key, also what decisions do not read: one query. It is for people who ask, and may
   * be large.
   * @param most the most items, in the order of their places: profile, runs, facts, the ledger, the archive
   */
  async everything(customer: string, most: number): Promise<Everything> {
    const { from, to } = everythingRange;
    const items = await this.#table.range(customerPartition(customer), from, to, most);
    const all = <T>(noun: string) => items.filter((item) => nounOf(item) === noun).map(({ value }) => value as T); // the key holds the noun
    return {
      profile: all<Profile>('profile')[0],
      runs: all<Run>('run'),
      facts: all<Fact>('fact').filter((fact) => fact.kind !== 'settled'),
      messages: all<Message>('message'),
      conversions: all<Conversion>('conversion'),
      refusals: all<TurnedAway>('refusal'),
      isCut: items.length === most,
    };
  }

  /**
   * One page of all customers, without those who turned out to be somebody else; its data may be seconds old.
   * @param slice the part of the table, and the item before the page
   */
  async page(slice: Slice = {}): Promise<CustomerPage> {
    const { from } = slice;
    const { items, next } = await this.#table.scan(sweptPlaces, slice);
    const customers = [...Map.groupBy(items, ({ pk }) => pk)].flatMap(([pk, own]) => {
      const profile = own.find((item) => nounOf(item) === 'profile')?.value as Profile | undefined; // the key says so
      if (profile === undefined || profile === null || profile.moved || profile.erased) return [];
      const orders = own.filter((item) => nounOf(item) === 'fact').map(({ value }) => value as Fact);
      const whole = pk !== from?.pk && pk !== next?.pk; // the edge of a page may go through a customer
      return [{ profile, ...(whole && { orders }) }];
    });
    return { customers, ...(next && { next }) };
  }

  /** About how many bytes all of them take, with all that hangs on them; up to six hours old. */
  async size(): Promise<number> {
    return this.#table.size();
  }

  /** Writes a profile as it was read and changed. False: somebody else was first; read and decide again. */
  async save(profile: Profile, rev: number): Promise<boolean> {
    return (await this.#table.put(profileKey(profile.customer), profile, rev)) !== undefined;
  }

  /**
   * Applies a change to the stored profile, and repeats it when somebody else was first.
   * @returns false when there is no such customer
   * @throws RetryableError when others are first eight times
   */
  async change(customer: string, apply: (profile: Profile) => Profile): Promise<boolean> {
    const again = async () => (await this.load(customer))?.stored.profile;
    const changed = await change(
      this.#table,
      profileKey(customer),
      await again(),
      (item) => item && unlessSame(item.value, apply),
      { noun: 'The profile', again },
    );
    return changed.item !== undefined;
  }
}
