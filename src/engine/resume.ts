import type { Clock } from '../model/clock.ts';
import type { JourneyRules } from '../model/journey.ts';
import type { Message } from '../model/message.ts';
import type { Awaiting, Run } from '../model/run.ts';
import type { StoreSettings } from '../model/store-settings.ts';
import { datesOf } from '../policy/run/dates.ts';
import { leadOf, nextDue, outliving, resumed } from '../policy/run/progress.ts';
import { awaitedHappening } from '../policy/run/runs.ts';
import { zoneOf } from '../policy/time/zone.ts';
import type { History } from '../stores/history.ts';
import type { Stores } from '../stores/stores.ts';

/** What resuming works with. */
export interface ResumeDependencies {
  readonly stores: Stores;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly settings: StoreSettings;
  readonly clock: Clock;
  /**
   * Ends the wait that a token stands for: says when the next step is due and, if each event has an arm of its own,
   * which one is taken. A token that is no longer waited for is not an error.
   */
  readonly resume: (token: string, until: number, arm?: number) => Promise<void>;
}

/** What becomes of a run: the changed one, or the same object when nothing changes. */
export type RunChange = (run: Run) => Run;

/**
 * Lets a waiting run go on if what it awaits has happened: by the arm of the earliest such event, with the delay
 * counted from it. Doing it again changes nothing.
 * @param messages the run's lines of the ledger; they matter if it awaits what becomes of its last message
 * @param notBefore the earliest that the next step can be due; epoch milliseconds
 * @returns what is to be written of it
 */
export async function resumeRun(
  run: Run,
  history: History,
  { journeys, settings, resume }: ResumeDependencies,
  messages: readonly Message[] = [],
  notBefore = 0,
): Promise<RunChange> {
  const { awaiting } = run;
  const rules = journeys[run.journey];
  if (awaiting === undefined || rules === undefined) return (standing) => standing;
  const facts = history.facts;
  const happening = awaitedHappening(run, rules, awaiting.on, facts, messages);
  if (happening === undefined) return (standing) => standing;
  const arm = awaiting.on.indexOf(happening.on);
  const { then, last } = awaiting.arms?.[arm] ?? awaiting;
  const zone = zoneOf(history.profile, settings.timeZone);
  const dates = datesOf(run, { facts, profile: history.profile, from: happening.at, zone });
  const due = nextDue(happening.at, then, rules, settings, zone, dates, run.input.customer) ?? happening.at;
  const until = Math.max(due, notBefore);
  // What is over with the event is over when it happened, whenever that was heard of.
  const now = Math.max(happening.at, notBefore);
  const ended = outliving(run, rules, until, now);
  for (const token of tokensOf(awaiting)) await resume(token, ended === undefined ? until : now, awaiting.arms && arm);
  const move = { now, ...leadOf(then, rules), ...(last ? { last } : { next: until }), ended };
  return (standing) => resumed(standing, awaiting.token, move);
}

/** Lets a run that is over pass at once, by the last arm. */
export async function passBy(
  awaiting: Pick<Awaiting, 'token' | 'others' | 'arms'>,
  { resume, clock }: Pick<ResumeDependencies, 'resume' | 'clock'>,
): Promise<void> {
  const { arms } = awaiting;
  for (const token of tokensOf(awaiting)) await resume(token, clock(), arms && arms.length - 1);
}

/** All tokens that the execution may wait with. To answer one that nobody waits with changes nothing. */
function tokensOf({ token, others = [] }: Pick<Awaiting, 'token' | 'others'>): readonly string[] {
  return [...others, token];
}
