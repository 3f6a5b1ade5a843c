import type { Message } from '../../src/contracts/message.ts';
import type { Run, RunEnd } from '../../src/contracts/run.ts';
import type { StepResult } from '../../src/contracts/step.ts';
import type { Decision } from '../../src/policy/decide.ts';
import { delayEnd, settle, toIso } from '../../src/policy/timing.ts';
import type { DeliverDependencies, Delivery } from './deliver-message.ts';

const hour = 3_600_000;

/** What became of the message, beside what the delivery itself says. */
export type Result = Pick<Message, 'outcome'> &
  Partial<Pick<Message, 'reason' | 'detail' | 'until' | 'channel' | 'locale' | 'providerId'>>;

/** Ends a delivery that sends nothing now: parks what is held, and records held and skipped alike. */
export async function conclude(
  delivery: Delivery,
  decision: Exclude<Decision, { do: 'send' }>,
  dependencies: DeliverDependencies,
): Promise<StepResult> {
  if (decision.do === 'skip') {
    const { reason, detail, ended } = decision;
    return finish(delivery, { outcome: 'skipped', reason, ...(detail && { detail }) }, dependencies, ended);
  }
  const { reason, until } = decision;
  await dependencies.park({ ...delivery.input, parked: { due: toIso(delivery.due) } }, until);
  return finish(delivery, { outcome: 'held', reason, until }, dependencies);
}

/** Writes the outcome into the ledger, moves the run on, and tells the state machine when the next step is due. */
export async function finish(
  delivery: Delivery,
  result: Result,
  { stores, settings, count }: DeliverDependencies,
  ended?: RunEnd,
): Promise<StepResult> {
  const { input, history, rules, zone } = delivery;
  const message = await stores.messages.record({ ...ledgerLine(delivery), ...result });
  count('MessageOutcome', { journey: input.journey, outcome: message.outcome, reason: message.reason ?? 'none' });
  const from = countFrom(delivery, result);
  const next =
    input.then === undefined ? undefined : settle(delayEnd(from, input.then, zone), rules.purpose, settings, zone);
  const until = ended === undefined ? (next ?? delivery.now) : delivery.now;
  const run = history.runs.find(({ value }) => value.id === input.run);
  if (run !== undefined && input.parked === undefined) {
    await stores.runs.change(run, (standing) => moveOn(standing, delivery, next, ended));
  }
  return { until: toIso(until), outcome: message.outcome };
}

/** The ledger's line for a delivery, before anything came of it. */
export function ledgerLine({ input, key, history, now, due }: Delivery): Omit<Message, 'outcome'> {
  const { run, journey, step } = input;
  return { key, customer: history.customer, run, journey, step: step.id, purpose: step.purpose, due, at: now };
}

/** The journey counts on from when the message was due, from the parked time, or from now if it came very late. */
function countFrom({ now, due }: Delivery, result: Result): number {
  if (result.until !== undefined) return result.until;
  return now - due < hour ? due : now;
}

function moveOn(run: Run, { input, rules, now }: Delivery, next: number | undefined, ended: RunEnd | undefined): Run {
  if (run.ended !== undefined) return run;
  if (ended !== undefined) return { ...run, ended, next: undefined };
  if (next !== undefined) return { ...run, next: { at: next, priority: rules.priority } };
  const completed: RunEnd = { at: now, why: 'completed', reason: 'all steps done' };
  return { ...run, next: undefined, ...(input.last && { ended: completed }) };
}
