import { describe, expect, it } from 'vitest';
import { cart, inNewYork, inTokyo, product } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['browse-abandonment'], tell);
const views = (...minutes: string[]): ShopEvent[] =>
  minutes.map((minute, nth) => [`2026-03-02T10:${minute}:00+09:00`, 'product.viewed', product(`product-${nth}`)]);

describe('a visitor who only looked', () => {
  it('is shown what they looked at 3 hours after they came, and again after a week at the earliest', () =>
    story('2026-03-02T10:00:00+09:00', async (shop) => {
      const visitor = inTokyo('visitor');
      await shop.tell(visitor, [
        ...views('00', '20', '40'),
        ['2026-03-09T09:59:00+09:00', 'product.viewed', product('mug')],
        ['2026-03-09T10:00:00+09:00', 'product.viewed', product('mug')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(visitor)).toEqual([
        ['looked-at', '2026-03-02 13:00'],
        ['looked-at', '2026-03-09 13:00'],
      ]);
      expect(shop.readBy(visitor)[0]).toBe('ご覧いただいた商品のご案内');
    }));

  it('is shown nothing once something is in the cart', () =>
    story('2026-03-02T10:00:00+09:00', async (shop) => {
      const shopper = inTokyo('shopper');
      await shop.tell(shopper, [...views('00'), ['2026-03-02T12:59:00+09:00', 'cart.updated', cart('cart-1')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([]);
      expect(await shop.outcomesOf(shopper)).toEqual([['looked-at', 'skipped', 'run-ended', 'cart.updated']]);
      expect(await shop.endOf(shopper)).toEqual(['event', 'cart.updated', '2026-03-02 12:59']);
    }));

  it('and signs in afterwards is shown once what was looked at before and after', () =>
    story('2026-03-02T10:00:00+09:00', async (shop) => {
      const signedIn = { ...inTokyo('signed-in'), anonymousId: 'browser-1' };
      await shop.tell({ anonymousId: 'browser-1' }, views('00'));
      await shop.tell(inTokyo('signed-in'), [['2026-03-02T10:10:00+09:00', 'customer.updated']]);
      await shop.tell(signedIn, [['2026-03-02T10:11:00+09:00', 'customer.updated']]);
      await shop.tell(inTokyo('signed-in'), [['2026-03-02T10:12:00+09:00', 'product.viewed', product('mug')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(signedIn)).toEqual([['looked-at', '2026-03-02 13:00']]);
    }));

  it('in the last evening of summer in New York is written to at 08:00 of the first winter morning', () =>
    story('2026-10-31T17:59:00-04:00', async (shop) => {
      const [early, late] = [inNewYork('early'), inNewYork('late')];
      shop.post('product.viewed', early, product('mug'));
      await shop.until('2026-10-31T18:30:00-04:00');
      shop.post('product.viewed', late, product('mug'));
      await shop.toTheEnd();
      expect(shop.sentTo(early)).toEqual([['looked-at', '2026-10-31 20:59']]);
      expect(shop.sentTo(late)).toEqual([['looked-at', '2026-11-01 08:00']]);
      expect(shop.services.sent.at(-1)?.at).toBe(Date.parse('2026-11-01T08:00:00-05:00'));
    }));

  it('is written to once, in the same quarter of an hour, when all is heard of twice and backwards', () =>
    story('2026-03-02T10:00:00+09:00', async (shop) => {
      const [visitor, shopper] = [inTokyo('visitor'), inTokyo('shopper')];
      await shop.until('2026-03-02T11:00:00+09:00');
      shop.tellBackwards(visitor, views('00', '05', '10'));
      shop.tellBackwards(shopper, [...views('00'), ['2026-03-02T10:30:00+09:00', 'cart.updated', cart('cart-1')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(visitor)).toEqual([['looked-at', '2026-03-02 13:10']]);
      expect(shop.sentTo(shopper)).toEqual([]);
    }));
});
