/** A customer's way into a journey that no event of theirs led to: the calendar did, or that they came into a segment. */
export interface Entry {
  readonly customer: string;
  /** When the run begins, ISO 8601 UTC: it may lie ahead. */
  readonly at: string;
  /** The same whenever the same reason is found again. */
  readonly id: string;
}

/** A message of the enrolment queue that is no event: the customer to enter, and the journey. */
export interface Enrolment {
  readonly journey: string;
  readonly entry: Entry;
}

/** Puts customers into the enrolment queue. @throws RetryableError when the queue has not taken all of them */
export type Enrol = (enrolments: readonly Enrolment[]) => Promise<void>;
