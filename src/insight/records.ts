import type { Conversion } from '../model/conversion.ts';
import type { Fact } from '../model/fact.ts';
import type { Message } from '../model/message.ts';
import type { Profile } from '../model/profile.ts';
import type { Run } from '../model/run.ts';
import { nounOf } from '../stores/item-keys.ts';
import type { Key } from '../stores/table.ts';

/** The records in the table. Customers who were joined to another are left out. */
export interface Records {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly runs: readonly Run[];
  readonly messages: readonly Message[];
  readonly conversions: readonly Conversion[];
  /** The ids of the orders that were cancelled. */
  readonly cancelled: ReadonlySet<string>;
}

/** Sorts all items of the table: customers, their runs, the ledger, what it led to. Runs and messages in the order of their time. */
export function recordsOf(items: readonly (Key & { readonly value?: unknown })[]): Records {
  const named = items.map((item) => ({ noun: nounOf(item), value: item.value }));
  const all = <T>(noun: string): T[] => named.filter((item) => item.noun === noun).map(({ value }) => value as T); // the key holds the noun
  const profiles = new Map(all<Profile>('profile').map((profile) => [profile.customer, profile]));
  const moved = (customer: string) => profiles.get(customer)?.mergedInto !== undefined;
  const byTime = <T extends { at: number; key: string }>(a: T, b: T) => a.at - b.at || (a.key < b.key ? -1 : 1);
  return {
    profiles,
    runs: [...new Map(all<Run>('run').map((run) => [run.id, run])).values()] // some also stand where they are not read
      .filter(({ customer }) => !moved(customer))
      .sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1)),
    messages: all<Message>('message').sort(byTime),
    conversions: all<Conversion>('conversion').filter(({ customer }) => !moved(customer)),
    cancelled: new Set(
      all<Fact>('fact').flatMap((fact) => (fact.kind === 'order' && fact.cancelledAt ? [fact.id] : [])),
    ),
  };
}
