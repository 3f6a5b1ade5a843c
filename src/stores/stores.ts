import { type HistoryBudget, shippedBudget } from '../model/history-budget.ts';
import type { Keys } from '../secrets/keys.ts';
import { Addresses, type SettleLater } from './addresses.ts';
import { Archive } from './archive.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { Conversions } from './conversions.ts';
import { Customers } from './customers.ts';
import { Erasures } from './erasures.ts';
import { Facts } from './facts.ts';
import { Identities } from './identities.ts';
import { Lanes } from './lanes.ts';
import { Messages } from './messages.ts';
import { Refusals } from './refusals.ts';
import { ReportTimes } from './report-times.ts';
import { Runs } from './runs.ts';
import { SenderChecks } from './sender-checks.ts';
import { Switches } from './switches.ts';
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
  /** How far the reports on messages have come in. */
  readonly reportTimes: ReportTimes;
  readonly conversions: Conversions;
  readonly erasures: Erasures;
  /** The events that started nothing. */
  readonly refusals: Refusals;
  /** The part of the customers' past that decisions do not read. */
  readonly archive: Archive;
  readonly archiveWriter: ArchiveWriter;
  readonly whereabouts: Whereabouts;
  readonly lanes: Lanes;
  readonly switches: Switches;
  readonly senderChecks: SenderChecks;
  /** The amount of a customer's history that every decision reads. */
  readonly budget: HistoryBudget;
}

/** Takes over what a customer has who turned out to be another one, if nobody has done so yet. */
export type FinishJoin = (customer: string, stores: Stores) => Promise<void>;

/** The stores that continue a run: most of the time it needs no keys. */
export type RunStores = Pick<Stores, 'customers' | 'messages' | 'reportTimes' | 'runs' | 'archive'>;

/**
 * The stores that continue runs, on a table. They need keys for archived items, and for customers and runs that have
 * moved.
 * @param open gives the keys, and all stores made with them
 */
export function createRunStores(
  table: Table,
  open: () => Promise<{ readonly stores: Stores; readonly keys: Keys }>,
  finishJoin: FinishJoin,
): RunStores {
  const onDemand = async () => (await open()).keys;
  const customers = new Customers(table, async (customer) => finishJoin(customer, (await open()).stores));
  return {
    customers,
    messages: new Messages(table),
    reportTimes: new ReportTimes(table),
    runs: new Runs(
      table,
      onDemand,
      following(() => customers),
    ),
    archive: new Archive(table, onDemand, new Whereabouts(table, onDemand)),
  };
}

/** Follows a customer to the one that they turned out to be, once all that they had is there. */
function following(customers: () => Customers): (customer: string) => Promise<string> {
  return async (customer) => (await customers().load(customer))?.customer ?? customer;
}

/**
 * The repositories on a table: DynamoDB's, or its twin in memory.
 * @param budget how much of a customer every decision reads
 */
export function createStores(
  table: Table,
  keys: Keys,
  finishJoin: FinishJoin,
  budget: HistoryBudget = shippedBudget,
  settleLater?: SettleLater,
): Stores {
  const onDemand = async () => keys;
  const whereabouts = new Whereabouts(table, onDemand);
  const facts = new Facts(table, keys);
  const stores: Stores = {
    customers: new Customers(table, (customer) => finishJoin(customer, stores)),
    identities: new Identities(table, keys),
    addresses: new Addresses(table, keys, settleLater),
    facts,
    runs: new Runs(
      table,
      onDemand,
      following(() => stores.customers),
    ),
    messages: new Messages(table),
    reportTimes: new ReportTimes(table),
    conversions: new Conversions(table),
    erasures: new Erasures(table, keys),
    refusals: new Refusals(table, keys),
    archive: new Archive(table, onDemand, whereabouts),
    archiveWriter: new ArchiveWriter(table, keys),
    whereabouts,
    lanes: new Lanes(table),
    switches: new Switches(table),
    senderChecks: new SenderChecks(table),
    budget,
  };
  return stores;
}
