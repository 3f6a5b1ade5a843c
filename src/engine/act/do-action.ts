import type { Action, ActionOf, ActionResult } from '../../model/action.ts';
import { messageKey } from '../../model/message.ts';
import type { Run, RunEnd } from '../../model/run.ts';
import type { DoInput, StepResult } from '../../model/step.ts';
import { recipientOf } from '../../policy/customer/recipient.ts';
import { emittedEnvelope } from '../../policy/run/emitted-envelope.ts';
import { type Move, runAfter } from '../../policy/run/progress.ts';
import { countFrom, fromIso, toIso } from '../../policy/time/timing.ts';
import { advanceRun, endOfRun, loadStep, planAdvance } from '../step.ts';
import type { ActionContext, ActPorts, Perform } from './action.ts';
import { emit } from './actions/emit.ts';
import { notifyStaff } from './actions/notify-staff.ts';
import { grantPoints } from './actions/points.ts';
import { tag } from './actions/tag.ts';

const performers: { readonly [Kind in Action['kind']]: Perform<ActionOf<Kind>> } = {
  tag,
  untag: tag,
  points: grantPoints,
  emit,
  'tell-staff': notifyStaff,
};

/**
 * Carries out one `do` step of one run, records its result on the run, and returns the due time of the next step. A
 * recorded result is not repeated; a run that is over passes.
 * @throws RetryableError when the state machine should call again
 * @throws DomainError when the journey or the customer is not there
 */
export async function doAction(input: DoInput, ports: ActPorts): Promise<StepResult> {
  const context = await prepare(input, ports);
  if (context === undefined) return { until: toIso(ports.clock()), action: 'skipped' };
  const ended = endOfRun(context);
  const result = before(context, ended) ?? (await perform(context, ports));
  const { journey, step, then, last } = input;
  ports.count('Action', { journey, action: step.action.kind, outcome: result.outcome, reason: reasonOf(result) });
  const due = fromIso(input.next.until);
  const from = countFrom(due, context.now);
  const plan = planAdvance(context, { from, then, last, ended, due }, ports);
  await advanceRun(context, plan, ports, (run, move) => noted(run, move, step.id, { ...result, at: context.now }));
  return { until: toIso(plan.ended === undefined ? (plan.next ?? from) : context.now), action: result.outcome };
}

async function prepare(input: DoInput, ports: ActPorts): Promise<ActionContext | undefined> {
  const step = await loadStep(input, ports);
  if (step === undefined) return undefined;
  const { now, history, run } = step;
  const { profile } = history;
  const { own } = recipientOf(run?.value, history.facts, profile);
  const subject = run?.value.subject;
  const id = messageKey(input.run, input.step.id);
  const about = { id, now, shop: ports.settings.shop, profile, own, ...(subject && { subject }) };
  return { ...step, envelope: emittedEnvelope(input, input.step.id, about) };
}

/** The result that needs no action: the one recorded earlier, or the reason to do nothing. */
function before({ run, input }: ActionContext, ended: RunEnd | undefined): ActionResult | undefined {
  if (run === undefined) return { outcome: 'skipped', reason: 'superseded' };
  const done = run.value.done?.[input.step.id];
  if (done !== undefined) return done;
  if (ended !== undefined) return { outcome: 'skipped', reason: 'run-ended', detail: ended.reason };
  return run.value.test ? { outcome: 'skipped', reason: 'test-event' } : undefined;
}

function perform(context: ActionContext, ports: ActPorts): Promise<ActionResult> {
  const { action } = context.input.step;
  const performer = performers[action.kind] as Perform<Action>; // the kind names the one that does it
  return performer(action, context, ports);
}

/** The run after a step, with what came of it. The first call to say so moves it; for a slower one the step is over. */
function noted(before: Run, move: Move, step: string, result: NonNullable<Run['done']>[string]): Run {
  if (before.done?.[step] !== undefined) return before;
  const run = runAfter(before, move);
  return { ...run, done: { ...run.done, [step]: result } };
}

function reasonOf(result: ActionResult): string {
  return result.outcome === 'skipped' ? result.reason : 'none';
}
