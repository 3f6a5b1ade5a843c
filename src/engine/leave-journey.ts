import type { LeaveInput, StepResult } from '../model/step.ts';
import { toIso } from '../policy/time/timing.ts';
import { findRun } from './load-run.ts';
import type { RunPorts } from './ports.ts';

/** Records that a run left its journey, and why. One that was over already keeps its first reason. */
export async function leaveJourney(
  { step, ...input }: LeaveInput,
  { stores, clock }: Pick<RunPorts, 'stores' | 'clock'>,
): Promise<StepResult> {
  const now = clock();
  const run = await findRun(input, stores);
  if (run !== undefined) {
    await stores.runs.change(run, ({ awaiting: _awaiting, next: _next, ...standing }) => ({
      ...standing,
      ended: standing.ended ?? { at: now, why: 'left', reason: step.reason },
    }));
  }
  return { until: toIso(now) };
}
