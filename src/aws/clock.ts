import type { Clock } from '../model/clock.ts';

/** The machine's clock. */
export const systemClock: Clock = () => Date.now();

/** Waits for so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Tells for so many milliseconds from now on that there is time for more. */
export function hasTimeFor(milliseconds: number): () => boolean {
  const until = systemClock() + milliseconds;
  return () => systemClock() < until;
}
