import type { StoreSettings } from '../../model/store-settings.ts';
import type { Journey } from '../model/journey.ts';
import type { Step } from '../model/steps.ts';
import type { Doubt } from '../reading/doubt.ts';
import { say } from '../reading/saying.ts';
import { purposeAndPriority } from '../steps/purpose.ts';
import { armsOf, kindOf } from '../steps/registry.ts';

/**
 * The marketing that is due with the sign-up itself, where the address has to confirm it first: it goes to nobody who signs up
 * by a form, and does not follow later.
 */
export function marketingBeforeConfirmation(
  journey: Journey,
  { doubleOptIn = [] }: Pick<StoreSettings, 'doubleOptIn'>,
): Doubt[] {
  if (!doubleOptIn.includes('email') || journey.starts.on !== 'customer.created') return [];
  return atOnce(journey.steps).flatMap((step) => {
    const sent = kindOf(step).sends?.(step);
    if (!sent || purposeAndPriority(sent, journey).purpose !== 'marketing') return [];
    if (sent.channels !== undefined && !sent.channels.includes('email')) return [];
    const message = say`with "double opt-in" nobody who signs up has confirmed it yet when this is due: it goes to none of them`;
    return [{ at: step.at, message, suggestion: say`begin with a wait, such as "- wait: 1 day, at 10:00"` }];
  });
}

/** The steps that are due as the run begins. */
function atOnce(steps: readonly Step[]): readonly Step[] {
  const waits = steps.findIndex((step) => kindOf(step).longestDays !== undefined);
  const due = waits === -1 ? steps : steps.slice(0, waits);
  return due.flatMap((step) => [step, ...armsOf(step).flatMap(atOnce)]);
}
