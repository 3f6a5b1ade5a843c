import { describe, expect, it } from 'vitest';
import { cart, checkout, inNewYork, inTokyo, order } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const both = ['abandoned-cart', 'abandoned-checkout'];
const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, both, tell);
const morning = '2026-03-02T10:00:00+09:00';

describe('a checkout that is not finished', () => {
  it('is remembered after 4 hours and the next day at 10:00, and its cart is not mentioned beside it', () =>
    story(morning, async (shop) => {
      const shopper = inTokyo('shopper');
      await shop.tell(shopper, [
        ['2026-03-02T10:00:00+09:00', 'cart.updated', cart('cart-1')],
        ['2026-03-02T10:30:00+09:00', 'checkout.started', checkout('cart-1')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['finish-order', '2026-03-02 14:30'],
        ['last-note', '2026-03-03 10:00'],
      ]);
      expect(await shop.outcomesOf(shopper)).toContainEqual(['reminder', 'skipped', 'run-ended', 'checkout.started']);
    }));

  it('of another cart leaves the reminder of this one, one message a day', () =>
    story(morning, async (shop) => {
      const shopper = inTokyo('shopper');
      await shop.tell(shopper, [
        ['2026-03-02T10:00:00+09:00', 'cart.updated', cart('cart-1')],
        ['2026-03-02T10:30:00+09:00', 'checkout.started', checkout('another-cart')],
      ]);
      await shop.toTheEnd();
      const sent = shop.sentTo(shopper);
      expect(sent.map(([step]) => step).toSorted()).toEqual(['finish-order', 'last-call', 'last-note', 'reminder']);
      expect(new Set(sent.map(([, time]) => time.slice(0, 10))).size).toBe(4);
    }));

  it('is not mentioned any more once the order is placed', () =>
    story(morning, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [
        ['2026-03-02T10:00:00+09:00', 'checkout.started', checkout('cart-1')],
        ['2026-03-02T18:00:00+09:00', 'order.placed', order('order-1')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['finish-order', '2026-03-02 14:00']]);
      expect(await shop.endOf(buyer)).toEqual(['event', 'order.placed', '2026-03-02 18:00']);
    }));

  it('is not mentioned when the order names its cart, although its time lies a little before', () =>
    story(morning, async (shop) => {
      const buyer = inTokyo('buyer');
      shop.post('checkout.started', buyer, checkout('cart-1'), '2026-03-02T01:05:00Z');
      await shop.until('2026-03-02T10:03:00+09:00');
      shop.post('order.placed', buyer, { order: { ...order('order-1').order, lines: [] }, cart: { id: 'cart-1' } });
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([]);
    }));

  it('is not spoken of within four hours of the last change to the cart', () =>
    story('2026-03-02T09:30:00+09:00', async (shop) => {
      const shopper = inTokyo('shopper');
      await shop.tell(shopper, [
        ['2026-03-02T09:30:00+09:00', 'cart.updated', cart('cart-1')],
        [morning, 'checkout.started', checkout('cart-1')],
        ['2026-03-02T13:30:00+09:00', 'cart.updated', cart('cart-1')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['finish-order', '2026-03-02 17:30'],
        ['last-note', '2026-03-03 10:00'],
      ]);
    }));

  it('is remembered 16 hours after the first message although the clocks go back in the night', () =>
    story('2026-10-31T16:00:00-04:00', async (shop) => {
      const shopper = inNewYork('shopper');
      shop.post('checkout.started', shopper, checkout('cart-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['finish-order', '2026-10-31 20:00'],
        ['last-note', '2026-11-01 11:00'],
      ]);
      const [first, second] = shop.services.sent;
      expect(Number(second?.at) - Number(first?.at)).toBe(16 * 3_600_000 + 10_000);
    }));

  it('leads to the same when all is heard of twice and backwards', () =>
    story(morning, async (shop) => {
      const [shopper, buyer] = [inTokyo('shopper'), inTokyo('buyer')];
      const stopped: ShopEvent[] = [
        ['2026-03-02T10:00:00+09:00', 'cart.updated', cart('cart-1')],
        ['2026-03-02T10:30:00+09:00', 'checkout.started', checkout('cart-1')],
      ];
      await shop.until('2026-03-02T13:30:00+09:00');
      shop.tellBackwards(shopper, stopped);
      shop.tellBackwards(buyer, [...stopped, ['2026-03-02T11:00:00+09:00', 'order.placed', order('order-1')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['finish-order', '2026-03-02 14:30'],
        ['last-note', '2026-03-03 10:00'],
      ]);
      expect(shop.sentTo(buyer)).toEqual([]);
    }));
});
