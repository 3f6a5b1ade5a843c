import type { ReviewPlace } from '../../model/brand.ts';
import type { Journey } from '../model/journey.ts';
import type { Doubt } from '../reading/doubt.ts';
import { say } from '../reading/saying.ts';
import { kindOf, withArms } from '../steps/registry.ts';

/** The places whose rules leave no reward for a review to the shop. */
const forbidding: readonly ReviewPlace[] = ['google', 'yahoo shopping'];

/** The coupons that thank for reviews at a place that forbids them. @param place where the shop asks for reviews */
export function rewardedReviews({ starts, steps }: Journey, place: ReviewPlace | undefined): Doubt[] {
  if (starts.on !== 'review.submitted' || place === undefined || !forbidding.includes(place)) return [];
  const rewards = steps.flatMap(withArms).filter((step) => kindOf(step).sends?.(step)?.coupon);
  return rewards.map(({ at }) => ({
    at,
    message: say`a coupon rewards a review, which the rules of ${place} forbid`,
    suggestion: say`send the thanks without a coupon (docs/messages.md, "Reviews")`,
  }));
}
