import type { Delay } from '../model/delay.ts';
import { DomainError } from '../model/errors.ts';
import type { JourneyRules } from '../model/journey.ts';
import type { Run, RunEnd } from '../model/run.ts';
import type { RunInput } from '../model/run-input.ts';
import { type Due, type Move, nextDue, nextMessageOf, outliving, runAfter } from '../policy/run/progress.ts';
import { endOf } from '../policy/run/runs.ts';
import { type CustomerZone, whereIs } from '../policy/time/zone.ts';
import type { History } from '../stores/history.ts';
import type { Stored } from '../stores/table.ts';
import { loadRun } from './load-run.ts';
import type { Ports, RunPorts } from './ports.ts';

/*
 * What the tasks of a state machine have in common. Each loads its run, refuses what the table or the catalogue does not
 * know, asks whether the run is over, acts, and leads the run on to its next step. The acting is all that the tasks' own
 * files say.
 */

/** One step of one run at one moment. */
export interface RunStep<Input extends RunInput = RunInput> {
  readonly input: Input;
  readonly history: History;
  readonly rules: JourneyRules;
  /** Undefined when another run has taken its place. */
  readonly run: Stored<Run> | undefined;
  readonly now: number;
  /** The customer's IANA zone. */
  readonly zone: string;
  /** The same zone, with where it comes from. */
  readonly where: CustomerZone;
}

/**
 * Loads what a task is about.
 * @returns undefined when the customer was erased: the execution passes
 * @throws DomainError when the journey or the customer is not there
 */
export async function loadStep<Input extends RunInput>(
  input: Input,
  { stores, journeys, settings, clock }: Pick<RunPorts, 'stores' | 'journeys' | 'settings' | 'clock'>,
): Promise<RunStep<Input> | undefined> {
  const history = await loadRun(input, stores);
  const rules = journeys[input.journey];
  if (history === undefined && (await stores.customers.erasedAt(input.customer)) !== undefined) return undefined;
  if (history === undefined) throw new DomainError(`Run ${input.run} names a customer who is not in the table.`);
  if (rules === undefined) throw new DomainError(`The deployed catalogue has no journey "${input.journey}".`);
  const where = whereIs(history.profile, settings.timeZone);
  return { input, history, rules, run: history.storedRun(input.run), now: clock(), zone: where.zone, where };
}

/**
 * Why the run was over before this step, though it may not be marked yet. A completed run is not: this very step may
 * have completed it, the first time, or another arm than the one that its execution took.
 */
export function endOfRun({ run, rules, history }: Pick<RunStep, 'run' | 'rules' | 'history'>): RunEnd | undefined {
  if (run === undefined) return undefined;
  const { ended } = run.value;
  return (ended?.why === 'completed' ? undefined : ended) ?? endOf(run.value, rules, history.facts);
}

/** The way a run continues after a step. */
export interface Way {
  /** When the delay after the step begins. */
  readonly from: number;
  readonly then?: Delay;
  /** True if nothing follows the step. */
  readonly last?: boolean;
  /** The await that the step itself begins, if it does. */
  readonly awaits?: string;
  /** Why the run is over, if the step found that out. */
  readonly ended?: RunEnd;
  /** True if the execution has already passed the step, and has no wait left to live through. */
  readonly isPassed?: boolean;
  /** When the step itself was due: a slow call of one that is over changes nothing. Left out where that does not matter. */
  readonly due?: number;
}

/** The due time of the run's next step, and the change to write to the run. */
export interface Advance {
  /** Undefined when no delay leads to the next step. */
  readonly next: number | undefined;
  readonly ended: RunEnd | undefined;
  readonly move: Move;
}

/** When the step after the delay is due; undefined when there is no delay. */
export function dueNext(
  { input, history, rules, run }: Pick<RunStep, 'input' | 'history' | 'rules' | 'run'>,
  { from, then }: Pick<Way, 'from' | 'then'>,
  { settings }: Pick<Ports, 'settings'>,
): number | undefined {
  const due: Due = { from, run: run?.value, past: history, rules, settings, customer: input.customer };
  return nextDue(then, due);
}

/** Plans the run's next step. A run whose execution would not live through the wait is over. */
export function planAdvance(step: RunStep, way: Way, ports: Pick<Ports, 'settings'>): Advance {
  const { run, rules, now } = step;
  const next = dueNext(step, way, ports);
  const ended = way.ended ?? (way.isPassed ? undefined : outliving(run?.value, rules, next, now));
  const { then, last, awaits, due: from } = way;
  return { next, ended, move: { now, from, next, ...nextMessageOf(then, rules), last, awaits, ended } };
}

/**
 * Writes where a step leads its run.
 * @param apply what the move makes of the run; the run after it, when it is left out
 */
export async function advanceRun(
  { run }: Pick<RunStep, 'run'>,
  { move }: Advance,
  { stores }: Pick<RunPorts, 'stores'>,
  apply: (run: Run, move: Move) => Run = runAfter,
): Promise<void> {
  if (run !== undefined) await stores.runs.change(run, (current) => apply(current, move));
}
