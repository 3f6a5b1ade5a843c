import { isPassing, stoppedBy } from './errors.ts';

/** How patience passes its time. */
export interface Waiting {
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** From 0 up to 1: so that those who wait together do not all come back together. */
  readonly random: () => number;
}

/** With the longest pause this comes to twenty seconds on average and to forty at most: less than a function's time. */
const attempts = 24;

const firstPause = 100;
const longestPause = 2000;

/**
 * A call that is repeated, with pauses that grow, while the service is too busy for it. A message that waits for a quota
 * so uses up none of the attempts that its queue gives it, and as those who wait take up the function's concurrency, no
 * more are taken from the queue than the service has room for.
 * @param call something that may be done twice
 * @throws the last error, when the service stays busy; any other error at once
 */
export function patient<Arguments extends readonly unknown[], Result>(
  call: (...args: Arguments) => Promise<Result>,
  { sleep, random }: Waiting,
): (...args: Arguments) => Promise<Result> {
  return async (...args) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call(...args);
      } catch (error) {
        if (attempt === attempts || !isPassing(error) || stoppedBy(error) !== undefined) throw error;
        await sleep(random() * Math.min(firstPause * 2 ** attempt, longestPause));
      }
    }
  };
}
