import type { RunInput } from '../contracts/run.ts';
import type { History } from './customers.ts';
import { finishHandOver } from './hand-over.ts';
import type { Stores } from './stores.ts';

/**
 * The history of a run's customer, with all that is known of what the run is about: one query, and for a customer with an
 * archive up to three more reads. A run that was handed over is looked for with the customer who has it now.
 */
export async function loadRun(
  { customer, run }: Pick<RunInput, 'customer' | 'run'>,
  stores: Pick<Stores, 'customers' | 'archive' | 'runs'>,
): Promise<History | undefined> {
  const known = await load({ customer, run }, stores);
  const taken = [...(known?.taken ?? []), ...(known?.runs ?? [])].find(
    ({ value }) => value.id === run && value.takenBy !== undefined,
  );
  if (known === undefined || taken?.value.takenBy === undefined) return known;
  const theirs = { customer: taken.value.takenBy, run };
  const heirs = await load(theirs, stores);
  if (heirs?.runs.some(({ value }) => value.id === run)) return heirs;
  await finishHandOver(taken, known.customer, stores);
  return load(theirs, stores);
}

async function load(
  { customer, run }: Pick<RunInput, 'customer' | 'run'>,
  { customers, archive }: Pick<Stores, 'customers' | 'archive'>,
): Promise<History | undefined> {
  const history = await customers.load(customer);
  return history && archive.forRun(history, run);
}
