import type { StoreFact } from '../../../src/commerce/nouns.ts';
import { type Records, recordsOf } from '../../../src/insight/records.ts';
import type { Fact } from '../../../src/model/fact.ts';
import type { TurnedAway } from '../../../src/model/turned-away.ts';
import { customerPartition, nounOf } from '../../../src/stores/item-keys.ts';
import type { Key } from '../../../src/stores/table.ts';
import type { Json } from '../../aws/json.ts';

/** All that the table holds, by customer. */
export interface ShopRecords {
  readonly records: Records;
  /** The events that started nothing. */
  readonly refusals: readonly TurnedAway[];
  /** What the shop reported of a customer. */
  readonly factsOf: (customer: string) => readonly StoreFact[];
  /** The customer that one turned out to be: themselves, as a rule. */
  readonly resolve: (customer: string) => string;
}

/** Sorts the table's items, unmarshalled. */
export function shopRecords(items: readonly Json[]): ShopRecords {
  const own = items as unknown as readonly (Key & { readonly value?: unknown })[]; // the table's own items
  const records = recordsOf(own);
  const facts = Map.groupBy(
    own.filter((item) => nounOf(item) === 'fact'),
    ({ pk }) => pk,
  );
  return {
    records,
    refusals: own.filter((item) => nounOf(item) === 'refusal').map(({ value }) => value as TurnedAway), // the key says so
    factsOf: (customer) => {
      const all = facts.get(customerPartition(customer))?.map(({ value }) => value as Fact) ?? []; // the key holds the noun
      return all.filter((fact) => fact.kind !== 'settled');
    },
    resolve: (customer) => resolve(customer, records),
  };
}

function resolve(customer: string, records: Records): string {
  const next = records.profiles.get(customer)?.mergedInto;
  return next === undefined ? customer : resolve(next, records);
}
