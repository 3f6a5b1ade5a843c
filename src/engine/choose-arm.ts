import type { Clock } from '../model/clock.ts';
import type { JourneyRules } from '../model/journey.ts';
import type { Run } from '../model/run.ts';
import type { Segments } from '../model/segment.ts';
import type { Arm, ChooseInput, ChooseResult } from '../model/step.ts';
import type { StoreSettings } from '../model/store-settings.ts';
import { matchesPattern } from '../pattern/match.ts';
import { viewOf } from '../policy/condition/view.ts';
import { datesOf } from '../policy/run/dates.ts';
import { leadOf, type Move, moveOn, nextDue, outliving } from '../policy/run/progress.ts';
import { endOf } from '../policy/run/runs.ts';
import { armOfSplit } from '../policy/run/split.ts';
import { countFrom, fromIso, toIso } from '../policy/time/timing.ts';
import { zoneOf } from '../policy/time/zone.ts';
import type { History } from '../stores/history.ts';
import type { Stores } from '../stores/stores.ts';
import type { Stored } from '../stores/table.ts';
import { linesAskedFor } from './asked-lines.ts';
import { profileFor } from './doors.ts';
import { loadRun } from './load-run.ts';

/** What the use case works with. */
export interface ChooseDependencies {
  readonly stores: Stores;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly settings: StoreSettings;
  readonly segments: Segments;
  readonly clock: Clock;
}

/** One choice at one moment. */
interface Choice {
  readonly input: ChooseInput;
  readonly history: History;
  readonly run: Run;
  readonly rules: JourneyRules;
  readonly now: number;
}

/**
 * Chooses the arm that a run takes, and says when the wait at its beginning is over. A run that is over passes at
 * once, by the last arm. Choosing again gives the same arm, unless what the condition asks about has changed.
 * @throws RangeError when the journey or the customer is not there
 */
export async function chooseArm(input: ChooseInput, dependencies: ChooseDependencies): Promise<ChooseResult> {
  const { stores, journeys, clock } = dependencies;
  const now = clock();
  const rules = journeys[input.journey];
  const history = await loadRun(input, stores);
  if (history === undefined) throw new RangeError(`Run ${input.run} names a customer who is not in the table.`);
  if (rules === undefined) throw new RangeError(`The deployed catalogue has no journey "${input.journey}".`);
  const stored = history.storedRun(input.run);
  if (stored === undefined || isOver(stored.value, rules, history)) {
    return { until: toIso(now), arm: input.arms.length - 1 };
  }
  const choice: Choice = { input, history, run: stored.value, rules, now };
  const arm = await armOf(choice, dependencies);
  const next = waitEnd(choice, input.arms[arm] ?? {}, dependencies.settings);
  const ended = outliving(stored.value, rules, next, now);
  await passOn(stored, choice, input.arms[arm] ?? {}, { next, ended }, stores);
  return { until: toIso(ended === undefined ? (next ?? now) : now), arm };
}

/** Whether the run ended before its last step, as far as anybody knows. */
function isOver(run: Run, rules: JourneyRules, history: History): boolean {
  if (run.ended !== undefined) return run.ended.why !== 'completed'; // completed: by this very choice, the first time
  return endOf(run, rules, history.facts) !== undefined;
}

async function armOf({ input, history, run, now }: Choice, { stores, segments }: ChooseDependencies): Promise<number> {
  const { step } = input;
  if ('split' in step) return armOfSplit(input.run, step.id, step.split);
  const messages = await linesAskedFor(step.if, run, stores.messages);
  const profile = await profileFor(step.if, run, history, stores);
  const view = viewOf({ now, run, profile, facts: history.facts, segments, messages });
  return matchesPattern(step.if, view) ? 0 : 1;
}

/** When the wait at the beginning of the arm is over; undefined when it begins without one. */
function waitEnd({ input, history, run, rules, now }: Choice, { then }: Arm, settings: StoreSettings) {
  const zone = zoneOf(history.profile, settings.timeZone);
  const from = countFrom(fromIso(input.next.until), now);
  const dates = datesOf(run, { facts: history.facts, profile: history.profile, from, zone });
  return nextDue(from, then, rules, settings, zone, dates, input.customer);
}

/** Tells other runs when the next step is due, and ends the run when there is none. */
async function passOn(
  stored: Stored<Run>,
  { rules, now }: Choice,
  { then, last }: Arm,
  { next, ended }: Pick<Move, 'next' | 'ended'>,
  stores: Stores,
): Promise<void> {
  if (next === undefined && !last && stored.value.awaiting === undefined) return;
  const move = { now, next, ...leadOf(then, rules), last, ended };
  await stores.runs.change(stored, (standing) => moveOn(standing, move));
}
