/**
 * The amount of a customer's history that decisions read, in characters of JSON: beyond `most` the oldest items move
 * away until no more than `least` is left.
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
