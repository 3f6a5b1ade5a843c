import { majorUnits } from '../../commerce/values/money.ts';
import type { Coupon, CouponWorth } from '../../model/coupon.ts';
import type { EmittedEvent } from '../../model/emitted-event.ts';
import type { EmittedEventDetail } from '../../model/emitted-event-schemas.ts';
import { recipientOf } from '../../policy/customer/recipient.ts';
import { couponOf, isNearlyOver } from '../../policy/delivery/coupon.ts';
import { emittedEnvelope } from '../../policy/run/emitted-envelope.ts';
import { toIso } from '../../policy/time/timing.ts';
import type { Keys } from '../../secrets/keys.ts';
import type { Delivery } from './delivery.ts';

/**
 * The coupon of the step's message, if it offers one: the same at every attempt, with the end that the store may
 * already know. Its code depends on the key that the execution knows, which stays when two customers turn out to be
 * one.
 */
export function couponFor(delivery: Delivery, keys: Keys): Coupon | undefined {
  const { input, key, due, since = due, now, zone, claimed } = delivery;
  const { coupon: offer } = input.step;
  if (offer === undefined) return undefined;
  const known = delivery.second?.first.coupon;
  if (known !== undefined && !isNearlyOver(known, now)) {
    const { days: _days, ...worth } = offer; // the second attempt carries the coupon of the first
    return { ...worth, ...known };
  }
  const issue = issueOf(delivery);
  const seed = keys.couponSeed(input.customer, issue === 1 ? key : `${key}_${issue}`);
  const issued = claimed?.coupon;
  if (issued === undefined) {
    return couponOf(offer, seed, { due: since, tried: claimed?.first ?? claimed?.at ?? now }, zone);
  }
  const coupon = couponOf(offer, seed, { due: since, tried: now }, zone);
  return issue === issued.issue || (issue === 1 && issued.issue === undefined)
    ? { ...coupon, expiresAt: issued.expiresAt }
    : coupon;
}

/**
 * The issue of the message's coupon. One that the store knows keeps its end. If the message was held so long that the
 * coupon would end within a day, no customer has the code yet, and another coupon takes its place.
 */
export function issueOf({ claimed, now }: Pick<Delivery, 'claimed' | 'now'>): number {
  const { coupon: told, returned = false } = claimed ?? {};
  const issue = told?.issue ?? 1;
  return told !== undefined && returned && isNearlyOver(told, now) ? issue + 1 : issue;
}

/** The event by which the store learns of the coupon. Its id is the code's, so that a second one can be dropped. */
export function couponIssued({ code, expiresAt, ...worth }: Coupon, delivery: Delivery, shop: string): EmittedEvent {
  const { input, history, run, now } = delivery;
  const subject = run?.value.subject;
  const { own } = recipientOf(run?.value, history.facts, history.profile);
  const about = { id: `coupon-${code}`, now, shop, profile: history.profile, own, ...(subject && { subject }) };
  const coupon = { code, ...asTold(worth), expiresAt: toIso(expiresAt) };
  const detail = {
    ...emittedEnvelope(input, input.step.id, about),
    coupon,
  } satisfies EmittedEventDetail<'coupon.issued'>;
  return { type: 'coupon.issued', detail };
}

/** The coupon's worth as events carry it: sums in major units. */
function asTold(worth: CouponWorth): { percent: number } | { amount: number; currency: string } {
  if ('percent' in worth) return worth;
  return { amount: majorUnits(worth.amount), currency: worth.amount.currency };
}
