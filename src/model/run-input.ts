/** The input of an execution. Derived from the event alone; no personal data; grows only. */
export interface RunInput {
  readonly customer: string;
  readonly run: string;
  readonly journey: string;
  /** ISO 8601 UTC instant that the next Wait state waits until. */
  readonly next: { readonly until: string };
}
