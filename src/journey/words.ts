import type { EventType } from '../contracts/event.ts';
import type { SubjectKind } from '../contracts/run.ts';

/** A sentence in both languages that the documentation is written in. */
export interface Words {
  readonly en: string;
  readonly ja: string;
}

/** When each event happens, as the end of "when …" and the beginning of 「…とき」. */
export const eventWords: Readonly<Record<EventType, Words>> = {
  'customer.updated': { en: "a customer's details or consent change", ja: '顧客情報や配信同意が変わった' },
  'cart.updated': { en: 'a cart changes', ja: 'カートの中身が変わった' },
  'cart.emptied': { en: 'the cart is emptied', ja: 'カートが空になった' },
  'checkout.started': { en: 'a checkout is started', ja: '購入手続きが始まった' },
  'order.placed': { en: 'an order is placed', ja: '注文が入った' },
  'order.cancelled': { en: 'the order is cancelled', ja: '注文がキャンセルされた' },
  'order.refunded': { en: 'a refund of the order is opened or settled', ja: '返金の受付または処理があった' },
  'shipment.dispatched': { en: 'a parcel is dispatched', ja: '荷物が発送された' },
  'shipment.delivered': { en: 'a parcel is delivered', ja: '荷物が届いた' },
  'review.submitted': { en: 'a review is submitted', ja: 'レビューが投稿された' },
};

/** What a run can be about. */
export const subjectWords: Readonly<Record<SubjectKind, Words>> = {
  customer: { en: 'customer', ja: 'お客様' },
  cart: { en: 'cart', ja: 'カート' },
  checkout: { en: 'checkout', ja: '購入手続き' },
  order: { en: 'order', ja: '注文' },
  shipment: { en: 'shipment', ja: '配送' },
  review: { en: 'review', ja: 'レビュー' },
};

/** "an order is placed (`order.placed`) or …". */
export function eventsInWords(events: readonly EventType[]): Words {
  return {
    en: events.map((event) => `${eventWords[event].en} (\`${event}\`)`).join(' or '),
    ja: events.map((event) => `${eventWords[event].ja}（\`${event}\`）`).join('か、'),
  };
}

const japaneseUnits: Readonly<Record<string, string>> = { minute: '分', hour: '時間', day: '日', week: '週間' };

/** `4 hours` in Japanese: 4時間. */
export function durationInJapanese(words: string): string {
  return words.replace(/^(\d+) (minute|hour|day|week)s?/, (_, amount, unit) => `${amount}${japaneseUnits[unit]}`);
}
