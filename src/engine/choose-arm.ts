import type { Run } from '../model/run.ts';
import type { ChooseInput, ChooseResult } from '../model/step.ts';
import { matchesPattern } from '../pattern/match.ts';
import { viewOf } from '../policy/condition/view.ts';
import { armOfSplit } from '../policy/run/split.ts';
import { countFrom, fromIso, toIso } from '../policy/time/timing.ts';
import { profileFor } from './doors.ts';
import { messagesForCondition } from './messages-for-condition.ts';
import type { RunPorts } from './ports.ts';
import { advanceRun, endOfRun, loadStep, planAdvance, type RunStep } from './step.ts';

type ChoosePorts = Pick<RunPorts, 'stores' | 'addresses' | 'journeys' | 'settings' | 'segments' | 'clock'>;

/**
 * Chooses the arm of a run, and returns the end of the wait at its beginning. A run that is over passes at once, by the
 * last arm. A second choice gives the same arm, unless the facts that the condition asks about have changed.
 * @throws DomainError when the journey or the customer is not there
 */
export async function chooseArm(input: ChooseInput, ports: ChoosePorts): Promise<ChooseResult> {
  const step = await loadStep(input, ports);
  const passing = { until: toIso(ports.clock()), arm: input.arms.length - 1 };
  if (step === undefined) return passing;
  const { run, now } = step;
  if (run === undefined || endOfRun(step) !== undefined) return passing;
  const arm = await armOf(step, run.value, ports);
  const { then, last } = input.arms[arm] ?? {};
  const due = fromIso(input.next.until);
  const plan = planAdvance(step, { from: countFrom(due, now), then, last, due }, ports);
  const { awaiting, ended } = run.value;
  const leadsOn = plan.next !== undefined || last === true;
  const move = leadsOn ? { ...plan.move, arm: { of: input.step.id, index: arm } } : plan.move;
  if (leadsOn || awaiting !== undefined || ended !== undefined) await advanceRun(step, { ...plan, move }, ports);
  return { until: toIso(plan.ended === undefined ? (plan.next ?? now) : now), arm };
}

async function armOf(
  { input, history, now }: RunStep<ChooseInput>,
  run: Run,
  { stores, addresses, segments }: ChoosePorts,
): Promise<number> {
  const { step } = input;
  if ('split' in step) return armOfSplit(input.run, step.id, step.split);
  const messages = await messagesForCondition(step.if, run, stores.messages);
  const profile = await profileFor(step.if, run, history, addresses);
  const view = viewOf({ now, run, profile, facts: history.facts, segments, messages });
  return matchesPattern(step.if, view) ? 0 : 1;
}
