import { parseStoreEvent, type StoreEvent } from '../../src/contracts/event.ts';
import type { Fact } from '../../src/contracts/fact.ts';
import type { JourneyRules } from '../../src/contracts/journey.ts';
import type { Run, RunEnd, RunInput } from '../../src/contracts/run.ts';
import type { StoreSettings } from '../../src/contracts/store-settings.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Keys } from '../../src/platform/keys.ts';
import { datesOf } from '../../src/policy/dates.ts';
import { factOf } from '../../src/policy/facts.ts';
import { pickAll } from '../../src/policy/filter.ts';
import { noteGoals } from '../../src/policy/goals.ts';
import { dueAfter, leadOf } from '../../src/policy/progress.ts';
import { endOf, mayReenter, refusalOf, subjectOf } from '../../src/policy/runs.ts';
import { fromIso, toIso } from '../../src/policy/timing.ts';
import { zoneOf } from '../../src/policy/zone.ts';
import type { History } from '../../src/stores/customers.ts';
import { remember } from '../../src/stores/remember.ts';
import type { Stores } from '../../src/stores/stores.ts';

/** What the use case works with. */
export interface StartDependencies {
  readonly stores: Stores;
  readonly keys: Keys;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly settings: StoreSettings;
  readonly clock: Clock;
  /** Starts an execution; one of that name that was started before is success. */
  readonly startExecution: (journey: string, name: string, input: RunInput) => Promise<void>;
}

/** What became of the event at the journey's door. */
export type Entry = 'started' | 'refused' | 'already-in';

/**
 * Lets a customer into a journey: writes the run, then starts its execution. Doing it twice is doing it once.
 * @throws ContractError when the event does not fit its contract
 * @throws RangeError when the journey is unknown, or the event does not name what it runs once per
 */
export async function startJourney(journey: string, message: unknown, dependencies: StartDependencies): Promise<Entry> {
  const { stores, journeys } = dependencies;
  const event = parseStoreEvent(message);
  const rules = journeys[journey];
  if (rules === undefined)
    throw new RangeError(`There is no journey "${journey}": is its rule older than the deployment?`);
  const history = await remember(event, stores);
  const facts = factsOf(history);
  const run = noteGoals(newRun(event, rules, history, dependencies), rules, facts);
  const mayEnter = (previous: Run) => mayReenter(previous, run.startedAt, rules, facts);
  const { value: standing } = await stores.runs.enter(run, mayEnter);
  if (standing.startedBy !== event.id) return 'already-in';
  if (standing.ended !== undefined) return 'refused';
  await dependencies.startExecution(journey, standing.id, standing.input);
  return 'started';
}

function newRun(event: StoreEvent, rules: JourneyRules, history: History, dependencies: StartDependencies): Run {
  const { customer } = history;
  const { journey, starts, firstDelay } = rules;
  const { settings, keys } = dependencies;
  const subject = subjectOf(rules, event, customer);
  if (subject === undefined)
    throw new RangeError(`${event.type} names no ${starts.oncePer}, which ${journey} runs once per.`);
  const startedAt = fromIso(event.occurredAt);
  const zone = zoneOf(history.profile.value, settings.timeZone);
  const known = { facts: factsOf(history), profile: history.profile.value };
  const dates = datesOf({ subject, about: factOf(event) }, { ...known, from: startedAt, zone });
  const due = dueAfter(startedAt, firstDelay, rules, settings, zone, dates);
  const id = runId({ customer, journey, subject, startedAt }, keys);
  return {
    id,
    customer,
    journey,
    subject,
    about: factOf(event),
    startedAt,
    startedBy: event.id,
    test: event.test,
    input: { customer, run: id, journey, next: { until: toIso(due) } },
    filter: pickAll(event, [starts.where ?? {}, ...(rules.remembers ?? [])]),
    next: { at: due, ...leadOf(firstDelay, rules) },
    ended: refusalAtDoor(event, { subject, startedAt }, rules, history, dependencies),
  };
}

/** A test, an event that comes too late, or one that a later event has already overtaken. */
function refusalAtDoor(
  event: StoreEvent,
  run: Pick<Run, 'subject' | 'startedAt'>,
  rules: JourneyRules,
  history: History,
  { clock, settings }: StartDependencies,
): RunEnd | undefined {
  const now = clock();
  const overtaken = endOf(run, rules, factsOf(history)) && 'already-ended';
  const reason = refusalOf(event, now, settings.staleAfterMinutes) ?? overtaken;
  return reason && { at: now, why: 'refused', reason };
}

function factsOf({ facts }: History): Fact[] {
  return facts.map(({ value }) => value);
}

/** The run's id and its execution's name: at most 80 characters, the same whenever the same event comes. */
function runId(
  { customer, journey, subject, startedAt }: Pick<Run, 'customer' | 'journey' | 'subject' | 'startedAt'>,
  keys: Keys,
): string {
  const hash = keys.hash(`run:${customer}:${subject.kind}`, subject.id).slice(0, 20);
  return `${journey}-${hash}-${startedAt.toString(36)}`;
}
