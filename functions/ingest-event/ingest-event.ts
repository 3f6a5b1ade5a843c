import type { Enrol } from '../../src/contracts/enrolment.ts';
import { parseStoreEvent } from '../../src/contracts/event.ts';
import type { JourneyRules } from '../../src/contracts/journey.ts';
import type { Run, RunEnd } from '../../src/contracts/run.ts';
import type { Segments } from '../../src/contracts/segment.ts';
import type { StoreSettings } from '../../src/contracts/store-settings.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { datesOf } from '../../src/policy/dates.ts';
import { nextDue } from '../../src/policy/progress.ts';
import { awaitedHappening, endOf } from '../../src/policy/runs.ts';
import { enrolmentsBy } from '../../src/policy/segments.ts';
import { zoneOf } from '../../src/policy/zone.ts';
import type { History } from '../../src/stores/customers.ts';
import { remember } from '../../src/stores/remember.ts';
import type { Stores } from '../../src/stores/stores.ts';
import type { Stored } from '../../src/stores/table.ts';

/** What the use case works with. */
export interface IngestDependencies {
  readonly stores: Stores;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly segments: Segments;
  readonly settings: StoreSettings;
  readonly clock: Clock;
  /** Ends the wait of a run for an event; a token that is no longer waited for is not an error. */
  readonly resume: (token: string, until: number) => Promise<void>;
  readonly enrol: Enrol;
}

/**
 * Takes in one store event: remembers it, ends the runs it ends, resumes the runs that await it, and enrols
 * the customer in journeys that begin with a segment which the event brought them into.
 * @throws ContractError when the event does not fit its contract
 */
export async function ingestEvent(event: unknown, dependencies: IngestDependencies): Promise<void> {
  const happened = parseStoreEvent(event);
  const history = await remember(happened, dependencies.stores);
  const facts = history.facts.map(({ value }) => value);
  for (const stored of history.runs) {
    const run = stored.value;
    const rules = dependencies.journeys[run.journey];
    if (rules === undefined || run.ended !== undefined) continue;
    const end = endOf(run, rules, facts);
    if (end !== undefined) await endRun(stored, end, dependencies);
    else await resumeRun(stored, history, rules, dependencies);
  }
  const { customer, profile } = history;
  const entering = enrolmentsBy(happened, { customer, profile: profile.value, facts }, dependencies);
  if (entering.length > 0) await dependencies.enrol(entering);
}

/** Marks the run as over; one that waits for an event passes on at once. */
async function endRun(run: Stored<Run>, ended: RunEnd, { stores, resume, clock }: IngestDependencies): Promise<void> {
  const { awaiting } = run.value;
  if (awaiting !== undefined) await resume(awaiting.token, clock());
  await stores.runs.change(run, ({ awaiting: _awaiting, ...standing }) => ({ ...standing, ended }));
}

async function resumeRun(
  run: Stored<Run>,
  history: History,
  rules: JourneyRules,
  dependencies: IngestDependencies,
): Promise<void> {
  if (run.value.awaiting === undefined) return;
  const { token, on, then } = run.value.awaiting;
  const facts = history.facts.map(({ value }) => value);
  const happening = awaitedHappening(run.value, rules, on, facts);
  if (happening === undefined) return;
  const { settings, stores, resume } = dependencies;
  const zone = zoneOf(history.profile.value, settings.timeZone);
  const dates = datesOf(run.value, { facts, profile: history.profile.value, from: happening.at, zone });
  const until = nextDue(happening.at, then, rules, settings, zone, dates) ?? happening.at;
  await resume(token, until);
  await stores.runs.change(run, (standing) => resumed(standing, token, until, rules));
}

/** The run after its wait for an event: on its way to the step that is due next. */
function resumed(run: Run, token: string, until: number, { priority }: JourneyRules): Run {
  const { awaiting, ...standing } = run;
  return awaiting?.token === token ? { ...standing, next: { at: until, priority } } : run;
}
