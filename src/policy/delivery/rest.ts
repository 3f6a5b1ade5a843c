import { createHash } from 'node:crypto';
import { minute } from '../../commerce/values/time-units.ts';

/** The longest rest doubles from this one… */
const firstCeiling = minute;

/** …to this one: when the trouble is over, every message is back within the hour. */
const lastCeiling = 60 * minute;

/** After so many rests in a row the ceiling is as high as it gets. */
export const longRest = Math.ceil(Math.log2(lastCeiling / firstCeiling));

/**
 * When a message comes back that its service did not take: full jitter, so between now and a ceiling of 1, 2, 4 …
 * minutes, at most an hour, by a hash of the message and of how often it rested. Messages that were refused in the
 * same second do not return in the same second.
 * @param times how often it rested in a row before
 * @returns epoch milliseconds
 */
export function restUntil(message: string, times: number, now: number): number {
  const ceiling = Math.min(firstCeiling * 2 ** times, lastCeiling);
  const hash = createHash('sha256').update(`${message}\0${times}`).digest();
  return now + Math.ceil((hash.readUIntBE(0, 6) / 2 ** 48) * ceiling);
}
