import { hour, second } from '../../commerce/values/time-units.ts';

/** The time for which a choice through a link can be undone on its page. */
export const undoableMilliseconds = hour;

/**
 * What is chosen again so soon is the same choice, posted twice: by a double click, by a page that is loaded again, or by
 * another try after an error. Only the time tells them apart: nothing that a browser posts names the browser, and
 * nobody opens the page elsewhere, reads it and saves it within half a minute.
 */
const repeatedWithin = 30 * second;

/** True while a choice can be taken back. Epoch milliseconds. */
export function isUndoableAt(madeAt: number, now: number): boolean {
  return now - madeAt <= undoableMilliseconds;
}

/** True if choosing the same now is that very choice once more, so that it can be taken back as before. Epoch milliseconds. */
export function isRepeated(madeAt: number | undefined, now: number): boolean {
  return madeAt !== undefined && now - madeAt < repeatedWithin;
}

/**
 * True if choosing the same now is a choice of its own, which outdates the first: another browser may still take the first
 * back, and this one must not go with it. Epoch milliseconds.
 */
export function isRenewed(madeAt: number | undefined, now: number): boolean {
  return madeAt !== undefined && isUndoableAt(madeAt, now) && !isRepeated(madeAt, now);
}
