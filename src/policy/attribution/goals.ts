import type { Occurrence } from '../../commerce/occurrence.ts';
import { day, minute } from '../../commerce/values/time-units.ts';
import type { AwaitedEvent } from '../../model/awaited.ts';
import type { Fact } from '../../model/fact.ts';
import type { JourneyRules } from '../../model/journey.ts';
import { keptEntries, longestRunDays, type Run, type RunEntry, type RunGoal } from '../../model/run.ts';
import { concerning } from '../run/runs.ts';
import { fromIso } from '../time/timing.ts';

/** A run, or an earlier entry of the same subject, as far as its goal is concerned. */
export type GoalEntry = RunEntry & Pick<Run, 'subject'>;

/** A run and the entries before it; none where the run was refused at the door, for it never was in the journey. */
export function entriesOf(run: Run): GoalEntry[] {
  const { id, startedAt, goal, subject, ended, input, earlier = [] } = run;
  const idle = ended !== undefined && isBeforeFirstStep(run, ended.at);
  const own = { id, startedAt, subject, customer: input.customer, ...(goal && { goal }), ...(idle && { idle }) };
  return [...earlier.map((entry) => ({ ...entry, subject })), ...(ended?.why === 'refused' ? [] : [own])];
}

/**
 * True if the run had done no step by a time, so that it has no lines: it waited for the first, or ended before it. From
 * when on that is due a message may be sent although the run does not know it yet.
 * @param at epoch milliseconds
 */
export function isBeforeFirstStep({ next, input, ended }: Run, at: number): boolean {
  return next !== undefined && next.at === fromIso(input.next.until) && Math.min(at, ended?.at ?? at) < next.at;
}

/**
 * The occurrences that are the journey's goal for an entry: of the event that its goal names, concerning the run, and
 * within the goal's window from the run's start. Whether the run is over by then makes no difference.
 */
export function goalOccurrences(
  entry: Pick<Run, 'subject' | 'startedAt'>,
  rules: JourneyRules,
  facts: readonly Fact[],
): Occurrence[] {
  const { goal } = rules;
  if (goal === undefined) return [];
  const last = entry.startedAt + goal.withinMinutes * minute;
  return concerning([goal.on], entry, rules, facts).filter(({ at }) => at <= last);
}

/** When the entry first reached its goal, as far as the facts know; what was noted of an earlier time stays. */
export function goalOf(
  entry: Pick<GoalEntry, 'subject' | 'startedAt' | 'goal'>,
  rules: JourneyRules,
  facts: readonly Fact[],
): RunGoal | undefined {
  const [first] = goalOccurrences(entry, rules, facts);
  return earlierGoal(entry.goal, first && { on: first.on, at: first.at });
}

/** True if an event may still matter to the run: it goes on, or a goal of it or of an earlier entry may be reached. */
export function isOpen(run: Run, rules: JourneyRules | undefined, now: number): boolean {
  return run.ended === undefined || now <= goalsUntil(run, rules);
}

/** The events that may still mean something to a run which has not reached its goal, and until when. */
export function openTo(
  run: Run,
  rules: JourneyRules | undefined,
  now: number,
): { readonly on: readonly AwaitedEvent[]; readonly until: number } | undefined {
  const { goal, ends = [] } = rules ?? {};
  const isGoing = run.ended === undefined;
  const until = isGoing ? run.startedAt + longestRunDays * day : run.goal === undefined ? goalsUntil(run, rules) : 0;
  const on = [...(goal ? [goal.on] : []), ...(isGoing ? [...ends, ...(run.awaiting?.on ?? [])] : [])];
  return now <= until && on.length > 0 ? { on: [...new Set(on)], until } : undefined;
}

/** Until when an event may be the goal of the run or of an entry before it; epoch milliseconds. */
function goalsUntil(run: Run, rules: JourneyRules | undefined): number {
  const { goal } = rules ?? {};
  if (goal === undefined) return Number.NEGATIVE_INFINITY;
  return Math.max(...entriesOf(run).map(({ startedAt }) => startedAt + goal.withinMinutes * minute));
}

/** The run with all goals noted that it and the entries before it have reached; the same object when none is new. */
export function noteGoals(run: Run, rules: JourneyRules, facts: readonly Fact[]): Run {
  const noted = entriesOf(run).map((entry) => ({ entry, goal: goalOf(entry, rules, facts) }));
  const reached = new Map(
    noted.flatMap(({ entry, goal }) => (goal !== undefined && goal.at !== entry.goal?.at ? [[entry.id, goal]] : [])),
  );
  return reached.size === 0 ? run : withGoals(run, reached);
}

function withGoals({ goal, earlier, ...run }: Run, reached: ReadonlyMap<string, RunGoal>): Run {
  const own = reached.get(run.id) ?? goal;
  const before = earlier?.map((entry) => ({ ...entry, goal: reached.get(entry.id) ?? entry.goal }));
  return { ...run, ...(own && { goal: own }), ...(before && { earlier: before }) };
}

/**
 * The run in its place, with the entries of another run of the same subject that gives way to it, or never got its
 * place. Nothing it already has is lost; the same object when nothing is new.
 */
export function withEntriesOf(run: Run, other: Run): Run {
  const known = run.earlier ?? [];
  const entries = new Map(known.map((entry) => [entry.id, entry]));
  for (const { subject: _subject, ...entry } of entriesOf(other)) {
    const same = entries.get(entry.id);
    const { idle, ...rest } = entry;
    const goal = earlierGoal(same?.goal, entry.goal);
    const isIdle = idle && (same === undefined || same.idle);
    if (entry.id !== run.id) entries.set(entry.id, { ...rest, ...(goal && { goal }), ...(isIdle && { idle }) });
  }
  const earlier = [...entries.values()].sort((one, next) => one.startedAt - next.startedAt).slice(-keptEntries);
  const same = earlier.length === known.length && earlier.every((entry, place) => isSame(entry, known[place]));
  return same ? run : { ...run, earlier };
}

function isSame(entry: RunEntry, known: RunEntry | undefined): boolean {
  return entry.id === known?.id && entry.goal?.at === known.goal?.at && entry.idle === known.idle;
}

function earlierGoal(one: RunGoal | undefined, other: RunGoal | undefined): RunGoal | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.at < one.at ? other : one;
}
