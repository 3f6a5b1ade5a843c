import type { Clock } from '../model/clock.ts';

/** The machine's clock. */
export const systemClock: Clock = () => Date.now();

/** Waits for so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
