import type { Coupon, CouponWorth } from '../../src/contracts/coupon.ts';
import { majorUnits } from '../../src/contracts/money.ts';
import type { OwnEvent } from '../../src/contracts/own-event.ts';
import type { OwnEventDetail } from '../../src/contracts/own-event-schemas.ts';
import type { Keys } from '../../src/platform/keys.ts';
import { couponOf } from '../../src/policy/coupon.ts';
import { occasionOf } from '../../src/policy/occasion.ts';
import { recipientOf } from '../../src/policy/recipient.ts';
import { toIso } from '../../src/policy/timing.ts';
import type { Delivery } from './deliver-message.ts';

/**
 * The coupon that the step offers with its message, if it does: the same at every attempt. It is the customer's by the
 * key that the execution knows, which stays when two customers turn out to be one.
 */
export function couponFor(delivery: Delivery, keys: Keys): Coupon | undefined {
  const { input, history, key, due, since = due, now, zone } = delivery;
  const { coupon: offer } = input.step;
  const claim = history.profile.value.claims[key];
  const tried = claim?.first ?? claim?.at ?? now;
  return offer && couponOf(offer, keys.couponSeed(input.customer, key), { due: since, tried }, zone);
}

/** The event by which the store learns of the coupon. Its id is the code's, so that a second one can be dropped. */
export function couponIssued({ code, expiresAt, ...worth }: Coupon, delivery: Delivery, shop: string): OwnEvent {
  const { input, history, now } = delivery;
  const run = history.runs.find(({ value }) => value.id === input.run)?.value;
  const facts = history.facts.map(({ value }) => value);
  const subject = run?.subject;
  const { own } = recipientOf(run, facts, history.profile.value);
  const about = { id: `coupon-${code}`, now, shop, profile: history.profile.value, own, ...(subject && { subject }) };
  const coupon = { code, ...asTold(worth), expiresAt: toIso(expiresAt) };
  const detail = { ...occasionOf(input, input.step.id, about), coupon } satisfies OwnEventDetail<'coupon.issued'>;
  return { type: 'coupon.issued', detail };
}

/** What the coupon is worth as events tell it: sums in major units. */
function asTold(worth: CouponWorth): { percent: number } | { amount: number; currency: string } {
  if ('percent' in worth) return worth;
  return { amount: majorUnits(worth.amount), currency: worth.amount.currency };
}
