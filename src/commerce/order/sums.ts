/** The sums over a customer's orders: their number, the number of open refunds, the total spent. */
export interface Sums {
  readonly orders: number;
  readonly openRefunds: number;
  /** Minor units by currency. */
  readonly spent: Readonly<Record<string, number>>;
}

/** The part of one order that a digest has counted, and the version of the order it was counted from. */
export interface CountedAs extends Sums {
  /** 0 when it is left out. */
  readonly version?: number;
}
