import type { PlaceRequest } from './table.ts';

/**
 * The lane's next place, whether or not that is soon enough. Epoch milliseconds.
 * @param ends the time of its next free place; a lane that holds no number there begins again
 */
export function nextPlace(ends: number | undefined, { from, far }: PlaceRequest): number {
  return ends !== undefined && ends >= from && ends < far ? ends : from;
}
