import type { JourneyRules } from '../../src/contracts/journey.ts';
import type { Awaiting, Run } from '../../src/contracts/run.ts';
import type { AwaitInput } from '../../src/contracts/step.ts';
import type { StoreSettings } from '../../src/contracts/store-settings.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { datesOf } from '../../src/policy/dates.ts';
import { nextDue } from '../../src/policy/progress.ts';
import { awaitedHappening } from '../../src/policy/runs.ts';
import { zoneOf } from '../../src/policy/zone.ts';
import type { Stores } from '../../src/stores/stores.ts';
import type { Stored } from '../../src/stores/table.ts';

/** What the use case works with. */
export interface AwaitDependencies {
  readonly stores: Stores;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly settings: StoreSettings;
  readonly clock: Clock;
  /** Ends the wait; a token that is no longer waited for is not an error. */
  readonly resume: (token: string, until: number) => Promise<void>;
}

/**
 * Lets a run wait for an event: stores the token, then looks once more whether the event has come, so
 * that one that comes before, while or after the token is stored resumes the run. A run that is over passes.
 */
export async function awaitEvent(input: AwaitInput, dependencies: AwaitDependencies): Promise<void> {
  const { stores, resume, clock } = dependencies;
  const awaiting: Awaiting = {
    step: input.step.id,
    on: input.step.on,
    token: input.token,
    ...(input.then && { then: input.then }),
  };
  const run = await findRun(input, stores);
  const waiting =
    run &&
    (await stores.runs.change(run, (standing) =>
      standing.ended ? standing : { ...standing, awaiting, next: undefined },
    ));
  if (waiting === undefined || waiting.ended !== undefined) return resume(input.token, clock());
  const until = await alreadyDue(input, waiting, dependencies);
  if (until !== undefined) await resume(input.token, until);
}

async function findRun(input: AwaitInput, stores: Stores): Promise<Stored<Run> | undefined> {
  const history = await stores.customers.load(input.customer);
  return history?.runs.find(({ value }) => value.id === input.run);
}

/** When the run goes on, if what it awaits has happened. Read after the token was stored. */
async function alreadyDue(
  input: AwaitInput,
  run: Run,
  { stores, journeys, settings }: AwaitDependencies,
): Promise<number | undefined> {
  const history = await stores.customers.load(input.customer);
  const rules = journeys[input.journey];
  if (history === undefined || rules === undefined) return undefined;
  const facts = history.facts.map(({ value }) => value);
  const happening = awaitedHappening(run, rules, input.step.on, facts);
  if (happening === undefined) return undefined;
  const zone = zoneOf(history.profile.value, settings.timeZone);
  const dates = datesOf(run, { facts, profile: history.profile.value, from: happening.at, zone });
  return nextDue(happening.at, input.then, rules, settings, zone, dates) ?? happening.at;
}
