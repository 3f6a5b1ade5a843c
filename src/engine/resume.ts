import type { Message } from '../model/message.ts';
import type { Awaiting, Run } from '../model/run.ts';
import { nextDue, nextMessageOf, outliving, runAfterWait } from '../policy/run/progress.ts';
import { awaitedOccurrence } from '../policy/run/runs.ts';
import type { History } from '../stores/history.ts';
import type { Ports, RunPorts } from './ports.ts';

export type ResumePorts = Pick<RunPorts, 'stores' | 'journeys' | 'settings' | 'clock' | 'resume'>;

/** A change to a run: returns the changed run, or the same object when nothing changes. */
export type RunChange = (run: Run) => Run;

/**
 * Lets a waiting run go on if what it awaits has happened: by the arm of the earliest such event, with the delay
 * counted from it. Doing it again changes nothing.
 * @param messages the run's lines of the ledger; they matter if it awaits events of its last message
 * @param notBefore the earliest time of the next step; epoch milliseconds
 * @returns the change to write
 */
export async function resumeRun(
  run: Run,
  history: History,
  ports: ResumePorts,
  messages: readonly Message[] = [],
  notBefore = 0,
): Promise<RunChange> {
  const { awaiting } = run;
  const rules = ports.journeys[run.journey];
  if (awaiting === undefined || rules === undefined) return (current) => current;
  const occurrence = awaitedOccurrence(run, rules, awaiting.on, history.facts, messages);
  if (occurrence === undefined) return (current) => current;
  const arm = awaiting.on.indexOf(occurrence.on);
  const { then, last } = awaiting.arms?.[arm] ?? awaiting;
  const { settings, resume } = ports;
  const due = nextDue(then, { from: occurrence.at, run, past: history, rules, settings, customer: run.input.customer });
  // Each step is due after the await above it, also by an older event: that is how a slow call of the await is known.
  const until = Math.max(due ?? occurrence.at, notBefore, (awaiting.from ?? 0) + 1);
  // What is over with the event is over when it happened, whenever that was heard of.
  const now = Math.max(occurrence.at, notBefore);
  const ended = outliving(run, rules, until, now);
  for (const token of tokensOf(awaiting)) await resume(token, ended === undefined ? until : now, awaiting.arms && arm);
  const taken = { of: awaiting.step, index: awaiting.arms ? arm : 0 };
  const move = { now, ...nextMessageOf(then, rules), ...(last ? { last } : { next: until }), ended, arm: taken };
  return (current) => runAfterWait(current, awaiting.token, move);
}

/** Lets a run that is over pass at once, by the last arm. */
export async function releaseWaiting(
  awaiting: Pick<Awaiting, 'token' | 'others' | 'arms'>,
  { resume, clock }: Pick<Ports, 'resume' | 'clock'>,
): Promise<void> {
  const { arms } = awaiting;
  for (const token of tokensOf(awaiting)) await resume(token, clock(), arms && arms.length - 1);
}

/** All tokens that the execution may wait with. To answer one that nobody waits with changes nothing. */
function tokensOf({ token, others = [] }: Pick<Awaiting, 'token' | 'others'>): readonly string[] {
  return [...others, token];
}
