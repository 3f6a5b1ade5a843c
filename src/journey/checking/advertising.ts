import type { EventType } from '../../commerce/events.ts';
import type { Journey } from '../model/journey.ts';
import type { Step } from '../model/steps.ts';
import type { Doubt } from '../reading/doubt.ts';
import { type Saying, say } from '../reading/saying.ts';
import { purposeAndPriority } from '../steps/purpose.ts';
import { kindOf, withArms } from '../steps/registry.ts';

const advice = say`write "purpose: marketing", because advertising needs consent`;

/** The events that tell of a purchase that somebody may yet make: nobody has asked for a message about it. */
const beforePurchase: readonly EventType[] = ['cart.updated', 'cart.emptied', 'checkout.started', 'product.viewed'];

/** What only advertising does, in transactional messages: those go without consent, by night, and beyond the daily cap. */
export function advertisingWithoutConsent(journey: Journey): Doubt[] {
  const start = atStart(journey);
  const sends = journey.steps.flatMap(withArms).flatMap((step) => inStep(step, journey));
  return [...start, ...(start.length > 0 ? sends.filter(({ isOwn }) => isOwn) : sends).map(({ doubt }) => doubt)];
}

function atStart({ purpose, starts }: Journey): Doubt[] {
  if (purpose !== 'transactional') return [];
  const { at, on, entering, every } = starts;
  const message: Saying | undefined =
    entering === undefined
      ? every
        ? say`a transactional journey starts by the calendar, not with something that the customer did`
        : on && beforePurchase.includes(on)
          ? say`a transactional journey starts with ${on}: nobody has ordered anything yet`
          : undefined
      : say`a transactional journey starts when a customer enters the segment "${entering}"`;
  return message ? [{ at, message, suggestion: advice }] : [];
}

/** The doubt about a step, and whether the step itself says that it is transactional. */
interface StepDoubt {
  readonly doubt: Doubt;
  readonly isOwn: boolean;
}

function inStep(step: Step, journey: Journey): StepDoubt[] {
  const sent = kindOf(step).sends?.(step);
  if (!sent || purposeAndPriority(sent, journey).purpose !== 'transactional') return [];
  const isOwn = sent.purpose !== undefined;
  const { on } = journey.starts;
  const message = sent.coupon
    ? say`a transactional message carries a coupon`
    : isOwn && on && beforePurchase.includes(on)
      ? say`a transactional message follows ${on}: nobody has ordered anything yet`
      : undefined;
  const suggestion = say`write "purpose: marketing" below it, because offers need consent`;
  return message ? [{ doubt: { at: step.at, message, suggestion }, isOwn }] : [];
}
