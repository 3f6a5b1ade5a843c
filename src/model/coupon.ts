import type { Money } from '../commerce/values/money.ts';

/** The worth of a coupon: a share of the order, or a sum. */
export type CouponWorth = { readonly percent: number } | { readonly amount: Money };

/** The coupon that a send step offers: its worth, and for how many days from when the message is due, or from when it is sent if it was held for long. */
export type CouponOffer = CouponWorth & { readonly days: number };

/** A coupon of one customer. */
export type Coupon = CouponWorth & {
  readonly code: string;
  /** The last second of its last day on the customer's clock. */
  readonly expiresAt: number;
};
