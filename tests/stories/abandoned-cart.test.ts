import { describe, expect, it } from 'vitest';
import { cart, checkout, inLondon, inTokyo, order } from '../scenarios/customers.ts';
import type { Happening, Shop } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['abandoned-cart'], tell);
const morning = '2026-03-02T10:00:00+09:00';

describe('an abandoned cart', () => {
  it('is remembered after 4 hours, and once more the next day at 10:00 with a coupon for three days', () =>
    story(morning, async (shop) => {
      const shopper = inTokyo('shopper');
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['reminder', '2026-03-02 14:00'],
        ['last-call', '2026-03-03 10:00'],
      ]);
      expect(shop.world.published.map(({ type, detail }) => [type, detail.coupon])).toMatchObject([
        ['coupon.issued', { percent: 10, expiresAt: '2026-03-06T14:59:59Z' }],
      ]);
      expect(await shop.endOf(shopper)).toEqual(['completed', 'all steps done', '2026-03-03 10:00']);
    }));

  it.each([
    ['order.placed', () => order('order-1')],
    ['cart.emptied', () => ({ cart: { id: 'cart-1' } })],
    ['checkout.started', () => checkout('cart-1')],
  ] as const)('is not mentioned any more after %s', (type, what) =>
    story(morning, async (shop) => {
      const [early, late] = [inTokyo('early'), inTokyo('late')];
      await shop.tell(early, [
        ['2026-03-02T10:00:00+09:00', 'cart.updated', cart('cart-1')],
        ['2026-03-02T13:59:00+09:00', type, what()],
      ]);
      await shop.tell(late, [
        ['2026-03-02T14:30:00+09:00', 'cart.updated', cart('cart-1')],
        ['2026-03-02T19:00:00+09:00', type, what()],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(early)).toEqual([]);
      expect(await shop.endOf(early)).toEqual(['event', type, '2026-03-02 13:59']);
      expect(shop.sentTo(late)).toEqual([['reminder', '2026-03-02 18:30']]);
      expect(await shop.outcomesOf(late)).toEqual([
        ['reminder', 'sent'],
        ['last-call', 'skipped', 'run-ended', type],
      ]);
    }),
  );

  it('is remembered at 10:00 of London although the clocks go forward in the night', () =>
    story('2026-03-28T16:00:00Z', async (shop) => {
      const [shopper, owl] = [inLondon('shopper'), inLondon('owl')];
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-28T19:30:00Z');
      shop.post('cart.updated', owl, cart('cart-2'));
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['reminder', '2026-03-28 20:00'],
        ['last-call', '2026-03-29 10:00'],
      ]);
      expect(shop.sentTo(owl)).toEqual([
        ['reminder', '2026-03-29 08:00'],
        ['last-call', '2026-03-30 10:00'],
      ]);
      const [reminder, lastCall] = shop.world.sent.filter(({ address }) => address === shopper.email);
      expect(Number(lastCall?.at) - Number(reminder?.at)).toBe(13 * 3_600_000);
    }));

  it('leads to the same when all is heard of twice and backwards', () =>
    story(morning, async (shop) => {
      const [keeper, buyer] = [inTokyo('keeper'), inTokyo('buyer')];
      const kept: Happening[] = [
        ['2026-03-02T10:00:00+09:00', 'cart.updated', cart('cart-1')],
        ['2026-03-02T10:40:00+09:00', 'order.refunded', { order: { id: 'old' }, refund: { id: 'r', status: 'open' } }],
        ['2026-03-02T11:00:00+09:00', 'product.viewed', { product: { id: 'mug', title: 'Mug' } }],
      ];
      await shop.until('2026-03-02T13:30:00+09:00');
      shop.tellBackwards(keeper, kept);
      shop.tellBackwards(buyer, [...kept, ['2026-03-02T12:00:00+09:00', 'order.placed', order('order-1')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(keeper)).toEqual([
        ['reminder', '2026-03-02 14:00'],
        ['last-call', '2026-03-03 10:00'],
      ]);
      expect(shop.sentTo(buyer)).toEqual([]);
      expect((await shop.endOf(buyer)).slice(0, 2)).toEqual(['refused', 'already-ended']);
    }));
});
