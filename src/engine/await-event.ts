import { minute } from '../commerce/values/time-units.ts';
import { type AwaitedEvent, isMessageEvent } from '../model/awaited.ts';
import type { Message } from '../model/message.ts';
import type { Awaiting, Run } from '../model/run.ts';
import type { AwaitInput } from '../model/step.ts';
import { isOvertaken, outliving, reopened, runAfter } from '../policy/run/progress.ts';
import { awaitedOccurrence, endOf } from '../policy/run/runs.ts';
import { fromIso } from '../policy/time/timing.ts';
import type { History } from '../stores/history.ts';
import type { Stored } from '../stores/table.ts';
import { findRun, loadRun } from './load-run.ts';
import { type ResumePorts, releaseWaiting, resumeRun } from './resume.ts';

/**
 * Lets a run wait for an event: stores the token, then checks once more for the event, so that one that arrives before,
 * while or after the token is stored resumes the run. A run that is over passes.
 */
export async function awaitEvent(input: AwaitInput, ports: ResumePorts): Promise<void> {
  const { stores } = ports;
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
  if (run && (await isTooLong(run, input, ports))) return releaseWaiting(awaiting, ports);
  const waiting =
    run &&
    (await stores.runs.change(run, (current) => {
      const open = reopened(current, from);
      return open.ended || isOvertaken(from, open.awaiting)
        ? current
        : { ...open, awaiting: beside(open.awaiting, awaiting), next: undefined };
    }));
  if (waiting?.ended?.why === 'completed') return passAgain(input, awaiting, ports);
  if (waiting === undefined || waiting.ended !== undefined) return releaseWaiting(awaiting, ports);
  if (waiting.awaiting?.step !== step) return; // a slow call: the execution has gone on, and waits with another token
  const history = await loadRun(input, stores); // after the token was stored
  const current = history?.storedRun(input.run);
  if (history === undefined || current === undefined) return releaseWaiting(awaiting, ports);
  if (isOver(current.value, history, ports)) return releaseWaiting(awaiting, ports);
  const messages = await linesFor(on, current.value, ports);
  // However long ago it happened, the run has only come here now: nothing that follows is stale.
  const notBefore = ports.clock();
  await stores.runs.change(current, await resumeRun(current.value, history, ports, messages, notBefore));
}

/**
 * Resumes a run whose wait is already complete: an earlier call of the task stored its token, the event answered that
 * one, and the execution waits with this one. It takes the arm of the event, not the last one.
 */
async function passAgain(input: AwaitInput, awaiting: Awaiting, ports: ResumePorts): Promise<void> {
  const history = await loadRun(input, ports.stores); // with the event that completed it
  const run = history?.run(input.run);
  const rules = ports.journeys[input.journey];
  if (history === undefined || run === undefined || rules === undefined) return releaseWaiting(awaiting, ports);
  const messages = await linesFor(awaiting.on, run, ports);
  const hasCome = awaitedOccurrence(run, rules, awaiting.on, history.facts, messages) !== undefined;
  if (!hasCome) return releaseWaiting(awaiting, ports);
  await resumeRun({ ...run, awaiting }, history, ports, messages, ports.clock());
}

/** The run's lines of the ledger, if one of the events is what becomes of a message. */
async function linesFor(on: readonly AwaitedEvent[], run: Run, { stores }: ResumePorts): Promise<readonly Message[]> {
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

/** True if the execution would not live through the wait. Ends the run then. */
async function isTooLong(
  run: Stored<Run>,
  { journey, step: { within = 0 } }: AwaitInput,
  { stores, journeys, clock }: ResumePorts,
): Promise<boolean> {
  const rules = journeys[journey];
  const now = clock();
  const ended = rules && outliving(run.value, rules, now + within * minute, now);
  if (ended) await stores.runs.change(run, (current) => runAfter(current, { now, priority: 0, ended }));
  return ended !== undefined;
}

/** True if an event has ended the run. An event recorded before the token was stored has resumed nothing. */
function isOver(run: Run, { facts }: History, { journeys }: ResumePorts): boolean {
  const rules = journeys[run.journey];
  return run.ended !== undefined || (rules !== undefined && endOf(run, rules, facts) !== undefined);
}
