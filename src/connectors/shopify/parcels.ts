import * as z from 'zod/mini';
import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs, type MappedEvent } from '../contract/mapping.ts';
import { nullable, readBody } from '../contract/read-body.ts';
import { shopifyId, text } from './fields.ts';
import type { ResourceMapping } from './part.ts';

type ParcelEvent = Extract<MappedEvent['type'], `shipment.${string}`>;

export const fulfillmentFields = z.object({
  id: shopifyId,
  order_id: nullable(shopifyId),
  status: text,
  shipment_status: text,
  tracking_company: text,
  tracking_number: text,
  tracking_url: text,
  tracking_numbers: nullable(z.array(z.string())),
  tracking_urls: nullable(z.array(z.string())),
  created_at: z.string(),
  updated_at: text,
});

const progressFields = z.object({
  fulfillment_id: shopifyId,
  order_id: shopifyId,
  status: z.string(),
  happened_at: z.string(),
  estimated_delivery_at: text,
});

/**
 * The status of a parcel, as the carrier reports it. All others (label printed, in transit, ready for pickup …) have no event.
 * Source: https://shopify.dev/docs/api/admin-graphql/latest/enums/FulfillmentEventStatus
 */
const eventOfStatus: Readonly<Record<string, ParcelEvent>> = {
  out_for_delivery: 'shipment.out_for_delivery',
  delayed: 'shipment.delayed',
  attempted_delivery: 'shipment.delayed',
  failure: 'shipment.delayed',
  delivered: 'shipment.delivered',
  picked_up: 'shipment.delivered',
};

type Fulfillment = z.output<typeof fulfillmentFields>;

export const mapFulfillment: ResourceMapping = (part) => {
  const fulfillment = readBody('shopify fulfillments', fulfillmentFields, part.body);
  const { order_id: order } = fulfillment;
  if (!order) return ignoredAs('no-order', {});
  const events = parcelEvents(fulfillment, order);
  return events.length > 0 ? { events, remember: {} } : ignoredAs('not-dispatched', {});
};

/** A parcel that left, and how far it got since. A repetition has the same event ids. */
export function parcelEvents(fulfillment: Fulfillment, order: string): MappedEvent[] {
  if (fulfillment.status !== 'success') return [];
  const shipment = shipmentOf(fulfillment);
  const left: MappedEvent = {
    type: 'shipment.dispatched',
    detail: {
      id: eventIdOf('shopify', 'fulfillment', fulfillment.id, 'dispatched'),
      occurredAt: fulfillment.created_at,
      order: { id: order },
      shipment,
    },
  };
  const type = eventOfStatus[fulfillment.shipment_status?.toLowerCase() ?? ''];
  if (type === undefined) return [left];
  return [left, progress(type, shipment, order, fulfillment.updated_at ?? fulfillment.created_at)];
}

export const mapProgress: ResourceMapping = (part) => {
  const { fulfillment_id: id, ...event } = readBody('shopify fulfillment_events', progressFields, part.body);
  const type = eventOfStatus[event.status.toLowerCase()];
  if (type === undefined) return ignoredAs('parcel-on-its-way');
  const expected = event.estimated_delivery_at;
  const shipment = { id, ...(expected && { expectedAt: expected }) };
  return { events: [progress(type, shipment, event.order_id, event.happened_at)] };
};

/** A delay may come again; a parcel is delivered once, whichever of two topics tells it first. */
function progress(type: ParcelEvent, shipment: { readonly id: string }, order: string, at: string): MappedEvent {
  const what = type.replace('shipment.', '');
  const change = type === 'shipment.delivered' ? what : `${what}-${Date.parse(at)}`;
  const id = eventIdOf('shopify', 'fulfillment', shipment.id, change);
  return { type, detail: { id, occurredAt: at, order: { id: order }, shipment } };
}

function shipmentOf(fulfillment: Fulfillment) {
  const trackingNumber = fulfillment.tracking_number || fulfillment.tracking_numbers?.[0];
  const trackingUrl = fulfillment.tracking_url || fulfillment.tracking_urls?.[0];
  return {
    id: fulfillment.id,
    ...(fulfillment.tracking_company && { carrier: fulfillment.tracking_company }),
    ...(trackingNumber && { trackingNumber }),
    ...(trackingUrl && { trackingUrl }),
  };
}
