import type { JourneyRules } from '../../model/journey.ts';
import { type Message, messageKey } from '../../model/message.ts';
import type { Run } from '../../model/run.ts';
import { endBasis } from '../delivery/basis.ts';
import { fromIso } from '../time/timing.ts';
import { messageOf } from './split.ts';

/** True if a run still waits for its first step. `now` in epoch milliseconds. */
export function isUnbegun({ next, input, awaiting }: Run, now: number): boolean {
  return awaiting === undefined && next !== undefined && next.at > now && next.at === fromIso(input.next.until);
}

/**
 * The lines of the ledger for a run that ended before its first step: each of its messages is skipped, as its state
 * machine would find one after the other.
 * @param version of the settings by which the journey's messages are decided now
 */
export function linesOfUnbegun(
  { id, input, ended, next }: Run,
  rules: JourneyRules,
  { now, version }: { readonly now: number; readonly version: string },
): Message[] {
  const { customer, journey } = input;
  const why = {
    outcome: 'skipped',
    reason: 'run-ended',
    ...(ended && { detail: ended.reason }),
    basis: { ...(ended && endBasis(ended)), version },
  } as const;
  const about = { customer, run: id, journey, due: next?.at ?? now, at: now, ...why };
  return (rules.whenOver ?? []).map((step) => {
    return {
      key: messageKey(id, step.id),
      step: step.id,
      message: messageOf(id, step),
      purpose: step.purpose,
      ...about,
    };
  });
}
