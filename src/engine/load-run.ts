import type { Run } from '../model/run.ts';
import type { RunInput } from '../model/run-input.ts';
import type { History } from '../stores/history.ts';
import type { Stores } from '../stores/stores.ts';
import type { Stored } from '../stores/table.ts';

/**
 * The history of a run's customer, with everything about the run's subject: one query, and for a customer with an
 * archive up to three more reads.
 */
export async function loadRun(
  { customer, run }: Pick<RunInput, 'customer' | 'run'>,
  { customers, archive }: Pick<Stores, 'customers' | 'archive'>,
): Promise<History | undefined> {
  const history = await customers.load(customer);
  return history && archive.forRun(history, run, customer);
}

/** The run alone, for what changes nothing else and asks for nothing else: one query, seldom one or two reads more. */
export async function findRun(
  { customer, run: id }: Pick<RunInput, 'customer' | 'run'>,
  { customers, archive }: Pick<Stores, 'customers' | 'archive'>,
): Promise<Stored<Run> | undefined> {
  const history = await customers.load(customer);
  return history && (await archive.withRun(history, id, customer)).storedRun(id);
}
