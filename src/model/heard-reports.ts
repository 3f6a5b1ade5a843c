/** How far the reports on what a channel has sent have come in. Times in epoch milliseconds; absent while none came. */
export interface HeardReports {
  /** The latest time of which any report told: had something arrived well before, its report would be here. */
  readonly until?: number;
  /** When a report last came that told of something long past: then reports are late, or a backlog of them comes in. */
  readonly lateAt?: number;
}
