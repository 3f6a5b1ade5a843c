import type { NounExamples } from '../events.ts';
import { customer, shop } from '../example-parts.ts';
import type { SampleShop } from '../sample-shop.ts';
import { day } from '../values/time-units.ts';
import type { ShipmentFact } from './fact.ts';

export const shipmentExamples: NounExamples<'shipment'> = {
  'shipment.dispatched': {
    version: 1,
    id: 'evt-shipment-6001-dispatched',
    occurredAt: '2026-11-11T17:00:00+09:00',
    shop,
    customer,
    order: { id: 'order-4001' },
    shipment: {
      id: 'shipment-6001',
      carrier: 'Example Express',
      trackingNumber: '1234-5678-9012',
      trackingUrl: 'https://carrier.example.com/track/1234-5678-9012',
      expectedAt: '2026-11-13T12:00:00+09:00',
    },
  },
  'shipment.out_for_delivery': {
    version: 1,
    id: 'evt-shipment-6001-out-for-delivery',
    occurredAt: '2026-11-13T08:10:00+09:00',
    shop,
    customer,
    order: { id: 'order-4001' },
    shipment: { id: 'shipment-6001', carrier: 'Example Express', trackingNumber: '1234-5678-9012' },
  },
  'shipment.delayed': {
    version: 1,
    id: 'evt-shipment-6001-delayed-1',
    occurredAt: '2026-11-12T18:00:00+09:00',
    shop,
    customer,
    order: { id: 'order-4001' },
    shipment: {
      id: 'shipment-6001',
      carrier: 'Example Express',
      trackingNumber: '1234-5678-9012',
      expectedAt: '2026-11-14T12:00:00+09:00',
    },
  },
  'shipment.delivered': {
    version: 1,
    id: 'evt-shipment-6001-delivered',
    occurredAt: '2026-11-13T11:40:00+09:00',
    shop,
    customer,
    order: { id: 'order-4001' },
    shipment: { id: 'shipment-6001', carrier: 'Example Express', trackingNumber: '1234-5678-9012' },
  },
};

export function sampleShipment({ language, at }: SampleShop): ShipmentFact {
  const arrival = at + 2 * day;
  return {
    kind: 'shipment',
    id: 's-1',
    order: 'o-1042',
    carrier: { en: 'Example Express', ja: '見本運輸' }[language],
    trackingNumber: '1234-5678',
    trackingUrl: 'https://carrier.example/1234-5678',
    expectedAt: new Date(arrival).toISOString(),
    dispatchedAt: at,
    outForDeliveryAt: arrival,
    delayedAt: at,
    deliveredAt: arrival,
  };
}
