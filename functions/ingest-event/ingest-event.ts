import { parseStoreEvent, type StoreEvent } from '../../src/contracts/event.ts';
import type { Fact } from '../../src/contracts/fact.ts';
import type { JourneyRules } from '../../src/contracts/journey.ts';
import type { Run, RunEnd } from '../../src/contracts/run.ts';
import type { StoreSettings } from '../../src/contracts/store-settings.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { reachedGoals } from '../../src/policy/conversion.ts';
import { datesOf } from '../../src/policy/dates.ts';
import { noteGoals } from '../../src/policy/goals.ts';
import { nextDue } from '../../src/policy/progress.ts';
import { awaitedHappening, endOf } from '../../src/policy/runs.ts';
import { zoneOf } from '../../src/policy/zone.ts';
import { attribute } from '../../src/stores/attribute.ts';
import type { History } from '../../src/stores/customers.ts';
import { remember } from '../../src/stores/remember.ts';
import type { Stores } from '../../src/stores/stores.ts';
import type { Stored } from '../../src/stores/table.ts';

/** What the use case works with. */
export interface IngestDependencies {
  readonly stores: Stores;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly settings: StoreSettings;
  readonly clock: Clock;
  /** Ends the wait of a run for an event; a token that is no longer waited for is not an error. */
  readonly resume: (token: string, until: number) => Promise<void>;
}

/** A run that the event may mean something to, and what is known. */
interface Concerned {
  readonly stored: Stored<Run>;
  readonly rules: JourneyRules;
  readonly history: History;
  readonly facts: readonly Fact[];
}

/**
 * Takes in one store event: remembers it, ends the runs it ends, resumes the runs that await it, notes the goals it
 * reaches, and credits them to messages.
 * @throws ContractError when the event does not fit its contract
 */
export async function ingestEvent(message: unknown, dependencies: IngestDependencies): Promise<void> {
  const event = parseStoreEvent(message);
  const history = await remember(event, dependencies.stores);
  const facts = history.facts.map(({ value }) => value);
  for (const stored of history.runs) {
    const rules = dependencies.journeys[stored.value.journey];
    if (rules === undefined) continue;
    const standing = await settleRun({ stored, rules, history, facts }, dependencies);
    // Another run took its place meanwhile: what this one reached is to be noted there.
    if (standing === undefined) return ingestEvent(message, dependencies);
  }
  if (mayConvert(event, history, dependencies)) await attribute(history, dependencies);
}

/** Whether the event reaches a goal, or showed that two customers with goals are one. Only then the ledger is read. */
function mayConvert(event: StoreEvent, { profile, runs, facts }: History, { journeys }: IngestDependencies): boolean {
  const joined = Object.values(profile.value.mergedFrom ?? {}).includes(event.id);
  return reachedGoals({
    runs: runs.map(({ value }) => value),
    facts: facts.map(({ value }) => value),
    journeys,
  }).some(({ happening }) => joined || happening.on === event.type);
}

/**
 * Ends or resumes the run, as it may be, and notes its goal: one write, or none when nothing changes.
 * @returns the run as it stands; undefined when another has taken its place
 */
async function settleRun(concerned: Concerned, dependencies: IngestDependencies): Promise<Run | undefined> {
  const { stored, rules, facts } = concerned;
  const move = stored.value.ended === undefined ? await endOrResume(concerned, dependencies) : asItIs;
  return dependencies.stores.runs.change(stored, (standing) => noteGoals(move(standing), rules, facts));
}

type Change = (run: Run) => Run;

const asItIs: Change = (run) => run;

async function endOrResume(concerned: Concerned, dependencies: IngestDependencies): Promise<Change> {
  const { stored, rules, facts } = concerned;
  const end = endOf(stored.value, rules, facts);
  return end === undefined ? resumeRun(concerned, dependencies) : endRun(stored.value, end, dependencies);
}

/** Marks the run as over; one that waits for an event passes on at once. */
async function endRun({ awaiting }: Run, ended: RunEnd, { resume, clock }: IngestDependencies): Promise<Change> {
  if (awaiting !== undefined) await resume(awaiting.token, clock());
  return ({ awaiting: _awaiting, ...standing }) => ({ ...standing, ended });
}

async function resumeRun(
  { stored: { value: run }, rules, history, facts }: Concerned,
  { settings, resume }: IngestDependencies,
): Promise<Change> {
  if (run.awaiting === undefined) return asItIs;
  const { token, on, then } = run.awaiting;
  const happening = awaitedHappening(run, rules, on, facts);
  if (happening === undefined) return asItIs;
  const zone = zoneOf(history.profile.value, settings.timeZone);
  const until = nextDue(happening.at, then, rules, settings, zone, datesOf(run, facts)) ?? happening.at;
  await resume(token, until);
  return (standing) => resumed(standing, token, until, rules);
}

/** The run after its wait for an event: on its way to the step that is due next. */
function resumed(run: Run, token: string, until: number, { priority }: JourneyRules): Run {
  const { awaiting, ...standing } = run;
  return awaiting?.token === token ? { ...standing, next: { at: until, priority } } : run;
}
