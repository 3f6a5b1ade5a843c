/**
 * How much of a customer every decision reads, in characters of JSON: beyond `most` the oldest is moved away until no more
 * than `least` is left.
 */
export interface HistoryBudget {
  readonly facts: { readonly most: number; readonly least: number };
  readonly runs: { readonly most: number; readonly least: number };
}

/** The facts and runs of two or three orders: with profile and digest about 15 KB, four read units. */
export const shippedBudget: HistoryBudget = {
  facts: { most: 4800, least: 4000 },
  runs: { most: 4200, least: 3500 },
};
