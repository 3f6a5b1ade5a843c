import type { HistoryBudget } from '../model/history-budget.ts';
import type { Keys } from '../secrets/keys.ts';
import type { SettleLater } from '../stores/addresses.ts';
import { createRunStores, createStores, type RunStores, type Stores } from '../stores/stores.ts';
import type { Table } from '../stores/table.ts';
import { finishJoin } from './record/join.ts';

/**
 * The stores on a table, which finish the join of every customer that they meet.
 * @param budget how much of a customer every decision reads; the shipped one when it is left out
 * @param settleLater asks that an address's statements are taken into the ledger of consent
 */
export function openStores(table: Table, keys: Keys, budget?: HistoryBudget, settleLater?: SettleLater): Stores {
  return createStores(table, keys, finishJoin, budget, settleLater);
}

/**
 * The stores that go on with runs, and read the keys only when they need them.
 * @param open gives the keys, and all stores made with them
 */
export function runStoresOn(
  table: Table,
  open: () => Promise<{ readonly stores: Stores; readonly keys: Keys }>,
): RunStores {
  return createRunStores(table, open, finishJoin);
}
