import type { Delay } from '../../model/delay.ts';

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
