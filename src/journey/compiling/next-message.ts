import type { Delay, Lead } from '../../model/delay.ts';
import type { Journey } from '../model/journey.ts';
import { armsOf, type Step } from '../steps/registry.ts';
import { leadOf, type SendStep } from '../steps/send.ts';

/** The delay with the message that it leads to, where that is not what its journey is. @param steps after the wait */
export function leading(delay: Delay, steps: readonly Step[], journey: Journey): Delay {
  const leadsTo = leadAlong(steps, journey);
  return leadsTo ? { ...delay, leadsTo } : delay;
}

/**
 * Where choices lead to messages of both purposes, the wait is for the transactional one: that must not be late, and the
 * policy holds a marketing message that comes too early.
 */
function leadAlong(steps: readonly Step[], journey: Journey): Lead | undefined {
  const leads = firstMessages(steps).sends.map((send) => leadOf(send, journey));
  if (leads.every((lead) => lead.purpose === journey.purpose && lead.priority === journey.priority)) return undefined;
  const purpose = leads.every((lead) => lead.purpose === 'marketing') ? 'marketing' : 'transactional';
  const alike = leads.filter((lead) => lead.purpose === purpose);
  return { purpose, priority: Math.max(...alike.map(({ priority }) => priority)) };
}

/** The messages that follow without another wait, on any way, and whether a way passes all steps without one. */
interface FirstMessages {
  readonly sends: readonly SendStep[];
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
  if (step.kind === 'send') return { sends: [step], passes: false };
  if (step.kind === 'wait' || step.kind === 'await' || step.kind === 'leave') return { sends: [], passes: false };
  const arms = armsOf(step).map(firstMessages);
  return { sends: arms.flatMap(({ sends }) => sends), passes: arms.length === 0 || arms.some(({ passes }) => passes) };
}
