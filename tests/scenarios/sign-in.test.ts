import { describe, expect, it } from 'vitest';
import { cart, inTokyo, order } from './customers.ts';
import { inShop } from './shop.ts';

const opens = '2026-03-02T10:00:00+09:00';
const visitor = { anonymousId: 'browser-1' };
const shopper = inTokyo('shopper');
const signedIn = { ...shopper, ...visitor };

describe('a visitor whom nobody knows', () => {
  it.each([
    ['is new to the shop', false],
    ['has bought there before', true],
  ])('and who signs in and orders is not reminded of the cart: one who %s', (_, known) =>
    inShop(opens, async (shop) => {
      if (known) shop.post('customer.updated', shopper, {}, Date.parse('2026-03-01T10:00:00+09:00'));
      shop.post('cart.updated', visitor, cart('cart-1'));
      await shop.until('2026-03-02T11:00:00+09:00');
      shop.post('customer.updated', signedIn);
      await shop.until('2026-03-02T12:00:00+09:00');
      shop.post('order.placed', shopper, order('order-1'));
      await shop.until('2026-03-04T00:00:00+09:00');
      expect(shop.sentTo(shopper)).toEqual([['thanks', '2026-03-03 10:00']]);
      expect(await shop.outcomesOf(shopper)).toContainEqual(['reminder', 'skipped', 'run-ended', 'order.placed']);
    }),
  );

  it.each([
    ['is new to the shop', false],
    ['has bought there before', true],
  ])('and who signs in without ordering is reminded of the cart: one who %s', (_, known) =>
    inShop(opens, async (shop) => {
      if (known) shop.post('customer.updated', shopper, {}, Date.parse('2026-03-01T10:00:00+09:00'));
      shop.post('cart.updated', visitor, cart('cart-1'));
      await shop.until('2026-03-02T11:00:00+09:00');
      shop.post('customer.updated', signedIn);
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['reminder', '2026-03-02 14:00'],
        ['last-call', '2026-03-03 10:00'],
      ]);
    }),
  );

  it('and who never signs in is not reminded, for want of an address', () =>
    inShop(opens, async (shop) => {
      shop.post('cart.updated', visitor, cart('cart-1'));
      await shop.toTheEnd();
      expect(shop.runtime.outbox.messages).toEqual([]);
      expect(await shop.outcomesOf(visitor)).toEqual([
        ['reminder', 'skipped', 'no-address'],
        ['last-call', 'skipped', 'no-address'],
      ]);
    }));
});
