import type { DeliveryHeaders } from './delivery.ts';
import type { Fetch } from './reach.ts';

/** A request as it came: the signature is over its raw bytes. */
export interface SignedRequest {
  readonly path: string;
  readonly headers: DeliveryHeaders;
  readonly bytes: Uint8Array;
}

/** Why a delivery is refused. Each reason is a dimension of the metric `RefusedDelivery`. */
export const refusalReasons = [
  'no-secret',
  'no-keys',
  'no-signature',
  'wrong-signature',
  'no-timestamp',
  'stale-timestamp',
  'malformed',
  'too-large',
  'wrong-content-type',
  'wrong-origin',
  'unusable-token',
  'too-many',
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/**
 * `accepted`: the body is read. `ping`: a trial of the platform's, answered with 200, of which nothing is kept.
 * `refused`: answered with 401, and nothing of it is kept.
 */
export type Verification =
  | { readonly verdict: 'accepted' }
  | { readonly verdict: 'ping' }
  | { readonly verdict: 'refused'; readonly reason: RefusalReason };

export const accepted: Verification = { verdict: 'accepted' };
export const ping: Verification = { verdict: 'ping' };

export function refused(reason: RefusalReason): Verification {
  return { verdict: 'refused', reason };
}

/** What a verifier may use beside the request. */
export interface VerifyingWith {
  /** The valid secrets, newest first: two during a rotation. */
  readonly secrets: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** For platforms that publish their keys. */
  readonly fetch: Fetch;
}
