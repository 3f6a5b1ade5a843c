import type { AddressKind, Channel } from '../commerce/customer/channel.ts';
import type { Brand, Reviews } from './brand.ts';
import type { Weekday } from './delay.ts';
import type { Purpose } from './purpose.ts';
import type { Surveys } from './survey.ts';
import type { Topics } from './topic.ts';

/** statemachines/store.yaml after parsing: what holds for every journey of the shop. */
export interface StoreSettings {
  readonly shop: string;
  readonly brand: Brand;
  /** Where customers write their reviews; without it on the page of their order. */
  readonly reviews?: Reviews;
  /** The first is the fallback. */
  readonly locales: readonly [string, ...string[]];
  /** The locale that the staff reads, one of `locales`. Without it the first. */
  readonly staffLanguage?: string;
  readonly timeZone: string;
  /** Clock times HH:MM in the customer's zone between which no marketing goes out; may span midnight. */
  readonly quietHours: { readonly from: string; readonly to: string };
  /** Addresses that the shop verifies before it lets an account have them: events that name the account's id prove them. */
  readonly verifiedAddresses?: readonly AddressKind[];
  /** Addresses that confirm an agreement to marketing before it counts: by a link in a mail. */
  readonly doubleOptIn?: readonly AddressKind[];
  /** Further hours of the shop's own: the stricter wins. */
  readonly hours?: ShopHours;
  readonly caps: Caps;
  /** Minutes from one marketing message to a customer to the next by the same channel, at least. */
  readonly gaps?: Partial<Record<Channel, number>>;
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
  /** What the choice among the channels of a message goes by, beside their order. */
  readonly channels?: ChannelSettings;
  /** The topics that customers choose from: the built-in ones, and the shop's own. */
  readonly topics: Topics;
  /** The surveys that messages may ask: the built-in ones, and the shop's own. */
  readonly surveys: Surveys;
}

/** Prices in US dollars for one part of a message: an e-mail, or a segment of an SMS. */
export interface ChannelSettings {
  readonly prefer?: 'cheapest';
  /** A channel whose part costs more is not used. */
  readonly atMost?: Partial<Record<Channel, number>>;
  /** The shop's own prices by country, instead of the list prices; `elsewhere`: in countries without a price. */
  readonly prices?: Partial<Record<Channel, Readonly<Record<string, number>>>>;
}

/** The hours in which the shop sends, by the customer's clock. */
export interface ShopHours {
  /** Clock times HH:MM, `from` before `to`, by purpose and channel: `marketing sms`. */
  readonly sending?: Partial<Record<`${Purpose} ${Channel}`, { readonly from: string; readonly to: string }>>;
  /** Days on which no marketing goes: weekdays, `12-31` of every year, `2027-01-02`, the public holidays of the customer's country. */
  readonly notOn?: readonly (Weekday | 'public holidays' | (string & {}))[];
}

/** The most marketing messages in a day of the customer's calendar, in any seven days, and in any thirty. */
export interface CapCounts {
  readonly perDay?: number;
  readonly perWeek?: number;
  readonly perMonth?: number;
}

/** The caps of marketing: of all of it, and of a channel or a topic. */
export interface Caps {
  readonly marketingPerDay: number;
  readonly marketingPerWeek?: number;
  readonly marketingPerMonth?: number;
  readonly channels?: Partial<Record<Channel, CapCounts>>;
  readonly topics?: Readonly<Record<string, CapCounts>>;
  /** The most texts that answer customers' texts within any 24 hours, of the whole shop; {@link usualReplies} without it. */
  readonly smsRepliesPerDay?: number;
}

/** The most answers to texts of a shop that does not say. */
export const usualReplies = 200;
