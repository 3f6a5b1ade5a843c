import type { Coupon, CouponOffer } from '../contracts/coupon.ts';
import { endOfDay } from './timing.ts';

/** Crockford's base 32: digits and capitals without I, L, O and U, which are misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 10;

/**
 * The coupon that a message carries. It depends on nothing that changes between two attempts: the code on the
 * seed alone, the end on when the message is due and on the customer's clock.
 * @param seed at least ten bytes of a keyed hash of whom it is for and why
 * @param due when the message is due by its journey; epoch milliseconds
 */
export function couponOf({ days, ...worth }: CouponOffer, seed: Uint8Array, due: number, zone: string): Coupon {
  return { ...worth, code: codeFrom(seed), expiresAt: endOfDay(due, days, zone) };
}

/** Ten characters, five bits of each byte: 50 bits, which nobody guesses and no two coupons share. */
function codeFrom(seed: Uint8Array): string {
  if (seed.length < codeLength) throw new RangeError(`A code needs ${codeLength} bytes, not ${seed.length}.`);
  return [...seed.subarray(0, codeLength)].map((byte) => alphabet[byte % alphabet.length]).join('');
}
