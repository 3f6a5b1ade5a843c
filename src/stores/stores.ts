import type { Keys } from '../platform/keys.ts';
import { Addresses } from './addresses.ts';
import { Conversions } from './conversions.ts';
import { Customers } from './customers.ts';
import { Facts } from './facts.ts';
import { Identities } from './identities.ts';
import { finishJoin } from './join.ts';
import { Messages } from './messages.ts';
import { Runs } from './runs.ts';
import type { Table } from './table.ts';

/** All stores, on one table. */
export interface Stores {
  readonly customers: Customers;
  readonly identities: Identities;
  readonly addresses: Addresses;
  readonly facts: Facts;
  readonly runs: Runs;
  readonly messages: Messages;
  readonly conversions: Conversions;
}

/** The stores on a table: DynamoDB's, or its twin in memory. */
export function createStores(table: Table, keys: Keys): Stores {
  const stores: Stores = {
    customers: new Customers(table, (customer) => finishJoin(customer, stores)),
    identities: new Identities(table, keys),
    addresses: new Addresses(table, keys),
    facts: new Facts(table),
    runs: new Runs(table, keys, async (customer) => (await stores.customers.load(customer))?.customer ?? customer),
    messages: new Messages(table),
    conversions: new Conversions(table),
  };
  return stores;
}
