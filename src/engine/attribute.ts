import { conversionsOf, type ReachedGoal } from '../policy/attribution/conversion.ts';
import { isBeforeFirstStep } from '../policy/attribution/goals.ts';
import { namesOf } from '../policy/customer/names.ts';
import type { History } from '../stores/history.ts';
import { conversionKey } from '../stores/item-keys.ts';
import type { Ports } from './ports.ts';

/**
 * Credits the customer's goals to the message that was touched last before each. Repeating it changes nothing. It reads
 * the ledger lines of each run that reached a goal, so call it only when there may be something to credit.
 */
export async function attributeGoals(
  history: History,
  reached: readonly ReachedGoal[],
  { stores, journeys, settings }: Pick<Ports, 'stores' | 'journeys' | 'settings'>,
): Promise<void> {
  if (reached.length === 0) return;
  const found = conversionsOf({
    customer: history.customer,
    runs: history.runs,
    facts: history.facts,
    messages: await linesOf(history, reached, stores),
    journeys,
    windowMinutes: settings.attribution.windowMinutes,
    reached,
  });
  const known = new Map((await stores.conversions.find(found)).map((stored) => [stored.sk, stored]));
  for (const conversion of found) await stores.conversions.record(conversion, known.get(conversionKey(conversion).sk));
}

/** The lines of the runs that reached a goal: they stand under the customer as the run's execution knows them. */
async function linesOf(history: History, reached: readonly ReachedGoal[], { messages }: Ports['stores']) {
  const earlier = history.runs.flatMap(({ earlier = [] }) => earlier);
  const entries = new Map(earlier.map((entry) => [entry.id, entry]));
  const lastAt = new Map<string, number>();
  for (const { run, occurrence } of reached) lastAt.set(run, Math.max(occurrence.at, lastAt.get(run) ?? 0));
  const lines = [...lastAt].map(async ([id, at]) => {
    const run = history.run(id);
    const entry = entries.get(id);
    if (run === undefined ? entry?.idle : isBeforeFirstStep(run, at)) return [];
    const began = run?.input.customer ?? entry?.customer;
    const names = began === undefined ? namesOf(history.profile) : [began]; // of an old entry it is not known
    return (await Promise.all(names.map((name) => messages.ofEntry(name, id)))).flat();
  });
  return (await Promise.all(lines)).flat();
}
