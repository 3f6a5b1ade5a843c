import { isSettledPlace } from './item-keys.ts';
import type { Key } from './table.ts';

/** No item is changed so often between two moves. */
const revisionsPerMove = 1_000_000;

/**
 * The revision to be replaced, and the next one, of an item that is read again after it was moved away: never one that
 * it had before, so that no reader confuses it with the earlier item. Each move makes a revision of the copy.
 */
export function revisionsAfter(known: (Key & { readonly rev: number }) | undefined): [rev: number, next: number] {
  if (known === undefined) return [0, 1];
  return isSettledPlace(known) ? [0, known.rev * revisionsPerMove + 1] : [known.rev, known.rev + 1];
}

/** The revision of its copy where it had been moved away, when an item was read again; 0 when it has not been away. */
export function revisionAway(rev: number): number {
  return Math.floor(rev / revisionsPerMove);
}

/** True if an item has not changed since it came to its place. */
export function isFirstRevision(rev: number): boolean {
  return rev % revisionsPerMove === 1;
}
