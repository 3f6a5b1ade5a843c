import { longestWay, transitionBudget, transitionDollars } from '../../src/journey/machine/transitions.ts';
import type { LoadedJourney } from '../journeys.ts';

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
