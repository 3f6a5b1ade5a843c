import { describe, expect, it } from 'vitest';
import { cart, checkout, inLondon, inTokyo, order } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
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
      expect(shop.emitted.map(({ type, detail }) => [type, detail.coupon])).toMatchObject([
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

  it('earns one coupon a week, however many carts somebody makes, also by emptying one and filling it again', () =>
    story(morning, async (shop) => {
      const [shopper, other] = [inTokyo('shopper'), inTokyo('other')];
      const days = Array.from({ length: 14 }, (_, index) => `2026-03-${String(index + 2).padStart(2, '0')}`);
      for (const day of days) {
        await shop.tell(shopper, [[`${day}T10:30:00+09:00`, 'cart.updated', cart(`cart-of-${day}`)]]);
        await shop.tell(other, [
          [`${day}T10:31:00+09:00`, 'cart.emptied', { cart: { id: 'cart-1' } }],
          [`${day}T10:32:00+09:00`, 'cart.updated', cart('cart-1')],
        ]);
      }
      await shop.toTheEnd();
      for (const who of [shopper, other]) {
        const coupons = shop.sentTo(who).filter(([step]) => step === 'last-call');
        const [first, second, ...more] = coupons.map(([, at = '']) => Date.parse(`${at.replace(' ', 'T')}:00+09:00`));
        expect(more).toEqual([]);
        expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(7 * 24 * 3_600_000);
      }
      const outcomes = (await shop.outcomesOf(shopper)).map((outcome) => outcome.join(' '));
      expect(outcomes.filter((one) => one === 'reminder sent')).toHaveLength(days.length);
      expect(outcomes).toContain('last-call skipped recent-coupon');
    }));

  it('is remembered 16 hours after the first message although the clocks go forward in the night', () =>
    story('2026-03-28T16:00:00Z', async (shop) => {
      const [shopper, owl] = [inLondon('shopper'), inLondon('owl')];
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-28T19:30:00Z');
      shop.post('cart.updated', owl, cart('cart-2'));
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['reminder', '2026-03-28 20:00'],
        ['last-call', '2026-03-29 13:00'],
      ]);
      expect(shop.sentTo(owl)).toEqual([
        ['reminder', '2026-03-29 08:00'],
        ['last-call', '2026-03-30 10:00'],
      ]);
      const [reminder, lastCall] = shop.services.sent.filter(({ address }) => address === shopper.email);
      expect(Number(lastCall?.at) - Number(reminder?.at)).toBe(16 * 3_600_000 + 20_000);
    }));

  const bought = (id: string, from: string) => ({ ...order(id), cart: { id: from } });

  it.each([
    ['1 second', '2026-03-02T10:00:01+09:00', []],
    ['15 minutes', '2026-03-02T10:15:00+09:00', []],
    ['16 minutes', '2026-03-02T10:16:00+09:00', [['reminder', '2026-03-02 14:16']]],
  ])('that is touched once more %s after the order that names it is a new one only later', (_, touched, sent) =>
    story(morning, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [
        [morning, 'order.placed', bought('order-1', 'cart-1')],
        [touched, 'cart.updated', cart('cart-1')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer).slice(0, 1)).toEqual(sent);
    }),
  );

  it('is not mentioned when the clock of the storefront runs five minutes ahead of the order, named or not', () =>
    story(morning, async (shop) => {
      const [named, unnamed] = [inTokyo('named'), inTokyo('unnamed')];
      for (const one of [named, unnamed]) shop.post('cart.updated', one, cart('cart-1'), '2026-03-02T01:05:00Z');
      await shop.until('2026-03-02T10:03:00+09:00');
      shop.post('order.placed', named, bought('order-1', 'cart-1'));
      shop.post('order.placed', unnamed, order('order-1'));
      await shop.toTheEnd();
      for (const one of [named, unnamed]) {
        expect(shop.sentTo(one)).toEqual([]);
        expect((await shop.endOf(one)).slice(0, 2)).toEqual(['event', 'order.placed']);
      }
    }));

  it('that is filled after an order of something else, or under a new name, is remembered', () =>
    story(morning, async (shop) => {
      const [other, renewed] = [inTokyo('other'), inTokyo('renewed')];
      const lines = [{ productId: 'p-2', title: 'Mug', quantity: 1, price: { amount: 900, currency: 'JPY' } }];
      const mug = { order: { ...order('order-1').order, lines } };
      shop.post('order.placed', other, mug);
      shop.post('order.placed', renewed, bought('order-1', 'cart-1'));
      await shop.until('2026-03-02T10:05:00+09:00');
      shop.post('cart.updated', other, cart('cart-1'));
      shop.post('cart.updated', renewed, cart('cart-2'));
      await shop.toTheEnd();
      for (const one of [other, renewed]) expect(shop.sentTo(one)[0]).toEqual(['reminder', '2026-03-02 14:05']);
    }));

  it('is not mentioned any more after an order that names another cart: who has ordered needs no reminder', () =>
    story(morning, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [
        [morning, 'cart.updated', cart('cart-1')],
        ['2026-03-02T11:00:00+09:00', 'order.placed', bought('order-1', 'cart-2')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([]);
    }));

  it('that is emptied and filled again is remembered four hours after that, and again without a second coupon in the week', () =>
    story(morning, async (shop) => {
      const [quick, slow] = [inTokyo('quick'), inTokyo('slow')];
      const emptied = { cart: { id: 'cart-1' } };
      for (const one of [quick, slow]) shop.post('cart.updated', one, cart('cart-1'));
      await shop.tell(quick, [
        ['2026-03-02T10:30:00+09:00', 'cart.emptied', emptied],
        ['2026-03-02T12:30:00+09:00', 'cart.updated', cart('cart-1')],
      ]);
      await shop.tell(slow, [
        ['2026-03-04T10:00:00+09:00', 'cart.emptied', emptied],
        ['2026-03-04T12:00:00+09:00', 'cart.updated', cart('cart-1')],
      ]);
      await shop.toTheEnd();
      const twice = (first: string, second: string) => [
        ['reminder', first],
        ['last-call', second],
      ];
      expect(shop.sentTo(quick)).toEqual(twice('2026-03-02 16:30', '2026-03-03 10:00'));
      expect(shop.sentTo(slow)).toEqual([
        ...twice('2026-03-02 14:00', '2026-03-03 10:00'),
        ['reminder', '2026-03-04 16:00'],
      ]);
    }));

  it('is not spoken of while somebody is at it: four hours pass after the last change, before either message', () =>
    story(morning, async (shop) => {
      const shopper = inTokyo('shopper');
      await shop.tell(shopper, [
        [morning, 'cart.updated', cart('cart-1')],
        ['2026-03-02T13:50:00+09:00', 'cart.updated', cart('cart-1')],
        ['2026-03-02T15:00:00+09:00', 'cart.updated', cart('cart-1')],
        ['2026-03-03T09:50:00+09:00', 'cart.updated', cart('cart-1')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['reminder', '2026-03-02 19:00'],
        ['last-call', '2026-03-03 13:50'],
      ]);
    }));

  it('that is changed every other hour for days is spoken of a day late', () =>
    story(morning, async (shop) => {
      const shopper = inTokyo('shopper');
      for (let hour = 0; hour < 60; hour += 2) {
        await shop.until(new Date(Date.parse(morning) + hour * 3_600_000).toISOString());
        shop.post('cart.updated', shopper, cart('cart-1'));
      }
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)[0]).toEqual(['reminder', '2026-03-03 14:00']);
      expect(shop.sentTo(shopper)).toHaveLength(2);
    }));

  it('of last year that is touched again is remembered, whatever was ordered last year', () =>
    story('2025-03-02T10:00:00+09:00', async (shop) => {
      const consent = { email: { granted: true, at: '2025-01-01T00:00:00Z', source: 'checkout' } };
      const shopper = inTokyo('shopper', { consent });
      await shop.tell(shopper, [
        ['2025-03-02T10:00:00+09:00', 'cart.updated', cart('cart-1')],
        ['2025-03-02T11:00:00+09:00', 'order.placed', bought('order-1', 'cart-1')],
        [morning, 'cart.updated', cart('cart-1')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['reminder', '2026-03-02 14:00'],
        ['last-call', '2026-03-03 10:00'],
      ]);
    }));

  it('leads to the same when all is heard of twice and backwards', () =>
    story(morning, async (shop) => {
      const [keeper, buyer] = [inTokyo('keeper'), inTokyo('buyer')];
      const kept: ShopEvent[] = [
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
