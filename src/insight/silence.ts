import type { Message } from '../model/message.ts';
import type { Records } from './records.ts';
import { tally } from './tally.ts';

/** A reason, and how often it was the reason. */
export type ReasonCount = readonly [reason: string, count: number];

/** Why messages were not sent, and why runs ended before their last step; the most frequent reason first. */
export function silenceReasons({ runs, messages }: Pick<Records, 'runs' | 'messages'>): {
  readonly messages: readonly ReasonCount[];
  readonly runs: readonly ReasonCount[];
} {
  const unsent = messages.filter(({ outcome }) => outcome !== 'sent');
  const early = runs.flatMap(({ ended }) =>
    ended && ended.why !== 'completed' ? [`${ended.why}: ${ended.reason}`] : [],
  );
  return { messages: tally(unsent.map(reasonOf)), runs: tally(early) };
}

function reasonOf({ outcome, reason, detail }: Message): string {
  return `${outcome}: ${reason ?? 'no reason'}${detail ? ` (${detail})` : ''}`;
}
