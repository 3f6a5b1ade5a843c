import type { AwaitedEvent } from '../../model/awaited.ts';
import type { SubjectKind } from '../../model/subject.ts';
import type { Words } from '../model/words.ts';

/** What happens at each event: goes behind "when …", and before 「…と」, 「…まで」 and 「…こと」. */
export const eventWords: Readonly<Record<AwaitedEvent, Words>> = {
  'customer.updated': { en: "a customer's details or consent change", ja: 'お客様の情報や配信同意が変わる' },
  'cart.updated': { en: 'a cart changes', ja: 'カートの中身が変わる' },
  'cart.emptied': { en: 'the cart is emptied', ja: 'カートが空になる' },
  'checkout.started': { en: 'a checkout is started', ja: '購入手続きが始まる' },
  'order.placed': { en: 'an order is placed', ja: '注文が入る' },
  'order.cancelled': { en: 'the order is cancelled', ja: '注文がキャンセルされる' },
  'order.refunded': { en: 'a refund of the order is opened or settled', ja: '返金の受付や処理がある' },
  'shipment.dispatched': { en: 'a parcel is dispatched', ja: '荷物が発送される' },
  'shipment.delivered': { en: 'a parcel is delivered', ja: '荷物が届く' },
  'review.submitted': { en: 'a review is submitted', ja: 'レビューが投稿される' },
  'coupon.redeemed': { en: 'a coupon is used', ja: 'クーポンが使われる' },
  'shipment.out_for_delivery': { en: 'a parcel is out for delivery', ja: '荷物が配達に出る' },
  'shipment.delayed': { en: 'a parcel is delayed', ja: '荷物の到着が遅れる' },
  'customer.created': { en: 'somebody becomes a customer', ja: '会員登録がある' },
  'customer.tier_reached': { en: 'a customer reaches a tier', ja: '会員ランクが上がる' },
  'product.viewed': { en: 'a product is looked at', ja: '商品が閲覧される' },
  'product.back_in_stock': { en: 'a product is back in stock', ja: '商品が再入荷する' },
  'inquiry.received': { en: 'an inquiry is received', ja: 'お問い合わせが届く' },
  'inquiry.answered': { en: 'an inquiry is answered', ja: 'お問い合わせに回答がある' },
  'survey.answered': { en: 'a survey is answered', ja: 'アンケートに回答がある' },
  'referral.completed': { en: 'a recommendation leads to an order', ja: '紹介で注文が入る' },
  'journey.requested': { en: 'somebody of the shop asks for it', ja: '担当者が開始を指示する' },
  'inquiry.closed': { en: 'an inquiry is closed', ja: 'お問い合わせが解決する' },
  'message.opened': { en: 'the last message is opened', ja: '直前のメッセージが開封される' },
  'message.clicked': { en: 'a link in the last message is clicked', ja: '直前のメッセージのリンクがクリックされる' },
};

/** What a run can be about. */
export const subjectWords: Readonly<Record<SubjectKind, Words>> = {
  customer: { en: 'customer', ja: 'お客様' },
  cart: { en: 'cart', ja: 'カート' },
  checkout: { en: 'checkout', ja: '購入手続き' },
  order: { en: 'order', ja: '注文' },
  shipment: { en: 'parcel', ja: '荷物' },
  review: { en: 'review', ja: 'レビュー' },
  inquiry: { en: 'inquiry', ja: 'お問い合わせ' },
  product: { en: 'product', ja: '商品' },
  survey: { en: 'survey', ja: 'アンケート' },
  referral: { en: 'recommendation', ja: '紹介' },
  tier: { en: 'tier', ja: '会員ランク' },
};
