import type { DeliveryPart } from './delivery.ts';
import type { Remembered } from './mapping.ts';

/** Milliseconds. */
const recent = 3 * 24 * 3600 * 1000;

/**
 * True for a thing that was there before the shop was connected: older than three days when it is first heard of. Its event
 * is history, so that it starts nothing.
 * @param createdAt as the platform says; ISO 8601
 */
export function isFromBefore(part: DeliveryPart, createdAt: string, last: Remembered | undefined): boolean {
  return last === undefined && part.receivedAt - Date.parse(createdAt) > recent;
}
