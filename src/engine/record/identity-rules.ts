import type { AddressKind } from '../../commerce/customer/channel.ts';

/** The shop's settings for identities and consent. */
export interface IdentityRules {
  /** The addresses that it verifies at sign-up. */
  readonly verifiedAddresses?: readonly AddressKind[];
  /** Its topics, by name: events speak of no others. Any topic, if left out. */
  readonly topics?: Readonly<Record<string, unknown>>;
  /** The addresses that confirm an agreement before it counts. */
  readonly doubleOptIn?: readonly AddressKind[];
  /** Now, in epoch milliseconds, where a mail that asks for that may follow. */
  readonly askAt?: number;
}
