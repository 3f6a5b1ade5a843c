import type { Records } from './records.ts';
import { tally } from './tally.ts';

/** The messages that were sent, by channel and locale, and what came back about them. */
export interface FeedbackFigures {
  readonly sent: number;
  /** "email in ja", and how many. */
  readonly byLocale: readonly (readonly [string, number])[];
  /** The kind of report, and how many messages it came for. */
  readonly heard: readonly (readonly [string, number])[];
}

/** Counts what came back about the messages that were sent. */
export function feedbackFigures({ messages }: Pick<Records, 'messages'>): FeedbackFigures {
  const sent = messages.filter(({ outcome }) => outcome === 'sent');
  return {
    sent: sent.length,
    byLocale: tally(sent.map(({ channel = 'unknown', locale = '' }) => `${channel} in ${locale}`)),
    heard: tally(sent.flatMap(({ feedback }) => Object.keys(feedback ?? {}))),
  };
}
