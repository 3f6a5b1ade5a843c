import type { LeaveInput, StepResult } from '../model/step.ts';
import { toIso } from '../policy/time/timing.ts';
import { loadRun } from './load-run.ts';
import type { Ports } from './ports.ts';

/** Records that a run left its journey, and why. One that was over already keeps its first reason. */
export async function leaveJourney(
  { customer, run: id, step }: LeaveInput,
  { stores, clock }: Pick<Ports, 'stores' | 'clock'>,
): Promise<StepResult> {
  const now = clock();
  const history = await loadRun({ customer, run: id }, stores);
  const run = history?.storedRun(id);
  if (run !== undefined) {
    await stores.runs.change(run, ({ awaiting: _awaiting, next: _next, ...standing }) => ({
      ...standing,
      ended: standing.ended ?? { at: now, why: 'left', reason: step.reason },
    }));
  }
  return { until: toIso(now) };
}
