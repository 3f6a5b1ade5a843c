import type { Delay, NextMessage } from '../../model/delay.ts';
import type { Journey } from '../model/journey.ts';
import type { Step } from '../model/steps.ts';
import { purposeAndPriority } from '../steps/purpose.ts';
import { armsOf, kindOf } from '../steps/registry.ts';
import type { MessageChoice } from '../steps/step-kind.ts';

/** The delay with the message that comes next, if that differs from its journey. @param steps after the wait */
export function withNextMessage(delay: Delay, steps: readonly Step[], journey: Journey): Delay {
  const leadsTo = nextMessageAfter(steps, journey);
  return leadsTo ? { ...delay, leadsTo } : delay;
}

/**
 * The message after a choice. Where its arms lead to messages of both purposes, the wait is for the transactional one:
 * that must not be late, and the policy holds a marketing message that comes too early.
 */
function nextMessageAfter(steps: readonly Step[], journey: Journey): NextMessage | undefined {
  const { sends } = firstMessages(steps);
  const messages = sends.map((sending) => purposeAndPriority(sending, journey));
  const isTimely = sends.some(({ usefulUntil }) => usefulUntil !== undefined);
  const isUsual = messages.every(
    ({ purpose, priority }) => purpose === journey.purpose && priority === journey.priority,
  );
  if (isUsual && !isTimely) return undefined;
  const purpose = messages.every((message) => message.purpose === 'marketing') ? 'marketing' : 'transactional';
  const alike = messages.filter((message) => message.purpose === purpose);
  const priority = Math.max(...alike.map((message) => message.priority));
  return { purpose, priority, ...(isTimely && { timely: true }) };
}

/** The messages that follow without another wait, on any way, and whether a way passes all steps without one. */
interface FirstMessages {
  readonly sends: readonly MessageChoice[];
  readonly passes: boolean;
}

function firstMessages(steps: readonly Step[]): FirstMessages {
  const [step, ...rest] = steps;
  if (!step) return { sends: [], passes: true };
  const here = messagesIn(step);
  if (!here.passes) return here;
  const later = firstMessages(rest);
  return { sends: [...here.sends, ...later.sends], passes: later.passes };
}

function messagesIn(step: Step): FirstMessages {
  const { sends, delay, awaited, ends } = kindOf(step);
  if (sends) return { sends: [sends(step)], passes: false };
  if (delay || awaited || ends) return { sends: [], passes: false };
  const arms = armsOf(step).map(firstMessages);
  return { sends: arms.flatMap((arm) => arm.sends), passes: arms.length === 0 || arms.some(({ passes }) => passes) };
}
