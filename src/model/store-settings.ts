import type { AddressKind } from '../commerce/customer/channel.ts';
import type { Brand, Reviews } from './brand.ts';
import type { Topics } from './topic.ts';

/** statemachines/store.yaml after parsing: what holds for every journey of the shop. */
export interface StoreSettings {
  readonly shop: string;
  readonly brand: Brand;
  /** Where customers write their reviews; without it on the page of their order. */
  readonly reviews?: Reviews;
  /** The first is the fallback. */
  readonly locales: readonly [string, ...string[]];
  readonly timeZone: string;
  /** Clock times HH:MM in the customer's zone between which no marketing goes out; may span midnight. */
  readonly quietHours: { readonly from: string; readonly to: string };
  /** Addresses that the shop verifies before it lets an account have them: events that name the account's id prove them. */
  readonly verifiedAddresses?: readonly AddressKind[];
  readonly caps: { readonly marketingPerDay: number };
  /** An event that arrives this many minutes after it occurred starts nothing; a message held this long is dropped. */
  readonly staleAfterMinutes: number;
  /** Marketing that is due for many customers at once goes out over so many minutes; 0: all of it at once. */
  readonly sending: { readonly spreadMinutes: number };
  readonly attribution: { readonly windowMinutes: number };
  /**
   * The retention of a customer's history and messages, counted from the last change. Proofs of consent are kept
   * longer.
   */
  readonly retention: { readonly historyDays: number };
  /** The topics that customers choose from: the built-in ones, and the shop's own. */
  readonly topics: Topics;
}
