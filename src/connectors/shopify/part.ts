import type { DeliveryPart } from '../contract/delivery.ts';
import type { Mapping, Remembered } from '../contract/mapping.ts';
import type { ShopifyConfig } from './config.ts';

/** What maps the deliveries of one resource. */
export type ResourceMapping = (part: DeliveryPart, config: ShopifyConfig, last: Remembered | undefined) => Mapping;

/** Milliseconds. What was created longer ago, and is heard of for the first time by a change, is history. */
const recent = 3 * 24 * 3600 * 1000;

/** True for a thing that was there before the shop was connected: it is recorded, and starts nothing. */
export function isHistory(part: DeliveryPart, createdAt: string, last: Remembered | undefined): boolean {
  return last === undefined && !part.topic.endsWith('/create') && part.receivedAt - Date.parse(createdAt) > recent;
}

/** The ids that were remembered under a name. */
export function rememberedIds(last: Remembered | undefined, name: string): readonly string[] {
  const ids = last?.[name];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}

/** At most so many ids are remembered of a thing: a later repetition has the same event id, and changes nothing either. */
export const mostIds = 50;
