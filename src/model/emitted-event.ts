/** The source of every event that Aftercart puts on the bus. Rules for what stores send do not match it. */
export const emittedSource = 'aftercart';

/** The fields of every event that Aftercart emits. No address, no name. */
export interface EmittedHead {
  readonly version: 1;
  /** The same when the event is sent again, so that it can be dropped the second time. */
  readonly id: string;
  /** ISO 8601. */
  readonly occurredAt: string;
  readonly shop: string;
  readonly customer: { readonly id?: string };
}

/** The same of an event about a run: the run and the step that put it on the bus. */
export interface EmittedEnvelope extends EmittedHead {
  readonly journey: string;
  readonly run: string;
  readonly step: string;
  /** The run's subject, unless that is the customer. */
  readonly subject?: { readonly kind: string; readonly id: string };
}

/** An event of Aftercart's own on its way to the bus. */
export interface EmittedEvent {
  readonly type: string;
  readonly detail: EmittedHead & { readonly [key: string]: unknown };
}

/** Puts an event on the bus. @throws RetryableError when the bus has not taken it */
export type Publish = (event: EmittedEvent) => Promise<void>;
