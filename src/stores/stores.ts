import { type HistoryBudget, shippedBudget } from '../model/history-budget.ts';
import type { Keys } from '../secrets/keys.ts';
import { Addresses } from './addresses.ts';
import { Archive } from './archive.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { Conversions } from './conversions.ts';
import { Customers } from './customers.ts';
import { Facts } from './facts.ts';
import { Identities } from './identities.ts';
import { Lanes } from './lanes.ts';
import { Messages } from './messages.ts';
import { Runs } from './runs.ts';
import type { Table } from './table.ts';
import { Whereabouts } from './whereabouts.ts';

/** All stores, on one table. */
export interface Stores {
  readonly customers: Customers;
  readonly identities: Identities;
  readonly addresses: Addresses;
  readonly facts: Facts;
  readonly runs: Runs;
  readonly messages: Messages;
  readonly conversions: Conversions;
  /** The part of the customers' past that decisions do not read. */
  readonly archive: Archive;
  readonly archiveWriter: ArchiveWriter;
  readonly whereabouts: Whereabouts;
  readonly lanes: Lanes;
  /** How much of a customer every decision reads. */
  readonly budget: HistoryBudget;
}

/** Takes over what a customer has who turned out to be another one, if nobody has done so yet. */
export type FinishJoin = (customer: string, stores: Stores) => Promise<void>;

/**
 * The repositories on a table: DynamoDB's, or its twin in memory.
 * @param budget how much of a customer every decision reads
 */
export function createStores(
  table: Table,
  keys: Keys,
  finishJoin: FinishJoin,
  budget: HistoryBudget = shippedBudget,
): Stores {
  const whereabouts = new Whereabouts(table, keys);
  const facts = new Facts(table, keys);
  const stores: Stores = {
    customers: new Customers(table, (customer) => finishJoin(customer, stores)),
    identities: new Identities(table, keys),
    addresses: new Addresses(table, keys),
    facts,
    runs: new Runs(table, keys, async (customer) => (await stores.customers.load(customer))?.customer ?? customer),
    messages: new Messages(table),
    conversions: new Conversions(table),
    archive: new Archive(table, keys, whereabouts),
    archiveWriter: new ArchiveWriter(table, keys),
    whereabouts,
    lanes: new Lanes(table),
    budget,
  };
  return stores;
}
