import { type AwaitedEvent, isMessageEvent } from '../model/awaited.ts';
import type { Message } from '../model/message.ts';
import type { Awaiting, Run } from '../model/run.ts';
import type { AwaitInput } from '../model/step.ts';
import { isOvertaken, moveOn, outliving } from '../policy/run/progress.ts';
import { awaitedOccurrence, endOf } from '../policy/run/runs.ts';
import { fromIso } from '../policy/time/timing.ts';
import type { History } from '../stores/customers.ts';
import type { Stored } from '../stores/table.ts';
import { findRun, loadRun } from './load-run.ts';
import { passBy, type ResumeDependencies, resumeRun } from './resume.ts';

/**
 * Lets a run wait for an event: stores the token, then looks once more whether the event has come, so
 * that one that comes before, while or after the token is stored resumes the run. A run that is over passes.
 */
export async function awaitEvent(input: AwaitInput, dependencies: ResumeDependencies): Promise<void> {
  const { stores } = dependencies;
  const { token, then, last } = input;
  const { id: step, on, arms } = input.step;
  const from = fromIso(input.next.until);
  const awaiting: Awaiting = {
    step,
    from,
    on,
    token,
    ...(arms && { arms }),
    ...(then && { then }),
    ...(last && { last }),
  };
  const run = await findRun(input, stores);
  if (run && (await isTooLong(run, input, dependencies))) return passBy(awaiting, dependencies);
  const waiting =
    run &&
    (await stores.runs.change(run, (standing) =>
      standing.ended || isOvertaken(from, standing.awaiting)
        ? standing
        : { ...standing, awaiting: beside(standing.awaiting, awaiting), next: undefined },
    ));
  if (waiting?.ended?.why === 'completed') return passAgain(input, awaiting, dependencies);
  if (waiting === undefined || waiting.ended !== undefined) return passBy(awaiting, dependencies);
  if (waiting.awaiting?.step !== step) return; // a slow call: the execution has gone on, and waits with another token
  const history = await loadRun(input, stores); // after the token was stored
  const standing = runIn(history, input.run);
  if (history === undefined || standing === undefined) return passBy(awaiting, dependencies);
  if (isOver(standing.value, history, dependencies)) return passBy(awaiting, dependencies);
  const messages = await linesFor(on, standing.value, dependencies);
  // However long ago it happened, the run has only come here now: nothing that follows is stale.
  const notBefore = dependencies.clock();
  await stores.runs.change(standing, await resumeRun(standing.value, history, dependencies, messages, notBefore));
}

/**
 * Lets a run pass that this wait has completed: an earlier call of the task stored its token, the event answered that one,
 * and the execution waits with this one. It takes the arm of the event, not the last one.
 */
async function passAgain(input: AwaitInput, awaiting: Awaiting, dependencies: ResumeDependencies): Promise<void> {
  const history = await loadRun(input, dependencies.stores); // with the event that completed it
  const run = runIn(history, input.run)?.value;
  const rules = dependencies.journeys[input.journey];
  if (history === undefined || run === undefined || rules === undefined) return passBy(awaiting, dependencies);
  const messages = await linesFor(awaiting.on, run, dependencies);
  const facts = history.facts.map(({ value }) => value);
  const hasCome = awaitedOccurrence(run, rules, awaiting.on, facts, messages) !== undefined;
  if (!hasCome) return passBy(awaiting, dependencies);
  await resumeRun({ ...run, awaiting }, history, dependencies, messages, dependencies.clock());
}

/** The run's lines of the ledger, if one of the events is what becomes of a message. */
async function linesFor(
  on: readonly AwaitedEvent[],
  run: Run,
  { stores }: ResumeDependencies,
): Promise<readonly Message[]> {
  return on.some(isMessageEvent) ? stores.messages.ofRun(run) : [];
}

/** The wait, with the tokens of other calls of the same task. */
function beside(before: Awaiting | undefined, awaiting: Awaiting): Awaiting {
  if (before?.step !== awaiting.step) return awaiting;
  const tokens = [...(before.others ?? []), before.token].filter((token) => token !== awaiting.token);
  return tokens.length === 0 ? awaiting : { ...awaiting, others: tokens.slice(-mostOthers) };
}

/** Calls that overtake each other are few. */
const mostOthers = 5;

/** Whether the execution would not live through the wait; the run is over then, and says so. */
async function isTooLong(
  run: Stored<Run>,
  { journey, step: { within = 0 } }: AwaitInput,
  { stores, journeys, clock }: ResumeDependencies,
): Promise<boolean> {
  const rules = journeys[journey];
  const now = clock();
  const ended = rules && outliving(run.value, rules, now + within * 60_000, now);
  if (ended) await stores.runs.change(run, (standing) => moveOn(standing, { now, priority: 0, ended }));
  return ended !== undefined;
}

/** Whether an event has ended the run. It may have been taken in before the token was stored, and so have resumed nothing. */
function isOver(run: Run, { facts }: History, { journeys }: ResumeDependencies): boolean {
  const rules = journeys[run.journey];
  const known = facts.map(({ value }) => value);
  return run.ended !== undefined || (rules !== undefined && endOf(run, rules, known) !== undefined);
}

function runIn(history: History | undefined, id: string): Stored<Run> | undefined {
  return history?.runs.find(({ value }) => value.id === id);
}
