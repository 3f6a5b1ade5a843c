import type { Action, ActionOf, ActionResult } from '../../model/action.ts';
import { messageKey } from '../../model/message.ts';
import type { Run, RunEnd } from '../../model/run.ts';
import type { DoInput, StepResult } from '../../model/step.ts';
import { recipientOf } from '../../policy/customer/recipient.ts';
import { datesOf } from '../../policy/run/dates.ts';
import { occasionOf } from '../../policy/run/occasion.ts';
import { leadOf, moveOn, nextDue, outliving } from '../../policy/run/progress.ts';
import { endOf } from '../../policy/run/runs.ts';
import { countFrom, fromIso, toIso } from '../../policy/time/timing.ts';
import { zoneOf } from '../../policy/time/zone.ts';
import { loadRun } from '../load-run.ts';
import type { DoDependencies, Doing, Perform } from './action.ts';
import { emit } from './actions/emit.ts';
import { grantPoints } from './actions/points.ts';
import { tag } from './actions/tag.ts';
import { tellStaff } from './actions/tell-staff.ts';

const performers: { readonly [Kind in Action['kind']]: Perform<ActionOf<Kind>> } = {
  tag,
  untag: tag,
  points: grantPoints,
  emit,
  'tell-staff': tellStaff,
};

/**
 * Does what one step of one run says, records what came of it on the run, and says when the next step is due. What
 * was recorded is not done again; a run that is over passes.
 * @throws RetryableError when the state machine should call again
 * @throws RangeError when the journey or the customer is not there
 */
export async function doAction(input: DoInput, dependencies: DoDependencies): Promise<StepResult> {
  const doing = await prepare(input, dependencies);
  const ended = endFound(doing);
  const result = before(doing, ended) ?? (await perform(doing, dependencies));
  const { journey, step } = input;
  dependencies.count('Action', {
    journey,
    action: step.action.kind,
    outcome: result.outcome,
    reason: reasonOf(result),
  });
  return record(doing, result, ended, dependencies);
}

async function prepare(input: DoInput, { stores, journeys, settings, clock }: DoDependencies): Promise<Doing> {
  const history = await loadRun(input, stores);
  const rules = journeys[input.journey];
  if (history === undefined) throw new RangeError(`Run ${input.run} names a customer who is not in the table.`);
  if (rules === undefined) throw new RangeError(`The deployed catalogue has no journey "${input.journey}".`);
  const run = history.storedRun(input.run);
  const now = clock();
  const id = messageKey(input.run, input.step.id);
  const profile = history.profile;
  const { own } = recipientOf(run?.value, history.facts, profile);
  const about = { id, now, shop: settings.shop, profile, own };
  const subject = run?.value.subject;
  const occasion = occasionOf(input, input.step.id, { ...about, ...(subject && { subject }) });
  return { input, history, rules, run, now, occasion };
}

/** Why the run is over, though it may not be marked yet. */
function endFound({ run, rules, history }: Doing): RunEnd | undefined {
  const facts = history.facts;
  return run && (run.value.ended ?? endOf(run.value, rules, facts));
}

/** What is known without doing anything: what came of it before, or why nothing is to be done. */
function before({ run, input }: Doing, ended: RunEnd | undefined): ActionResult | undefined {
  if (run === undefined) return { outcome: 'skipped', reason: 'superseded' };
  const done = run.value.done?.[input.step.id];
  if (done !== undefined) return done;
  if (ended !== undefined) return { outcome: 'skipped', reason: 'run-ended', detail: ended.reason };
  return run.value.test ? { outcome: 'skipped', reason: 'test-event' } : undefined;
}

function perform(doing: Doing, dependencies: DoDependencies): Promise<ActionResult> {
  const { action } = doing.input.step;
  const performer = performers[action.kind] as Perform<Action>; // the kind names the one that does it
  return performer(action, doing, dependencies);
}

async function record(
  { input, history, rules, run, now }: Doing,
  result: ActionResult,
  ended: RunEnd | undefined,
  { stores, settings }: DoDependencies,
): Promise<StepResult> {
  const from = countFrom(fromIso(input.next.until), now);
  const zone = zoneOf(history.profile, settings.timeZone);
  const facts = history.facts;
  const dates = run ? datesOf(run.value, { facts, profile: history.profile, from, zone }) : {};
  const next = nextDue(from, input.then, rules, settings, zone, dates, input.customer);
  const over = ended ?? outliving(run?.value, rules, next, now);
  const move = { now, next, ...leadOf(input.then, rules), last: input.last, ended: over };
  if (run !== undefined) {
    await stores.runs.change(run, (standing) => noted(moveOn(standing, move), input.step.id, { ...result, at: now }));
  }
  return { until: toIso(over === undefined ? (next ?? from) : now), action: result.outcome };
}

/** The run with what came of a step; the first word holds. */
function noted(run: Run, step: string, result: NonNullable<Run['done']>[string]): Run {
  return run.done?.[step] === undefined ? { ...run, done: { ...run.done, [step]: result } } : run;
}

function reasonOf(result: ActionResult): string {
  return result.outcome === 'skipped' ? result.reason : 'none';
}
