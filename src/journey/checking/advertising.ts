import type { Journey } from '../model/journey.ts';
import type { Step } from '../model/steps.ts';
import type { Doubt } from '../reading/doubt.ts';
import { type Saying, say } from '../reading/saying.ts';
import { purposeAndPriority } from '../steps/purpose.ts';
import { kindOf, withArms } from '../steps/registry.ts';

const advice = say`write "purpose: marketing", because advertising needs consent`;

/** What only advertising does, in transactional messages: those go without consent, by night, and beyond the daily cap. */
export function advertisingWithoutConsent(journey: Journey): Doubt[] {
  return [...atStart(journey), ...journey.steps.flatMap(withArms).flatMap((step) => inStep(step, journey))];
}

function atStart({ purpose, starts }: Journey): Doubt[] {
  if (purpose !== 'transactional') return [];
  const { at, entering, every } = starts;
  const message: Saying | undefined =
    entering === undefined
      ? every && say`a transactional journey starts by the calendar, not with something that the customer did`
      : say`a transactional journey starts when a customer enters the segment "${entering}"`;
  return message ? [{ at, message, suggestion: advice }] : [];
}

function inStep(step: Step, journey: Journey): Doubt[] {
  const sent = kindOf(step).sends?.(step);
  if (!sent?.coupon || purposeAndPriority(sent, journey).purpose !== 'transactional') return [];
  const message = say`a transactional message carries a coupon`;
  return [{ at: step.at, message, suggestion: say`write "purpose: marketing" below it, because offers need consent` }];
}
