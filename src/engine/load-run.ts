import type { RunInput } from '../model/run-input.ts';
import type { History } from '../stores/history.ts';
import type { Stores } from '../stores/stores.ts';

/**
 * The history of a run's customer, with all that is known of what the run is about: one query, and for a customer with an
 * archive up to three more reads.
 */
export async function loadRun(
  { customer, run }: Pick<RunInput, 'customer' | 'run'>,
  { customers, archive }: Pick<Stores, 'customers' | 'archive'>,
): Promise<History | undefined> {
  const history = await customers.load(customer);
  return history && archive.forRun(history, run, customer);
}
