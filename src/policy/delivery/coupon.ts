import { hour, minute } from '../../commerce/values/time-units.ts';
import type { Coupon, CouponOffer } from '../../model/coupon.ts';
import type { JourneyRules } from '../../model/journey.ts';
import { messageKey } from '../../model/message.ts';
import type { Profile } from '../../model/profile.ts';
import type { Run } from '../../model/run.ts';
import { endOfDay } from '../time/timing.ts';

/** Crockford's base 32: digits and capitals without I, L, O and U, which are misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 10;

/** Nobody gets a coupon that is over within a day. */
const leastValid = 24 * hour;

/**
 * The coupon that a message carries. It depends on nothing that changes between two attempts: the code on the seed
 * alone, the end on the customer's clock and on when the message is due. When that would leave less than a day, because
 * the message was held, the days count from the first attempt.
 * @param seed at least ten bytes of a keyed hash of its recipient and purpose
 * @param due when the message is due by its journey; epoch milliseconds
 * @param tried the time of the first attempt, or now
 */
export function couponOf(
  { days, ...worth }: CouponOffer,
  seed: Uint8Array,
  { due, tried }: { readonly due: number; readonly tried: number },
  zone: string,
): Coupon {
  const meant = endOfDay(due, days, zone);
  const expiresAt = meant - tried < leastValid ? endOfDay(tried, days, zone) : meant;
  return { ...worth, code: codeFrom(seed), expiresAt };
}

/** True if a coupon with a settled end would be over within a day, and so is not worth offering. */
export function isNearlyOver({ expiresAt }: Pick<Coupon, 'expiresAt'>, now: number): boolean {
  return expiresAt - now < leastValid;
}

/** Subjects of which a visitor makes as many as they like. */
const madeAtWill: ReadonlySet<string> = new Set(['cart', 'checkout']);

/**
 * When the journey last gave the customer a coupon for another cart or checkout, if it may not give one again yet: what `again
 * after` says of one cart holds for the coupons of all of them. Epoch milliseconds.
 */
export function lastCouponAt(
  run: Pick<Run, 'id' | 'subject'>,
  { journey, starts: { againAfter } }: JourneyRules,
  { claims }: Pick<Profile, 'claims'>,
  now: number,
): number | undefined {
  if (!madeAtWill.has(run.subject.kind) || typeof againAfter !== 'number') return undefined;
  const others = Object.entries(claims).flatMap(([key, { at, coupon, returned }]) => {
    const isOther = coupon?.journey === journey && !returned && !key.startsWith(messageKey(run.id, ''));
    return isOther && now - at < againAfter * minute ? [at] : [];
  });
  return others.length > 0 ? Math.max(...others) : undefined;
}

/** Ten characters, five bits of each byte: 50 bits, which nobody guesses and no two coupons share. */
function codeFrom(seed: Uint8Array): string {
  if (seed.length < codeLength) throw new RangeError(`A code needs ${codeLength} bytes, not ${seed.length}.`);
  return [...seed.subarray(0, codeLength)].map((byte) => alphabet[byte % alphabet.length]).join('');
}
