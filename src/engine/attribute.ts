import type { JourneyRules } from '../model/journey.ts';
import type { StoreSettings } from '../model/store-settings.ts';
import { conversionsOf, type ReachedGoal } from '../policy/attribution/conversion.ts';
import { isBeforeFirstStep } from '../policy/attribution/goals.ts';
import type { History } from '../stores/customers.ts';
import { conversionKey } from '../stores/keys.ts';
import type { Stores } from '../stores/stores.ts';

/** What decides whose doing a reached goal was. */
export interface Attribution {
  readonly stores: Stores;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly settings: StoreSettings;
}

/**
 * Credits goals that the customer reached to the message that was touched last before. Doing it again changes nothing. It
 * reads the lines of each run that reached one, so ask for it only when there may be something to credit.
 */
export async function attribute(
  history: History,
  reached: readonly ReachedGoal[],
  { stores, journeys, settings }: Attribution,
): Promise<void> {
  if (reached.length === 0) return;
  const found = conversionsOf({
    customer: history.customer,
    runs: history.runs.map(({ value }) => value),
    facts: history.facts.map(({ value }) => value),
    messages: await linesOf(history, reached, stores),
    journeys,
    windowMinutes: settings.attribution.windowMinutes,
    reached,
  });
  const known = new Map((await stores.conversions.find(found)).map((stored) => [stored.sk, stored]));
  for (const conversion of found) await stores.conversions.record(conversion, known.get(conversionKey(conversion).sk));
}

/** The lines of the runs that reached a goal: they stand under the customer as the run's execution knows them. */
async function linesOf({ runs, profile }: History, reached: readonly ReachedGoal[], { messages }: Stores) {
  const { customer, mergedFrom = {} } = profile.value;
  const earlier = runs.flatMap(({ value }) => value.earlier ?? []);
  const entries = new Map(earlier.map((entry) => [entry.id, entry]));
  const lines = [...new Set(reached.map(({ run }) => run))].map(async (id) => {
    const run = runs.find(({ value }) => value.id === id)?.value;
    const entry = entries.get(id);
    if (run === undefined ? entry?.idle : isBeforeFirstStep(run)) return [];
    const began = run?.input.customer ?? entry?.customer;
    const names = began === undefined ? [customer, ...Object.keys(mergedFrom)] : [began]; // of an old entry it is not known
    return (await Promise.all(names.map((name) => messages.ofEntry(name, id)))).flat();
  });
  return (await Promise.all(lines)).flat();
}
