import { describe, expect, it } from 'vitest';
import { inNewYork, inTokyo } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['referral'], tell);
const opens = '2026-03-08T15:30:00+09:00';
const side = (id: string, role: string) => ({ referral: { id, role } });

describe('a recommendation that led to an order', () => {
  it('is rewarded at once on both sides with a coupon each, which can be unsubscribed from', () =>
    story(opens, async (shop) => {
      const [referrer, referred] = [inTokyo('referrer'), inTokyo('referred')];
      shop.post('referral.completed', referrer, side('referral-1', 'referrer'));
      shop.post('referral.completed', referred, side('referral-1', 'referred'));
      await shop.toTheEnd();
      expect(shop.sentTo(referrer)).toEqual([['thank-you', '2026-03-08 15:30']]);
      expect(shop.sentTo(referred)).toEqual([['welcome', '2026-03-08 15:30']]);
      expect(new Set(shop.emitted.map(({ detail }) => detail.id)).size).toBe(2);
      expect(shop.services.sent.map(({ unsubscribe }) => unsubscribe !== undefined)).toEqual([true, true]);
      const coupons = await Promise.all([referrer, referred].map(async (one) => (await shop.ledgerOf(one))[0]?.coupon));
      const until = Date.parse('2026-06-06T23:59:59+09:00');
      expect(coupons.map((coupon) => coupon?.expiresAt)).toEqual([until, until]);
      expect(await shop.endOf(referred)).toEqual(['completed', 'all steps done', '2026-03-08 15:30']);
    }));

  it.each(['referrer', 'referred'])('is rewarded by the shop itself where the %s takes no offers', (role) =>
    story(opens, async (shop) => {
      const silent = inTokyo('silent', { consent: {} });
      shop.post('referral.completed', silent, side('referral-1', role));
      await shop.toTheEnd();
      expect(shop.sentTo(silent)).toEqual([['reward-waiting', '2026-03-08 15:30']]);
      expect(shop.emitted.map(({ type, detail }) => [type, detail])).toMatchObject([
        [
          'referral.reward-due',
          { percent: 10, days: 90, customer: { id: 'silent' }, subject: { kind: 'referral', id: 'referral-1' } },
        ],
      ]);
      expect(await shop.outcomesOf(silent)).toEqual([['reward-waiting', 'sent']]);
    }),
  );

  it('is rewarded no second time, and another one is', () =>
    story(opens, async (shop) => {
      const referrer = inTokyo('referrer');
      await shop.tell(referrer, [
        [opens, 'referral.completed', side('referral-1', 'referrer')],
        ['2026-03-20T12:00:00+09:00', 'referral.completed', side('referral-1', 'referrer')],
        ['2026-03-21T12:00:00+09:00', 'referral.completed', side('referral-2', 'referrer')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(referrer)).toEqual([
        ['thank-you', '2026-03-08 15:30'],
        ['thank-you', '2026-03-21 12:00'],
      ]);
    }));

  it('carries a coupon of ninety days by the clock of New York, though it goes back meanwhile', () =>
    story('2026-09-01T22:00:00-04:00', async (shop) => {
      const abroad = inNewYork('abroad');
      shop.post('referral.completed', abroad, side('referral-1', 'referred'));
      await shop.toTheEnd();
      expect(shop.sentTo(abroad)).toEqual([['welcome', '2026-09-02 08:00']]);
      const [line] = await shop.ledgerOf(abroad);
      expect(line?.coupon?.expiresAt).toBe(Date.parse('2026-11-30T23:59:59-05:00'));
    }));

  it('is rewarded once when all is heard of twice and backwards', () =>
    story(opens, async (shop) => {
      const referrer = inTokyo('referrer');
      const both: ShopEvent[] = [
        [opens, 'referral.completed', side('referral-1', 'referrer')],
        ['2026-03-08T16:00:00+09:00', 'referral.completed', side('referral-2', 'referrer')],
      ];
      await shop.until('2026-03-09T09:00:00+09:00');
      shop.tellBackwards(referrer, both);
      await shop.toTheEnd();
      expect(shop.sentTo(referrer)).toEqual([
        ['thank-you', '2026-03-09 09:00'],
        ['thank-you', '2026-03-10 08:00'], // one offer a day
      ]);
      expect(new Set(shop.emitted.map(({ detail }) => detail.id)).size).toBe(2);
    }));
});
