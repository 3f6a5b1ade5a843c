import { describe, expect, it } from 'vitest';
import { inNewYork, inTokyo } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['review-thanks'], tell);
const review = (id: string, rating = 5) => ({ review: { id, rating }, order: { id: 'order-1' } });
const evening = '2026-03-02T22:30:00+09:00';

describe('a review that was written', () => {
  it('is thanked for the next morning with a coupon for those who agreed to offers, a second one the morning after', () =>
    story(evening, async (shop) => {
      const [critic, silent] = [inTokyo('critic'), inTokyo('silent', { consent: {} })];
      shop.post('review.submitted', silent, review('review-0', 1));
      await shop.tell(critic, [
        [evening, 'review.submitted', review('review-1', 1)],
        ['2026-03-02T22:40:00+09:00', 'review.submitted', review('review-2')],
        ['2026-03-08T12:00:00+09:00', 'review.submitted', review('review-3')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(critic)).toEqual([
        ['thank-you-coupon', '2026-03-03 10:00'],
        ['thank-you-coupon', '2026-03-04 08:01'],
        ['thank-you-coupon', '2026-03-09 10:00'],
      ]);
      expect(shop.sentTo(silent)).toEqual([['thank-you', '2026-03-03 10:00']]);
      expect(new Set(shop.emitted.map(({ detail }) => detail.id)).size).toBe(3);
      const coupons = (await shop.ledgerOf(critic)).map(({ coupon }) => coupon);
      expect(new Set(coupons.map((coupon) => coupon?.code)).size).toBe(3);
      expect(coupons.map((coupon) => coupon?.expiresAt)).toEqual([
        Date.parse('2026-04-02T23:59:59+09:00'),
        Date.parse('2026-04-02T23:59:59+09:00'),
        Date.parse('2026-04-08T23:59:59+09:00'),
      ]);
      expect(await shop.endOf(silent)).toEqual(['completed', 'all steps done', '2026-03-03 10:00']);
    }));

  it('is thanked for without a coupon when the customer takes the consent back in the night', () =>
    story(evening, async (shop) => {
      const leaving = inTokyo('leaving');
      const email = { granted: false, at: '2026-03-02T23:30:00+09:00', source: 'preference page' };
      shop.post('review.submitted', leaving, review('review-1'));
      await shop.until('2026-03-02T23:30:00+09:00');
      shop.post('customer.updated', { ...leaving, consent: { email } });
      await shop.toTheEnd();
      expect(shop.sentTo(leaving)).toEqual([['thank-you', '2026-03-03 10:00']]);
      expect(shop.emitted).toEqual([]);
    }));

  it('by somebody who complained about the thanks is not thanked for again', () =>
    story(evening, async (shop) => {
      const angry = inTokyo('angry');
      await shop.tell(angry, [[evening, 'review.submitted', review('review-1', 1)]]);
      await shop.until('2026-03-03T11:00:00+09:00');
      shop.report('complained', angry, 'thank-you-coupon');
      await shop.tell(angry, [['2026-03-20T12:00:00+09:00', 'review.submitted', review('review-2', 1)]]);
      await shop.toTheEnd();
      expect(shop.sentTo(angry)).toEqual([['thank-you-coupon', '2026-03-03 10:00']]);
      expect(await shop.outcomesOf(angry)).toEqual([
        ['thank-you-coupon', 'sent'],
        ['thank-you', 'skipped', 'suppressed'],
      ]);
    }));

  it('is thanked for at 10:00 of New York although the clocks go back in the night', () =>
    story('2026-10-31T20:00:00-04:00', async (shop) => {
      const critic = inNewYork('critic');
      shop.post('review.submitted', critic, review('review-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(critic)).toEqual([['thank-you-coupon', '2026-11-01 10:00']]);
      expect(shop.now).toBe(Date.parse('2026-11-01T10:00:00-05:00'));
    }));

  it('is thanked for once each when all is heard of twice and backwards', () =>
    story(evening, async (shop) => {
      const critic = inTokyo('critic');
      const written: ShopEvent[] = [
        [evening, 'review.submitted', review('review-1')],
        ['2026-03-02T23:30:00+09:00', 'review.submitted', review('review-2')],
      ];
      await shop.until('2026-03-03T09:00:00+09:00');
      shop.tellBackwards(critic, written);
      await shop.toTheEnd();
      expect(shop.sentTo(critic)).toEqual([
        ['thank-you-coupon', '2026-03-03 10:00'],
        ['thank-you-coupon', '2026-03-04 08:01'],
      ]);
    }));
});
