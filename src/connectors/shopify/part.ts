import type { DeliveryPart } from '../contract/delivery.ts';
import type { Mapping, Remembered } from '../contract/mapping.ts';
import type { ShopifyConfig } from './config.ts';

/** What maps the deliveries of one resource. */
export type ResourceMapping = (part: DeliveryPart, config: ShopifyConfig, last: Remembered | undefined) => Mapping;

/** At most so many ids are remembered of a thing: a later repetition has the same event id, and changes nothing either. */
export const mostIds = 50;
