import type { Clock } from '../model/clock.ts';
import type { JourneyRules } from '../model/journey.ts';
import type { Run } from '../model/run.ts';
import { isUnbegun, linesOfUnbegun } from '../policy/run/unbegun.ts';
import type { Stores } from '../stores/stores.ts';

/** What calling a run off works with. */
export interface CallOffDependencies {
  readonly stores: Stores;
  readonly clock: Clock;
  /** Takes back the start of an execution that is not due yet. */
  readonly cancelStart: (journey: string, name: string) => Promise<void>;
  /** Counts by name. */
  readonly count: (metric: string, dimensions: Readonly<Record<string, string>>) => void;
  readonly warn: (message: string, error: Error) => void;
}

/**
 * Spares a run that ended before its first step its execution: records of each of its messages that it was skipped, and
 * only then takes the start back. Whatever of this does not happen, the execution does.
 */
export async function callOff(ended: Run, rules: JourneyRules, dependencies: CallOffDependencies): Promise<void> {
  const { stores, clock, cancelStart, count, warn } = dependencies;
  const now = clock();
  if (!isUnbegun(ended, now)) return;
  const { run, journey } = ended.input;
  try {
    for (const line of linesOfUnbegun(ended, rules, now)) {
      const { outcome, reason = 'none' } = await stores.messages.record(line);
      count('MessageOutcome', { journey, outcome, reason });
    }
    await cancelStart(journey, run);
  } catch (error) {
    warn(`the start of ${run} was not called off`, error as Error);
  }
}
