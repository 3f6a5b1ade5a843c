import type { JourneyRules } from '../model/journey.ts';
import type { Run } from '../model/run.ts';
import { settingsVersion } from '../policy/delivery/basis.ts';
import { isUnbegun, linesOfUnbegun } from '../policy/run/unbegun.ts';
import type { Ports } from './ports.ts';

export type CallOffPorts = Pick<Ports, 'stores' | 'settings' | 'clock' | 'cancelStart' | 'count' | 'warn'>;

/**
 * Cancels the execution of a run that ended before its first step: records each of its messages as skipped, and only
 * then takes the start back. If a part of this fails, the execution itself does it.
 */
export async function callOff(ended: Run, rules: JourneyRules, ports: CallOffPorts): Promise<void> {
  const { stores, settings, clock, cancelStart, count, warn } = ports;
  const now = clock();
  if (!isUnbegun(ended, now)) return;
  const { run, journey } = ended.input;
  try {
    for (const line of linesOfUnbegun(ended, rules, { now, version: settingsVersion(settings, rules) })) {
      const { outcome, reason = 'none' } = await stores.messages.record(line);
      count('MessageOutcome', { journey, outcome, reason });
    }
    await cancelStart(journey, run);
  } catch (error) {
    warn(`the start of ${run} was not called off`, error as Error);
  }
}
