import type { Clock } from '../../model/clock.ts';
import { meaningOf } from '../../model/failures.ts';

/** The means by which patience waits. */
export interface Waiting {
  readonly clock: Clock;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** From 0 up to 1: so that those who wait together do not all come back together. */
  readonly random: () => number;
}

/** Pauses come to twenty seconds on average. */
const attempts = 24;

/** Milliseconds, counted with the attempts themselves: well within a function's time. */
const longestInAll = 40_000;

const firstPause = 100;
const longestPause = 2000;

/**
 * A call that is repeated, with pauses that grow, while the service is too busy for it. A message that waits for a quota
 * so uses up none of the attempts that its queue gives it, and as those who wait take up the function's concurrency, no
 * more are taken from the queue than the service has room for.
 * @param call something that may be done twice
 * @throws the last error, when the service stays busy; any other error at once
 */
export function patiently<Arguments extends readonly unknown[], Result>(
  call: (...args: Arguments) => Promise<Result>,
  { clock, sleep, random }: Waiting,
): (...args: Arguments) => Promise<Result> {
  return async (...args) => {
    const begun = clock();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call(...args);
      } catch (error) {
        const isOver = attempt === attempts || clock() - begun > longestInAll;
        if (isOver || !(error instanceof Error) || meaningOf(error) !== 'busy') throw error;
        await sleep(random() * Math.min(firstPause * 2 ** attempt, longestPause));
      }
    }
  };
}
