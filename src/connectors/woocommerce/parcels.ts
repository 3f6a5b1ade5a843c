import * as z from 'zod/mini';
import { nullable } from '../contract/read-body.ts';
import type { WooConfig } from './config.ts';
import { instantOf, metaText, type WooOrder } from './fields.ts';

/** A parcel, with the key by which it is told once. */
interface Parcel {
  readonly key: string;
  readonly occurredAt: string;
  readonly id: string;
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly trackingUrl?: string;
}

const text = nullable(z.string());

/** What the plug-in Shipment Tracking keeps. Source: https://woocommerce.com/document/shipment-tracking/ */
const trackingItems = z.array(
  z.object({
    tracking_id: text,
    tracking_provider: text,
    custom_tracking_provider: text,
    custom_tracking_link: text,
    tracking_number: text,
    date_shipped: nullable(z.union([z.string(), z.number()])),
  }),
);

/**
 * The parcels that left and were not told: those that a tracking plug-in lists, or else the whole order when it is completed.
 * @param before the keys that were told
 */
export function parcelsOf(order: WooOrder, config: WooConfig, before: readonly string[]): readonly Parcel[] {
  const tracked = [...pluginParcels(order), ...ownParcel(order, config)];
  const sent = tracked.length > 0 || before.length > 0 ? tracked : completedParcel(order, config);
  return sent.filter(({ key }) => !before.includes(key));
}

function pluginParcels({ id, meta_data: meta, date_modified_gmt: modified }: WooOrder): Parcel[] {
  const items = trackingItems.safeParse(meta?.find(({ key }) => key === '_wc_shipment_tracking_items')?.value);
  return (items.success ? items.data : []).flatMap((item) => {
    const key = item.tracking_id || item.tracking_number;
    if (!key) return [];
    const carrier = item.custom_tracking_provider || item.tracking_provider;
    const shipped = Number(item.date_shipped) * 1000;
    return [
      {
        key,
        id: `${id}-${key}`,
        occurredAt: shipped > 0 ? new Date(shipped).toISOString() : instantOf(modified),
        ...(carrier && { carrier }),
        ...(item.tracking_number && { trackingNumber: item.tracking_number }),
        ...(item.custom_tracking_link && { trackingUrl: item.custom_tracking_link }),
      },
    ];
  });
}

function ownParcel({ id, meta_data: meta, date_modified_gmt: modified }: WooOrder, { tracking }: WooConfig): Parcel[] {
  const number = metaText(meta, tracking.number);
  if (!number) return [];
  const url = metaText(meta, tracking.url);
  const carrier = metaText(meta, tracking.carrier);
  const own = { key: number, id: `${id}-${number}`, occurredAt: instantOf(modified), trackingNumber: number };
  return [{ ...own, ...(url && { trackingUrl: url }), ...(carrier && { carrier }) }];
}

function completedParcel(order: WooOrder, { completed }: WooConfig): Parcel[] {
  if (completed === 'nothing' || order.status !== 'completed') return [];
  const at = order.date_completed_gmt || order.date_modified_gmt;
  return [{ key: 'whole', id: `${order.id}-whole`, occurredAt: instantOf(at) }];
}
