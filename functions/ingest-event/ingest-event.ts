import { parseStoreEvent } from '../../src/contracts/event.ts';
import type { Run, RunEnd } from '../../src/contracts/run.ts';
import { endOf } from '../../src/policy/runs.ts';
import { remember } from '../../src/stores/remember.ts';
import { passBy, type ResumeDependencies, resumeRun } from '../../src/stores/resume.ts';
import type { Stored } from '../../src/stores/table.ts';

/**
 * Takes in one store event: remembers it, ends the runs it ends, resumes the runs that await it.
 * @throws ContractError when the event does not fit its contract
 */
export async function ingestEvent(event: unknown, dependencies: ResumeDependencies): Promise<void> {
  const history = await remember(parseStoreEvent(event), dependencies.stores);
  const facts = history.facts.map(({ value }) => value);
  for (const stored of history.runs) {
    const run = stored.value;
    const rules = dependencies.journeys[run.journey];
    if (rules === undefined || run.ended !== undefined) continue;
    const end = endOf(run, rules, facts);
    if (end !== undefined) await endRun(stored, end, dependencies);
    else await resumeRun(stored, history, dependencies);
  }
}

/** Marks the run as over; one that waits for an event passes on at once. */
async function endRun(run: Stored<Run>, ended: RunEnd, dependencies: ResumeDependencies): Promise<void> {
  const { awaiting } = run.value;
  if (awaiting !== undefined) await passBy(awaiting, dependencies);
  await dependencies.stores.runs.change(run, ({ awaiting: _awaiting, ...standing }) => ({ ...standing, ended }));
}
