import { webLink } from '../../commerce/values/web-link.ts';
import { eventIdOf } from '../contract/event-id.ts';
import type { MappedEvent, Remembered } from '../contract/mapping.ts';
import type { SaleorConfig } from './config.ts';
import { metadataValue, type SaleorOrder } from './fields.ts';

type Fulfillment = NonNullable<SaleorOrder['fulfillments']>[number];

/** What was told of parcels: the tracking number of each that left, or an empty text; and those that wait for approval. */
export interface ToldParcels {
  readonly left: Readonly<Record<string, string>>;
  readonly waiting: readonly string[];
}

/** At most so many parcels are remembered of an order: a later repetition has the same event id, and changes nothing either. */
const mostParcels = 40;

/** A tracking number is told once; of an address that somebody typed instead, so much. */
const mostDigits = 60;

export function toldParcels(last: Remembered | undefined): ToldParcels {
  const { left, waiting } = last ?? {};
  const entries = typeof left === 'object' && left !== null ? Object.entries(left) : [];
  return {
    left: Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    waiting: Array.isArray(waiting) ? waiting.filter((id) => typeof id === 'string') : [],
  };
}

/** The parcels of an order, with what is told now. */
export function parcelsNow({ fulfillments }: SaleorOrder, before: ToldParcels): ToldParcels {
  const left = (fulfillments ?? [])
    .filter(hasLeft)
    .map((one) => [one.id, numberOf(one) || before.left[one.id] || ''] as const);
  const entries = [...Object.entries(before.left), ...left].slice(-mostParcels);
  const waiting = (fulfillments ?? []).filter(({ status }) => status === 'WAITING_FOR_APPROVAL').map(({ id }) => id);
  return { left: Object.fromEntries(entries), waiting: waiting.slice(-mostParcels) };
}

/**
 * Parcels that left and were not told, and tracking numbers that came later.
 * @param saidAt when Saleor said so: a number that comes later has no time of its own
 */
export function parcelEvents(
  order: SaleorOrder,
  before: ToldParcels,
  saidAt: string,
  config: SaleorConfig,
): MappedEvent[] {
  return (order.fulfillments ?? []).filter(hasLeft).flatMap((parcel) => {
    const known = before.left[parcel.id];
    const number = numberOf(parcel);
    if (known !== undefined && (known === number || number === '')) return [];
    const isLater = known !== undefined || before.waiting.includes(parcel.id);
    const change = known === undefined ? 'dispatched' : `tracking-${number}`;
    const at = isLater ? saidAt : (parcel.created ?? saidAt);
    return [dispatchedEvent(order, parcel, { change, at }, config)];
  });
}

/** All other states are of returns, of what was called off, or of what waits. */
function hasLeft({ status }: Fulfillment): boolean {
  return status === 'FULFILLED';
}

function numberOf({ trackingNumber }: Fulfillment): string {
  return (trackingNumber ?? '').trim().slice(0, mostDigits);
}

function dispatchedEvent(
  order: SaleorOrder,
  parcel: Fulfillment,
  { change, at }: { readonly change: string; readonly at: string },
  { tracking }: SaleorConfig,
): MappedEvent {
  const typed = (parcel.trackingNumber ?? '').trim();
  const isPage = /^https?:\/\//.test(typed);
  const carrier = metadataValue(parcel.metadata, tracking.carrier);
  const page = webLink(isPage ? typed : metadataValue(parcel.metadata, tracking.url));
  const detail = {
    id: eventIdOf('saleor', 'fulfillment', parcel.id, change),
    occurredAt: at,
    order: { id: order.id },
    shipment: {
      id: parcel.id,
      ...(carrier && { carrier }),
      ...(typed && !isPage && { trackingNumber: typed }),
      ...(page && { trackingUrl: page }),
    },
  };
  return { type: 'shipment.dispatched', detail };
}
