import type { EventType } from '../../commerce/events.ts';
import type { Language, Words } from '../../commerce/words.ts';
import { own } from '../own.ts';

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
  return own(events, type)?.[language] ?? type;
}

/** What happened, as a clause: follows "after" or stands alone in English; precedes 「ため」 in Japanese. */
const clauses: Readonly<Record<EventType, Words>> = {
  'customer.created': { en: 'the customer signed up', ja: '会員登録があった' },
  'customer.updated': { en: 'the customer’s details changed', ja: 'お客様情報が変わった' },
  'customer.erased': { en: 'Asked to be erased', ja: 'データ消去の依頼' },
  'customer.data_requested': { en: 'Asked for their data', ja: 'データ開示の依頼' },
  'customer.tier_reached': { en: 'a membership level was reached', ja: '会員ランクが上がった' },
  'product.viewed': { en: 'a product was looked at', ja: '商品が閲覧された' },
  'product.back_in_stock': { en: 'the product was back in stock', ja: '商品が再入荷した' },
  'cart.updated': { en: 'the cart was changed', ja: 'カートの内容が変わった' },
  'cart.emptied': { en: 'the cart was emptied', ja: 'カートが空になった' },
  'checkout.started': { en: 'the checkout was started', ja: '購入手続きが始まった' },
  'order.placed': { en: 'an order was placed', ja: 'ご注文があった' },
  'order.cancelled': { en: 'the order was cancelled', ja: 'ご注文がキャンセルされた' },
  'order.refunded': { en: 'a refund was opened or settled', ja: '返金の受付または処理があった' },
  'shipment.dispatched': { en: 'the parcel was dispatched', ja: '荷物が発送された' },
  'shipment.out_for_delivery': { en: 'the parcel was out for delivery', ja: '荷物が配達に出た' },
  'shipment.delayed': { en: 'the parcel was delayed', ja: '荷物の到着が遅れた' },
  'shipment.delivered': { en: 'the parcel was delivered', ja: '荷物が届いた' },
  'review.submitted': { en: 'a review was written', ja: 'レビューが投稿された' },
  'survey.answered': { en: 'the survey was answered', ja: 'アンケートに回答があった' },
  'coupon.redeemed': { en: 'a coupon was used', ja: 'クーポンが使われた' },
  'inquiry.received': { en: 'an inquiry was received', ja: 'お問い合わせがあった' },
  'inquiry.answered': { en: 'the inquiry was answered', ja: 'お問い合わせに回答した' },
  'inquiry.closed': { en: 'the inquiry was closed', ja: 'お問い合わせが解決した' },
  'referral.completed': { en: 'a recommendation led to an order', ja: '紹介によるご注文があった' },
  'journey.requested': { en: 'the shop started it by hand', ja: '担当者が開始した' },
};

const anyClause: Readonly<Record<string, Words>> = clauses;

/** The event as the clause of a sentence; one that is not known by its type. */
export function eventClause(type: string, language: Language): string {
  return own(anyClause, type)?.[language] ?? (language === 'ja' ? `「${type}」があった` : `“${type}” happened`);
}
