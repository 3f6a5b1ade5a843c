import type { Fact } from '../../model/fact.ts';
import type { HistoryBudget } from '../../model/history-budget.ts';
import type { Run } from '../../model/run.ts';
import { lastHeard } from './copies.ts';

/** Something that is kept in a place: both count against the budget. */
interface Kept<Value> {
  readonly sk: string;
  readonly value: Value;
}

/** The last ones are read as long as they fit: the present event tells of one of them. */
const readLast = 4;

/** The facts to be settled, if there are too many: those of which nothing was heard for longest. */
export function oldestFacts<Item extends Kept<Fact>>(facts: readonly Item[], { facts: budget }: HistoryBudget): Item[] {
  const movable = facts.filter(({ value: { kind } }) => kind !== 'settled' && kind !== 'browsing');
  const oldestFirst = movable.toSorted((one, other) => lastHeard(one.value) - lastHeard(other.value));
  const older = beyond(oldestFirst.slice(0, -readLast), oldestFirst, budget);
  return [
    ...older,
    ...beyond(oldestFirst.slice(-readLast), oldestFirst.slice(older.length), { ...budget, least: budget.most }),
  ];
}

/**
 * The runs to move away, if there are too many: first those that are over and done with, last those that await an
 * event. What runs once per customer stays, as long as it runs. One that was moved away is found by its subject.
 * @param isOpen whether an event that does not name its subject may still mean something to it
 */
export function oldestRuns<Item extends Kept<Run>>(
  runs: readonly Item[],
  isOpen: (run: Run) => boolean,
  { runs: budget }: HistoryBudget,
): Item[] {
  const movable = runs.filter(({ value }) => value.ended !== undefined || value.subject.kind !== 'customer');
  const rank = (run: Run) => (run.awaiting ? 2 : isOpen(run) ? 1 : 0);
  const sorted = movable.toSorted(
    (one, other) => rank(one.value) - rank(other.value) || one.value.startedAt - other.value.startedAt,
  );
  return beyond(sorted.slice(0, -readLast), movable, budget);
}

/** The first of those that may go, as many as have to, for all of them to come to no more than the least. */
function beyond<Item extends Kept<unknown>>(
  mayGo: readonly Item[],
  all: readonly Item[],
  { most, least }: { readonly most: number; readonly least: number },
): Item[] {
  let size = all.reduce((sum, one) => sum + sizeOf(one), 0);
  if (size <= most) return [];
  const going: Item[] = [];
  for (const one of mayGo) {
    if (size <= least) break;
    size -= sizeOf(one);
    going.push(one);
  }
  return going;
}

function sizeOf({ sk, value }: Kept<unknown>): number {
  return sk.length + JSON.stringify(value).length;
}
