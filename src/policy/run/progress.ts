import { day } from '../../commerce/values/time-units.ts';
import type { Delay, NextMessage } from '../../model/delay.ts';
import type { JourneyRules } from '../../model/journey.ts';
import { type Awaiting, longestRunDays, type Run, type RunEnd } from '../../model/run.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { spreadAfter } from '../time/spread.ts';
import { delayEnd, quietEnd } from '../time/timing.ts';
import { zoneOf } from '../time/zone.ts';
import { type DateQuestion, datesOf } from './dates.ts';

/** The inputs of a due time, beside the delay. */
export interface Due {
  /** When the delay begins; epoch milliseconds. */
  readonly from: number;
  /** The run, with whose dates a delay may count; undefined when another has taken its place. */
  readonly run: Pick<Run, 'subject' | 'about'> | undefined;
  readonly past: Pick<DateQuestion, 'facts' | 'profile'>;
  readonly rules: Pick<JourneyRules, 'purpose' | 'priority'>;
  readonly settings: StoreSettings;
  /** The key that the run's execution knows. */
  readonly customer: string;
}

/**
 * The due time of the step after a delay: a time at which the next message may go. Marketing that is due for many at
 * once is spread over a while, by the customer. What is soon of no use is due when the delay ends, though it is night: the
 * hold of the quiet hours then sees whether it is of use the next day.
 */
export function dueAfter(delay: Delay, { from, run, past, rules, settings, customer }: Due): number {
  const { purpose = rules.purpose, timely } = nextMessageOf(delay, rules);
  const zone = zoneOf(past.profile, settings.timeZone);
  const dates = run ? datesOf(run, { facts: past.facts, profile: past.profile, from, zone }) : {};
  const end = delayEnd(from, delay, zone, dates);
  if (purpose === 'transactional') return end;
  if (timely && quietEnd(end, settings, zone) > end) return end; // from then on counts how long it is of use
  return spreadAfter(delay, { from, end }, customer, settings, zone);
}

/** The next message after a delay: one of the run's own purpose and priority, or one of its journey's. */
export function nextMessageOf(
  delay: Delay | undefined,
  { priority }: Pick<JourneyRules, 'priority'>,
): Partial<NextMessage> & Pick<NextMessage, 'priority'> {
  return delay?.leadsTo ?? { priority };
}

/** When the step after a delay is due; undefined when no delay follows. */
export function nextDue(then: Delay | undefined, due: Due): number | undefined {
  return then && dueAfter(then, due);
}

/** The calendar lets customers in two days before the run counts, and the execution begins then. */
const daysAhead = 2;

/** True if a run would wait for longer than its execution lives. Times in epoch milliseconds. */
export function isTooFarAhead(
  { startedAt }: Pick<Run, 'startedAt'>,
  { starts }: Pick<JourneyRules, 'starts'>,
  next: number | undefined,
): boolean {
  const days = longestRunDays - (starts.every ? daysAhead : 0);
  return next !== undefined && next > startedAt + days * day;
}

/** The end of a run whose next wait its execution would not live through. */
export function outliving(
  run: Pick<Run, 'startedAt'> | undefined,
  rules: Pick<JourneyRules, 'starts'>,
  next: number | undefined,
  now: number,
): RunEnd | undefined {
  const outlives = run !== undefined && isTooFarAhead(run, rules, next);
  return outlives ? { at: now, why: 'stopped', reason: 'too-far-ahead' } : undefined;
}

/** The way of a run from a step. */
export interface Move extends Partial<NextMessage> {
  readonly now: number;
  /** When the step itself was due: an await that was due later stays. */
  readonly from?: number | undefined;
  /** When the next step is due, if a delay leads to it. */
  readonly next?: number;
  readonly priority: number;
  /** True if nothing follows the step. */
  readonly last?: boolean;
  /** The await that the step itself begins, if it does. */
  readonly awaits?: string | undefined;
  /** Why the run is over, if the step found that out. */
  readonly ended?: RunEnd;
  /** The arm that leads on from the step, if it has several. */
  readonly arm?: { readonly of: string; readonly index: number } | undefined;
}

/**
 * The run after a step: on its way to the next one, or over. A run that is over stays as it is, unless it was completed by
 * a way that its execution did not take. Its former await is gone: when a step follows a time-out, an event that comes late changes nothing. But an await of the step itself
 * stays: the step was called once more, after another call of it had come to the wait. So does an await that was due
 * later than the step: this is a slow call of a step that is over.
 */
export function runAfter(before: Run, { now, from, next, priority, purpose, last, awaits, ended, arm }: Move): Run {
  if (isOvertaken(from, before.awaiting)) return before;
  const hasBegunToWait = awaits !== undefined && before.awaiting?.step === awaits;
  if (hasBegunToWait && before.ended === undefined && ended === undefined) return before;
  const open = reopened(before, from);
  // A held message of a run that is through all its steps may find that nothing more should go.
  if (open.ended !== undefined && (open.ended.why !== 'completed' || ended?.why !== 'stopped')) return before;
  const { awaiting, ...run } = withArm(open, arm);
  if (ended !== undefined) return { ...run, ended, next: undefined };
  if (next !== undefined) return { ...run, next: { at: next, priority, ...(purpose && { purpose }) } };
  const due = from ?? awaiting?.from;
  const completed: RunEnd = { at: now, why: 'completed', reason: 'all steps done', ...(due !== undefined && { due }) };
  return { ...run, next: undefined, ...(last && { ended: completed }) };
}

function withArm(run: Run, arm: Move['arm']): Run {
  return arm === undefined ? run : { ...run, arms: { ...run.arms, [arm.of]: arm.index } };
}

/**
 * The run without its end, if it counts as completed and comes to a step that is due later than the last one: its
 * execution took another arm than the one that completed it, because a time-out or another event was first.
 * @param from when the step is due
 */
export function reopened(run: Run, from: number | undefined): Run {
  const { ended, ...open } = run;
  const isOnOtherWay = ended?.why === 'completed' && ended.due !== undefined && from !== undefined && from > ended.due;
  return isOnOtherWay ? open : run;
}

/** True if a step that was due at that time is over, because the run has come to an await that was due later. */
export function isOvertaken(from: number | undefined, awaiting: Awaiting | undefined): boolean {
  return from !== undefined && awaiting?.from !== undefined && from < awaiting.from;
}

/** The run after its wait for an event, unless it waits no more with that token. */
export function runAfterWait(run: Run, token: string, move: Move): Run {
  return run.awaiting?.token === token ? runAfter(run, move) : run;
}
