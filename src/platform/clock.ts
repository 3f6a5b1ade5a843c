/** Tells the time in epoch milliseconds. The only way by which code learns it. */
export type Clock = () => number;

/** The machine's clock. */
export const systemClock: Clock = () => Date.now();
