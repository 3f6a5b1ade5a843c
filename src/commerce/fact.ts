import type { AddressKind } from './customer/channel.ts';
import type { Line, Product, Refund } from './goods.ts';
import type { CountedAs } from './sums.ts';
import type { Money } from './values/money.ts';

/**
 * The addresses that came with a thing, as its event named them: messages about the thing go there. `account`:
 * the event named the store's own customer id, so they go to that account's current addresses.
 */
export interface Contact extends Readonly<Partial<Record<AddressKind, string>>> {
  /** When it was said; of two contacts of one thing the later holds. */
  readonly at: number;
  readonly account?: true;
}

/** At most this many lines of a cart or order are kept; the rest is counted in `moreLines`. */
export const keptLines = 20;

interface Goods {
  readonly total: Money;
  readonly lines: readonly Line[];
  readonly moreLines?: number;
  readonly url?: string;
  readonly contact?: Contact;
}

/** At most so many refunds of an order are kept: the last ones. */
export const keptRefunds = 40;

/** What is known of an order, folded from its events in whatever order they came. */
export interface OrderFact extends Partial<Goods> {
  readonly kind: 'order';
  readonly id: string;
  readonly number?: string;
  /** When it was first said to be placed, and when what it holds was last said. */
  readonly placedAt?: number;
  readonly toldAt?: number;
  readonly cancelledAt?: number;
  /** When the shop promised to have sent it, ISO 8601. */
  readonly dispatchBy?: string;
  /** The cart that it came from. */
  readonly cart?: string;
  /** What sums of settled facts hold of it already, by the customer whose sums they are. */
  readonly inSums?: Readonly<Record<string, CountedAs>>;
  /** By refund id; `at` is when that refund was last heard of. */
  readonly refunds: Record<string, Pick<Refund, 'status'> & { readonly total?: Money; readonly at: number }>;
}

/** A cart as it last stood. */
export interface CartFact extends Partial<Goods> {
  readonly kind: 'cart';
  readonly id: string;
  readonly updatedAt?: number;
  readonly emptiedAt?: number;
  /** When an order that names it was last placed by a customer who is not known to be the same. */
  readonly boughtAt?: number;
}

/** A checkout as it last stood. */
export interface CheckoutFact extends Goods {
  readonly kind: 'checkout';
  readonly id: string;
  readonly startedAt: number;
  /** The cart that it came from. */
  readonly cart?: string;
}

/** A parcel and how far it got. */
export interface ShipmentFact {
  readonly kind: 'shipment';
  readonly id: string;
  readonly order: string;
  readonly dispatchedAt?: number;
  readonly outForDeliveryAt?: number;
  /** When it was last said to be late. */
  readonly delayedAt?: number;
  readonly deliveredAt?: number;
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly trackingUrl?: string;
  readonly expectedAt?: string;
  /** When each field was last said, so that a late event cannot overwrite a newer word. */
  readonly said?: Readonly<Record<string, number>>;
}

/** A review that was written. */
export interface ReviewFact {
  readonly kind: 'review';
  readonly id: string;
  readonly at: number;
  readonly rating: number;
  readonly order?: string;
  readonly product?: string;
}

/** A coupon that was used: `id` is its code. */
export interface CouponFact {
  readonly kind: 'coupon';
  readonly id: string;
  readonly redeemedAt: number;
  readonly order?: string;
}

/** At most this many of the products that a customer looked at are kept: the last ones. */
export const keptViews = 3;

/** What a customer last looked at. There is one such fact per customer, however much they look at. */
export interface BrowsingFact {
  readonly kind: 'browsing';
  readonly id: 'latest';
  /** The last first; each once, with when it was last looked at. */
  readonly products: readonly (Product & { readonly at: number; readonly contact?: Contact })[];
}

/** A product that a customer asked for while it was sold out. */
export interface ProductFact extends Product {
  readonly kind: 'product';
  readonly backInStockAt: number;
}

/** A question to the shop, and how far its answer got. */
export interface InquiryFact {
  readonly kind: 'inquiry';
  readonly id: string;
  /** When it was first said to be received, and when what it says was last said. */
  readonly receivedAt?: number;
  readonly toldAt?: number;
  readonly answeredAt?: number;
  readonly closedAt?: number;
  readonly subject?: string;
  readonly answerBy?: string;
}

/** A level of membership that the customer rose to. */
export interface TierFact {
  readonly kind: 'tier';
  readonly id: string;
  readonly name: string;
  readonly reachedAt: number;
}

/** What the customer answered when asked how it was; of several answers to one question the last. */
export interface SurveyFact {
  readonly kind: 'survey';
  readonly id: string;
  readonly at: number;
  /** From 0 to 10. */
  readonly score: number;
  readonly comment?: string;
  readonly order?: string;
}

/** One side of a recommendation that led to an order. */
export interface ReferralFact {
  readonly kind: 'referral';
  readonly id: string;
  readonly role: 'referrer' | 'referred';
  readonly friend?: string;
  readonly completedAt: number;
}

/** Something that happened, kept under its own identity, so that hearing of it again changes nothing. */
export type StoreFact =
  | OrderFact
  | CartFact
  | CheckoutFact
  | ShipmentFact
  | ReviewFact
  | CouponFact
  | BrowsingFact
  | ProductFact
  | InquiryFact
  | TierFact
  | SurveyFact
  | ReferralFact;
