import type { EventOf, StoreEvent } from '../events.ts';
import { shortId, shownText, withoutUndefined } from '../in-message.ts';
import { earliest, laterOf, latest } from '../join.ts';
import { type NounFacts, occurred } from '../noun-facts.ts';
import { maxLength } from '../values/text.ts';
import { webLink } from '../values/web-link.ts';

/** A parcel and how far it got. */
export interface ShipmentFact {
  readonly kind: 'shipment';
  readonly id: string;
  readonly order: string;
  readonly dispatchedAt?: number;
  readonly outForDeliveryAt?: number;
  /** When it was last said to be late. */
  readonly delayedAt?: number;
  readonly deliveredAt?: number;
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly trackingUrl?: string;
  readonly expectedAt?: string;
  /** When each field was last said, so that a late event cannot overwrite a newer word. */
  readonly said?: Readonly<Record<string, number>>;
}

export const shipmentFacts: NounFacts<ShipmentFact, EventOf<'shipment'>> = {
  fromEvents: {
    'shipment.dispatched': (event, at) => toldBy(event, at, 'dispatchedAt'),
    'shipment.out_for_delivery': (event, at) => toldBy(event, at, 'outForDeliveryAt'),
    'shipment.delayed': (event, at) => toldBy(event, at, 'delayedAt'),
    'shipment.delivered': (event, at) => toldBy(event, at, 'deliveredAt'),
  },
  join: joinShipments,
  occurrences: ({ id, order, dispatchedAt, outForDeliveryAt, delayedAt, deliveredAt }) => {
    const about = { id, subjects: { order, shipment: id } };
    return [
      ...occurred('shipment.dispatched', dispatchedAt, about),
      ...occurred('shipment.out_for_delivery', outForDeliveryAt, about),
      ...occurred('shipment.delayed', delayedAt, about),
      ...occurred('shipment.delivered', deliveredAt, about),
    ];
  },
};

function toldBy(
  { order, shipment: told }: Pick<Extract<StoreEvent, { type: EventOf<'shipment'> }>, 'order' | 'shipment'>,
  at: number,
  stage: 'dispatchedAt' | 'outForDeliveryAt' | 'delayedAt' | 'deliveredAt',
): ShipmentFact {
  const { id, carrier, trackingNumber, trackingUrl, expectedAt } = told;
  const words = Object.entries({ carrier, trackingNumber, trackingUrl, expectedAt }).filter(([, word]) => word);
  const said = Object.fromEntries(words.map(([field]) => [field, at]));
  return { kind: 'shipment', id, order: order.id, ...Object.fromEntries(words), [stage]: at, said };
}

const wordFields = ['carrier', 'trackingNumber', 'trackingUrl', 'expectedAt'] as const;

/**
 * Joins two facts of one parcel: the first report of each stage wins, and the last report of delays and of everything
 * else.
 */
function joinShipments(one: ShipmentFact, other: ShipmentFact): ShipmentFact {
  const words = wordFields.flatMap((field) => {
    const values = [one, other].flatMap((fact) => {
      const word = fact[field];
      return word === undefined ? [] : [{ word, at: fact.said?.[field] ?? 0 }];
    });
    const [first, second] = values;
    if (first === undefined) return [];
    return [{ field, ...(second === undefined ? first : laterOf(first, second, ({ at }) => at)) }];
  });
  return {
    kind: 'shipment',
    id: one.id,
    order: one.order < other.order ? one.order : other.order,
    dispatchedAt: earliest(one.dispatchedAt, other.dispatchedAt),
    outForDeliveryAt: earliest(one.outForDeliveryAt, other.outForDeliveryAt),
    delayedAt: latest(one.delayedAt, other.delayedAt),
    deliveredAt: earliest(one.deliveredAt, other.deliveredAt),
    ...Object.fromEntries(words.map(({ field, word }) => [field, word])),
    said: Object.fromEntries(words.map(({ field, at }) => [field, at])),
  };
}

export function shipmentInMessage(shipment: ShipmentFact): Omit<ShipmentFact, 'kind' | 'order' | 'said'> {
  const { kind: _kind, order: _order, said: _said, id, carrier, trackingNumber, trackingUrl, ...rest } = shipment;
  const by = {
    carrier: shownText(carrier, maxLength.name),
    trackingNumber: shownText(trackingNumber, maxLength.number),
  };
  return { id: shortId(id), ...rest, ...withoutUndefined({ ...by, trackingUrl: webLink(trackingUrl) }) };
}
