import type { EventOf } from '../events.ts';
import type { NounWords } from '../words.ts';

export const couponWords: NounWords<EventOf<'coupon'>> = {
  events: { 'coupon.redeemed': { en: 'a coupon is used', ja: 'クーポンが使われる' } },
  parts: { coupon: { en: 'coupon', ja: 'クーポン' } },
  fields: { code: { en: 'code', ja: 'コード' } },
};
