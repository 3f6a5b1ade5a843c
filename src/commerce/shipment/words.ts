import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const shipmentWords: SubjectWords<EventOf<'shipment'>> = {
  noun: { en: 'parcel', ja: '荷物' },
  events: {
    'shipment.dispatched': { en: 'a parcel is dispatched', ja: '荷物が発送される' },
    'shipment.out_for_delivery': { en: 'a parcel is out for delivery', ja: '荷物が配達に出発する' },
    'shipment.delayed': { en: 'a parcel is delayed', ja: '荷物の到着が遅れる' },
    'shipment.delivered': { en: 'a parcel is delivered', ja: '荷物が届く' },
  },
  fields: {
    carrier: { en: 'carrier', ja: '配送会社' },
    trackingNumber: { en: 'tracking number', ja: 'お荷物伝票番号' },
    trackingUrl: { en: 'tracking page', ja: '追跡ページのURL' },
    expectedAt: { en: 'expected arrival', ja: '到着予定' },
    dispatchedAt: { en: 'dispatch', ja: '発送日時' },
    outForDeliveryAt: { en: 'departure for delivery', ja: '配達に出発した日時' },
    delayedAt: { en: 'delay', ja: '遅延の連絡日時' },
    deliveredAt: { en: 'delivery', ja: '配達日時' },
  },
};
