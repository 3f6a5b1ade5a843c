import { longestWay, transitionBudget, transitionDollars } from '../../src/journey/machine/transitions.ts';
import type { LoadedJourney } from '../journeys.ts';
import { table } from './table.ts';

/** The columns of the table of transitions. */
export const transitionHeads = ['journey', 'messages', 'transitions', 'budget (2n + 2)', 'US$ per 1,000 customers'];

/** The table's rows: what a customer who stays to the end takes of each journey, and what a thousand of them cost. */
export function transitionRows(journeys: readonly LoadedJourney[]): string[][] {
  return journeys.map(({ journey, machine }) => {
    const way = longestWay(machine);
    const budget = transitionBudget(way);
    const dollars = transitionDollars(way, 1000).toFixed(3);
    return [journey.name, String(way.messages), String(way.transitions), String(budget), dollars];
  });
}

/** The same table in fewer lines: journeys with the same figures share one. */
export function transitionsTable(journeys: readonly LoadedJourney[]): string {
  const rows = transitionRows(journeys);
  const figuresOf = ([, ...figures]: readonly string[]) => figures;
  const groups = Map.groupBy(rows, (row) => figuresOf(row).join());
  const grouped = [...groups.values()].map((same) => [
    same.map(([name]) => name).join(', '),
    ...figuresOf(same[0] ?? []),
  ]);
  return table(transitionHeads, grouped);
}
