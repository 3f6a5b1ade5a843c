import type { Step } from '../model/steps.ts';
import type { Doubt } from '../reading/doubt.ts';
import { say } from '../reading/saying.ts';
import { armsOf, kindOf } from '../steps/registry.ts';

/** The messages that one run may send a second time. Arms of a choice exclude each other. */
export function messagesSentTwice(steps: readonly Step[]): Doubt[] {
  const doubts: Doubt[] = [];
  passThrough(steps, new Set(), doubts);
  return doubts;
}

/** The messages that may have gone when a run has passed the steps. */
function passThrough(steps: readonly Step[], before: ReadonlySet<string>, doubts: Doubt[]): ReadonlySet<string> {
  let sent = before;
  for (const step of steps) {
    const messages = kindOf(step).sends?.(step).messages ?? [];
    for (const message of messages.filter((name) => sent.has(name))) {
      const suggestion = say`write another message, unless the customer is meant to get the same one again`;
      doubts.push({ at: step.at, message: say`"${message}" is sent a second time`, suggestion });
    }
    const here = new Set([...sent, ...messages]);
    const arms = armsOf(step).map((arm) => passThrough(arm, here, doubts));
    sent = new Set([...here, ...arms.flatMap((arm) => [...arm])]);
  }
  return sent;
}
