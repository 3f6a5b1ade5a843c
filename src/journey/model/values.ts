import type { Delay, Span } from '../../model/delay.ts';

/** A length of time, and the words in which it was written. */
export interface Duration {
  readonly words: string;
  readonly minutes: number;
}

/** A delay, and the words in which it was written. */
export interface WrittenDelay {
  readonly words: string;
  readonly delay: Delay;
}

/** `useful until: 21:00 today`: when a message is of no use any more, counted from when it is due. */
export interface UsefulUntil {
  /** As written. */
  readonly words: string;
  readonly span: Span;
}
