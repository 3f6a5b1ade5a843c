import type { DeliveryPart } from '../contract/delivery.ts';
import type { Remembered } from '../contract/mapping.ts';

/** Milliseconds. What was created longer ago, and is heard of for the first time, is history. */
const recent = 3 * 24 * 3600 * 1000;

/** True for a thing that was there before the shop was connected: it is recorded, and starts nothing. */
export function isHistory(part: DeliveryPart, createdAt: string, last: Remembered | undefined): boolean {
  return last === undefined && part.receivedAt - Date.parse(createdAt) > recent;
}

/** The family name comes first. */
export function nameOf(of: { readonly name01?: string | null; readonly name02?: string | null }): string | undefined {
  return [of.name01, of.name02].filter(Boolean).join(' ') || undefined;
}
