/**
 * Of which messages of a channel reports came in, by when they were sent. An hour whose reports are lost so stays unknown,
 * however many come in later. Times in epoch milliseconds; absent while nothing is noted.
 */
export interface HeardReports {
  /** When the first of the spans begins. */
  readonly from?: number;
  /**
   * A digit for each span of five minutes: 0 when nothing was sent, 1 for one message, 2 for more, and 3 more where a report
   * told soon after the sending what became of one.
   */
  readonly spans?: string;
  /** For an hour of which a report came late: when the last one did. By the hour's number since the epoch. */
  readonly late?: Readonly<Record<string, number>>;
}
