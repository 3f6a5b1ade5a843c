/** The time that everything local runs by: real, faster, or moved by hand. */
export interface Clock {
  /** The present, in epoch milliseconds. */
  now(): number;
  /**
   * Runs an action once when the time comes; a time that has passed counts as now.
   * @param time epoch milliseconds
   * @returns cancels the action; harmless once it has run
   */
  at(time: number, action: () => void): () => void;
}
