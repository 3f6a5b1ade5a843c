/** What orders add to the whole past: how many there are, how many of their refunds are open, what they came to. */
export interface Sums {
  readonly orders: number;
  readonly openRefunds: number;
  /** Minor units by currency. */
  readonly spent: Readonly<Record<string, number>>;
}

/** What a digest holds of one order, and by which version of it. */
export interface CountedAs extends Sums {
  /** 0 when it is left out. */
  readonly version?: number;
}
