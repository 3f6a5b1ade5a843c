import type { Language, Words } from '../../commerce/words.ts';
import { own } from '../own.ts';

/** The names of the journeys that Aftercart ships, in the order in which a customer comes upon them. */
const names: Readonly<Record<string, Words>> = {
  'confirm-consent': { en: 'Confirm the subscription', ja: '配信登録の確認' },
  welcome: { en: 'Welcome', ja: 'ウェルカム' },
  'browse-abandonment': { en: 'Looked around', ja: '閲覧フォロー' },
  'abandoned-cart': { en: 'Abandoned cart', ja: 'カゴ落ち' },
  'abandoned-checkout': { en: 'Abandoned checkout', ja: '購入手続きの中断' },
  'post-purchase': { en: 'After the order', ja: '購入後フォロー' },
  'late-order': { en: 'Late order', ja: '発送遅れのお詫び' },
  'shipping-updates': { en: 'On its way', ja: '発送のお知らせ' },
  'shipping-delay': { en: 'Delayed parcel', ja: '到着遅れのお知らせ' },
  'shipping-arrival': { en: 'Delivered', ja: '到着のお知らせ' },
  satisfaction: { en: 'How was it?', ja: '満足度の確認' },
  'review-request': { en: 'Review request', ja: 'レビューのお願い' },
  'review-thanks': { en: 'Thanks for a review', ja: 'レビューのお礼' },
  'second-order': { en: 'Second order', ja: '2回目のご購入' },
  replenishment: { en: 'Running low', ja: '再購入のご案内' },
  'back-in-stock': { en: 'Back in stock', ja: '再入荷のお知らせ' },
  inquiry: { en: 'Inquiry', ja: 'お問い合わせ' },
  birthday: { en: 'Birthday', ja: 'お誕生日' },
  'member-tier': { en: 'Membership level', ja: '会員ランク' },
  referral: { en: 'Recommendation', ja: 'お友達紹介' },
  'win-back': { en: 'Win-back', ja: '休眠復帰' },
};

const order = Object.keys(names);

/** The journey's name for people; its own name if it is the shop's. */
export function journeyName(id: string, language: Language): string {
  return own(names, id)?.[language] ?? id;
}

/** Compares two journeys by when a customer comes upon them; the shop's own come last, by name. */
export function byJourney(one: string, other: string): number {
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return place(one) - place(other) || (one < other ? -1 : Number(one > other));
}
