import type { PlaceRequest } from './table.ts';

/**
 * When the lane's next place has its turn, whether or not that is soon enough. Epoch milliseconds.
 * @param ends when its next place is free; a lane that holds no number there is begun afresh
 */
export function nextPlace(ends: number | undefined, { from, far }: PlaceRequest): number {
  return ends !== undefined && ends >= from && ends < far ? ends : from;
}
