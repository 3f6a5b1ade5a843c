import type { Span } from '../../model/delay.ts';
import type { Condition, Step } from '../model/steps.ts';
import type { Doubt } from '../reading/doubt.ts';
import { say } from '../reading/saying.ts';
import { armsOf, delayOf, kindOf } from '../steps/registry.ts';

const minutesPerDay = 24 * 60;

/** What a run has behind it: the least time that has passed, and the end of its last coupon, in minutes from the start. */
interface Passed {
  readonly minutes: number;
  readonly couponUntil: number | undefined;
}

/** The steps that ask for a coupon of the run when there is none, or when each one has surely ended. */
export function askedForLostCoupons(steps: readonly Step[]): Doubt[] {
  const doubts: Doubt[] = [];
  passThrough(steps, { minutes: 0, couponUntil: undefined }, doubts);
  return doubts;
}

function passThrough(steps: readonly Step[], before: Passed, doubts: Doubt[]): Passed {
  let passed = before;
  for (const step of steps) {
    const asks = (kindOf(step).conditions?.(step) ?? []).some(asksForCoupon);
    if (asks && (passed.couponUntil ?? 0) <= passed.minutes)
      doubts.push(doubtOf(step, passed.couponUntil !== undefined));
    passed = after(step, passed);
    const arms = armsOf(step).map((arm) => passThrough(arm, passed, doubts).couponUntil ?? 0);
    const couponUntil = Math.max(passed.couponUntil ?? 0, ...arms);
    passed = { ...passed, couponUntil: couponUntil === 0 ? undefined : couponUntil };
  }
  return passed;
}

/** A coupon ends with the last of its days. */
function after(step: Step, { minutes, couponUntil }: Passed): Passed {
  const coupon = kindOf(step).sends?.(step)?.coupon;
  const until = coupon && minutes + (coupon.days + 1) * minutesPerDay;
  const delay = delayOf(step)?.delay;
  const waited = delay && ('minutes' in delay || 'days' in delay) ? leastMinutes(delay) : 0;
  return {
    minutes: minutes + waited,
    couponUntil: until === undefined ? couponUntil : Math.max(until, couponUntil ?? 0),
  };
}

/** "1 day, at 10:00" may be a few hours from late in the evening. */
function leastMinutes(span: Span): number {
  return 'minutes' in span ? span.minutes : Math.max(0, span.days - 1) * minutesPerDay;
}

function asksForCoupon({ messages }: Condition): boolean {
  const asked = typeof messages === 'object' && messages !== null && 'coupon' in messages ? messages.coupon : undefined;
  return Array.isArray(asked) && asked.includes(true);
}

function doubtOf({ at }: Step, hadOne: boolean): Doubt {
  return hadOne
    ? {
        at,
        message: say`"has a coupon" never holds here: the coupon above has ended by then`,
        suggestion: say`let the coupon last longer, or wait less`,
      }
    : {
        at,
        message: say`"has a coupon" never holds here: no step above gives one`,
        suggestion: say`give one with a message above, or drop the condition`,
      };
}
