/** The headers of a request, names in lower case. */
export type DeliveryHeaders = Readonly<Record<string, string>>;

/** How a delivery came: by our HTTP route, over a partner's event bus, or because the reconciler asked for it. */
export const deliveryWays = ['http', 'bus', 'poll'] as const;

/** What a platform delivered, as it waits in the queue: whole, and verified. */
export interface PlatformDelivery {
  /** The connector's name. */
  readonly connector: string;
  readonly way: (typeof deliveryWays)[number];
  /** Those that the connector asked to keep; never a signature, a cookie or an authorization. */
  readonly headers: DeliveryHeaders;
  /** The parsed body. */
  readonly body: unknown;
  /** When we received it; epoch milliseconds. */
  readonly receivedAt: number;
}

/** A thing of the platform that has a state: an order, a cart. */
export interface PlatformThing {
  /** The platform's word: `order`. */
  readonly resource: string;
  readonly id: string;
}

/**
 * What a delivery says about one thing. Most deliveries have one part; one that lists several things, such as EC-CUBE's
 * or a batch, has one for each. Each part is mapped by itself, beside the memory of its own thing.
 */
export interface DeliveryPart {
  /** One of the connector's `topics`; any other is counted and ignored. */
  readonly topic: string;
  /** The thing whose last state is remembered. Undefined: the part is mapped without memory. */
  readonly thing?: PlatformThing;
  /**
   * The platform's own time of the change, epoch milliseconds. A part that is older than what is remembered of its thing is
   * ignored as `overtaken`, so that deliveries may come in any order.
   */
  readonly changedAt?: number;
  readonly headers: DeliveryHeaders;
  readonly body: unknown;
  readonly receivedAt: number;
}

/** What a platform says of a change when it is asked: a delivery of the same form as a webhook. */
export interface ChangedDelivery {
  readonly headers: DeliveryHeaders;
  readonly body: unknown;
  /** When it changed, by the platform's clock; epoch milliseconds. With it a round that breaks off keeps its place. */
  readonly changedAt?: number;
}
