import type { Fact } from '../model/fact.ts';
import type { Run } from '../model/run.ts';
import { lastHeard } from './put-aside.ts';
import type { Stored } from './table.ts';

/**
 * How much of a customer every decision reads, in characters of JSON: beyond `most` the oldest is moved away until no more
 * than `least` is left.
 */
export interface HistoryBudget {
  readonly facts: { readonly most: number; readonly least: number };
  readonly runs: { readonly most: number; readonly least: number };
}

/**
 * The facts of two or three orders, and the runs of three or four: with profile and digest about 17 KB, five read units at
 * most. A run that is moved away takes as much as fifteen read units, and what was moved away two more reads a task.
 */
export const shippedBudget: HistoryBudget = {
  facts: { most: 4400, least: 3600 },
  runs: { most: 6400, least: 5400 },
};

/** The last ones are read as long as they fit: the present event tells of one of them. */
const readLast = 4;

/** The facts to be settled, if there are too many: those of which nothing was heard for longest. */
export function oldestFacts(facts: readonly Stored<Fact>[], { facts: budget }: HistoryBudget): Stored<Fact>[] {
  const movable = facts.filter(({ value: { kind } }) => kind !== 'settled' && kind !== 'browsing');
  const oldestFirst = movable.toSorted((one, other) => lastHeard(one.value) - lastHeard(other.value));
  const older = beyond(oldestFirst.slice(0, -readLast), oldestFirst, budget);
  return [
    ...older,
    ...beyond(oldestFirst.slice(-readLast), oldestFirst.slice(older.length), { ...budget, least: budget.most }),
  ];
}

/**
 * The runs to be moved away, if there are too many: first those that are over and done with, last those that await an event.
 * What runs once per customer stays, as long as it runs. One that was moved away is found by what it is about.
 * @param isOpen whether an event that does not name what a run is about may still mean something to it
 */
export function oldestRuns(
  runs: readonly Stored<Run>[],
  isOpen: (run: Run) => boolean,
  { runs: budget }: HistoryBudget,
): Stored<Run>[] {
  const movable = runs.filter(({ value }) => value.ended !== undefined || value.subject.kind !== 'customer');
  const rank = (run: Run) => (run.awaiting ? 2 : isOpen(run) ? 1 : 0);
  const sorted = movable.toSorted(
    (one, other) => rank(one.value) - rank(other.value) || one.value.startedAt - other.value.startedAt,
  );
  return beyond(sorted.slice(0, -readLast), movable, budget);
}

/** The first of those that may go, as many as have to, for all of them to come to no more than the least. */
function beyond<T>(
  mayGo: readonly Stored<T>[],
  all: readonly Stored<T>[],
  { most, least }: { readonly most: number; readonly least: number },
): Stored<T>[] {
  let size = all.reduce((sum, one) => sum + sizeOf(one), 0);
  if (size <= most) return [];
  const going: Stored<T>[] = [];
  for (const one of mayGo) {
    if (size <= least) break;
    size -= sizeOf(one);
    going.push(one);
  }
  return going;
}

function sizeOf({ sk, value }: Stored<unknown>): number {
  return sk.length + JSON.stringify(value).length;
}
