import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const shipmentWords: SubjectWords<EventOf<'shipment'>> = {
  noun: { en: 'parcel', ja: '荷物' },
  events: {
    'shipment.dispatched': { en: 'a parcel is dispatched', ja: '荷物が発送される' },
    'shipment.out_for_delivery': { en: 'a parcel is out for delivery', ja: '荷物が配達に出る' },
    'shipment.delayed': { en: 'a parcel is delayed', ja: '荷物の到着が遅れる' },
    'shipment.delivered': { en: 'a parcel is delivered', ja: '荷物が届く' },
  },
  fields: { carrier: { en: 'carrier', ja: '配送会社' } },
};
