/** Tells the time in epoch milliseconds. The only way by which code learns it. */
export type Clock = () => number;
