import { channelKinds } from '../../channels/kinds.ts';
import type { Channel } from '../../commerce/customer/channel.ts';
import type { AwaitedEvent } from '../../model/awaited.ts';
import type { Purpose } from '../../model/purpose.ts';
import type { SubjectKind } from '../../model/subject.ts';

/** The languages that the documentation is written in. */
export const languages = ['en', 'ja'] as const;

export type Language = (typeof languages)[number];

/** A text in both of them. */
export type Words = Readonly<Record<Language, string>>;

/** A text in both of them as files have it, as JSON Schema. */
export const wordsSchema = {
  type: 'object',
  properties: { en: { type: 'string' }, ja: { type: 'string' } },
  required: [...languages],
  additionalProperties: false,
};

/** What happens at each event: goes behind "when …", and before 「…と」, 「…まで」 and 「…こと」. */
const eventWords: Readonly<Record<AwaitedEvent, Words>> = {
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

/** What a journey's purpose means for those who get its messages. */
export const purposeWords: Readonly<Record<Purpose, Words>> = {
  marketing: {
    en: 'Marketing: goes only to customers who agreed, outside quiet hours and within the daily cap',
    ja: 'マーケティング：同意したお客様だけに、配信を控える時間帯を避け、1日の上限の中で送ります',
  },
  transactional: {
    en: "Transactional: about the customer's own business, so it needs no consent",
    ja: '取引のご連絡：お客様ご自身の取引についてなので、同意は要りません',
  },
};

/** "an order is placed or the cart is emptied". */
export function eventsInWords(events: readonly AwaitedEvent[]): Words {
  return {
    en: orInEnglish(events.map((event) => eventWords[event].en)),
    ja: events.map((event) => eventWords[event].ja).join('か、'),
  };
}

/** "SMS, or else e-mail". @param channels in order of preference */
export function channelsInWords(channels: readonly Channel[]): Words {
  return {
    en: channels.map((channel) => channelKinds[channel].words.en.name).join(', or else '),
    ja: channels.map((channel) => channelKinds[channel].words.ja.name).join('、届けられなければ'),
  };
}

/** `a`, `a or b`; from three on with a comma before "or", because what is listed may hold one itself. */
export function orInEnglish(words: readonly string[]): string {
  return words.length < 3 ? words.join(' or ') : `${words.slice(0, -1).join(', ')}, or ${words.at(-1)}`;
}

const japaneseUnits: Readonly<Record<string, string>> = { minute: '分', hour: '時間', day: '日', week: '週間' };

/** `4 hours` in Japanese: 4時間. */
export function durationInJapanese(words: string): string {
  return words.replace(/^(\d+) (minute|hour|day|week)s?/, (_, amount, unit) => `${amount}${japaneseUnits[unit]}`);
}
