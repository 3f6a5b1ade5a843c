import type { EventType } from '../../../src/commerce/events.ts';
import type { Language, Words } from '../../../src/commerce/words.ts';

/** The events of a shop, as a line of a timeline names them. */
const names: Readonly<Record<EventType, Words>> = {
  'customer.created': { en: 'Signed up', ja: '会員登録' },
  'customer.updated': { en: 'Details changed', ja: 'お客様情報の変更' },
  'customer.erased': { en: 'Asked to be erased', ja: 'データ消去の依頼' },
  'customer.data_requested': { en: 'Asked for their data', ja: 'データ開示の依頼' },
  'customer.tier_reached': { en: 'Reached a membership level', ja: '会員ランクアップ' },
  'product.viewed': { en: 'Looked at a product', ja: '商品を閲覧' },
  'product.back_in_stock': { en: 'Product back in stock', ja: '商品の再入荷' },
  'cart.updated': { en: 'Filled the cart', ja: 'カートに追加' },
  'cart.emptied': { en: 'Emptied the cart', ja: 'カートを空に' },
  'checkout.started': { en: 'Went to the checkout', ja: '購入手続きを開始' },
  'order.placed': { en: 'Ordered', ja: '注文' },
  'order.cancelled': { en: 'Order cancelled', ja: '注文のキャンセル' },
  'order.refunded': { en: 'Refund', ja: '返金' },
  'shipment.dispatched': { en: 'Parcel left', ja: '発送' },
  'shipment.out_for_delivery': { en: 'Parcel out for delivery', ja: '配達に出発' },
  'shipment.delayed': { en: 'Parcel delayed', ja: '到着の遅れ' },
  'shipment.delivered': { en: 'Parcel delivered', ja: 'お届け完了' },
  'review.submitted': { en: 'Wrote a review', ja: 'レビューを投稿' },
  'survey.answered': { en: 'Answered the survey', ja: 'アンケートに回答' },
  'coupon.redeemed': { en: 'Used a coupon', ja: 'クーポンを利用' },
  'inquiry.received': { en: 'Asked the shop', ja: 'お問い合わせ' },
  'inquiry.answered': { en: 'Inquiry answered', ja: 'お問い合わせに回答' },
  'inquiry.closed': { en: 'Inquiry settled', ja: 'お問い合わせ解決' },
  'referral.completed': { en: 'Recommendation led to an order', ja: '紹介による注文' },
  'journey.requested': { en: 'Let in by the shop', ja: '担当者による開始' },
};

const events: Readonly<Record<string, Words>> = names;

/** The event's name for people; the text itself if it is no event. */
export function eventName(type: string, language: Language): string {
  return events[type]?.[language] ?? type;
}
