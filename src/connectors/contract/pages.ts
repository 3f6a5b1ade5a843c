import type { MappedDetail, MappedEvent } from './mapping.ts';
import type { RefusalReason } from './verification.ts';

/** What a page of the shop sends at once, before anything of it is believed. */
export interface Beacon {
  /** The visitor's anonymous id: nobody can guess it, and nothing else is known of them. */
  readonly visitor: string;
  /** What the shop's backend signed about its customer. */
  readonly token?: string | undefined;
  /** True if what is kept of the visitor is to be deleted. */
  readonly forget?: boolean | undefined;
}

/** The customer whom the shop's backend signed in. */
export type SignedCustomer = MappedDetail<'customer.updated'>['customer'];

/**
 * What a token proves. `expired`: it was good, so what comes with it is taken, as anonymous. Anything else that is wrong with
 * it refuses the whole request.
 */
export type Identification =
  | { readonly verdict: 'signed'; readonly customer: SignedCustomer }
  | { readonly verdict: 'expired' }
  | { readonly verdict: 'refused'; readonly reason: RefusalReason; readonly error: string };

/**
 * The part of a connector that the shop's pages post to. A page cannot keep a secret, so nothing that it says of a person
 * counts but what the shop's backend has signed.
 */
export interface PageIntake {
  /** The origins whose pages are heard. */
  readonly origins: (config: unknown) => readonly string[];
  /** @throws ContractError naming the fields that cannot be read */
  readonly read: (body: unknown) => Beacon;
  /** Checks a token, in constant time, with each valid secret. */
  readonly identify: (
    beacon: Beacon & { readonly token: string },
    using: { readonly secrets: readonly string[]; readonly now: number },
    config: unknown,
  ) => Identification;
  /** The event that says whose browser it is. The same customer gives the same event id. */
  readonly named: (visitor: string, customer: SignedCustomer, receivedAt: number) => MappedEvent;
}
