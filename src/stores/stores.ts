import type { Keys } from '../platform/keys.ts';
import { Conversions } from './conversions.ts';
import { Customers } from './customers.ts';
import { Facts } from './facts.ts';
import { Identities } from './identities.ts';
import { Messages } from './messages.ts';
import { Runs } from './runs.ts';
import type { Table } from './table.ts';

/** All stores, on one table. */
export interface Stores {
  readonly customers: Customers;
  readonly identities: Identities;
  readonly facts: Facts;
  readonly runs: Runs;
  readonly messages: Messages;
  readonly conversions: Conversions;
}

/** The stores on a table: DynamoDB's, or its twin in memory. */
export function createStores(table: Table, keys: Keys): Stores {
  return {
    customers: new Customers(table),
    identities: new Identities(table, keys),
    facts: new Facts(table),
    runs: new Runs(table, keys),
    messages: new Messages(table),
    conversions: new Conversions(table),
  };
}
