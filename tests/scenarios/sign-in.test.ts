import { describe, expect, it } from 'vitest';
import { type Customer, cart, inTokyo, order } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const opens = '2026-03-02T10:00:00+09:00';
const unknown = { anonymousId: 'browser-0' };

/** Two visitors fill carts and then sign in: one is new to the shop, the other has bought there before. */
async function signIn(shop: LocalShop): Promise<readonly Customer[]> {
  const customers = [inTokyo('newcomer'), inTokyo('regular')];
  shop.post('customer.updated', inTokyo('regular'), {}, Date.parse('2026-03-01T10:00:00+09:00'));
  for (const { id } of customers) shop.post('cart.updated', { anonymousId: `browser-of-${id}` }, cart(`cart-of-${id}`));
  await shop.until('2026-03-02T11:00:00+09:00');
  for (const one of customers) shop.post('customer.updated', { ...one, anonymousId: `browser-of-${one.id}` });
  await shop.until('2026-03-02T12:00:00+09:00');
  return customers;
}

describe('a visitor whom nobody knew', () => {
  it('and who signs in and orders is not reminded of the cart', () =>
    inShop(opens, async (shop) => {
      const customers = await signIn(shop);
      for (const one of customers) shop.post('order.placed', one, order(`order-of-${one.id}`));
      await shop.until('2026-03-04T00:00:00+09:00');
      for (const one of customers) {
        expect(shop.sentTo(one)).toEqual([['thanks', '2026-03-03 10:00']]);
        expect(await shop.outcomesOf(one)).toContainEqual(['reminder', 'skipped', 'run-ended', 'order.placed']);
      }
    }));

  it('and who signs in without ordering is reminded of the cart', () =>
    inShop(opens, async (shop) => {
      const customers = await signIn(shop);
      await shop.toTheEnd();
      for (const one of customers) {
        expect(shop.sentTo(one)).toEqual([
          ['reminder', '2026-03-02 14:00'],
          ['last-call', '2026-03-03 10:00'],
        ]);
      }
    }));

  it('and who never signs in is not reminded, for want of an address', () =>
    inShop(opens, async (shop) => {
      shop.post('cart.updated', unknown, cart('cart-1'));
      await shop.toTheEnd();
      expect(shop.runtime.outbox.messages).toEqual([]);
      expect(await shop.outcomesOf(unknown)).toEqual([
        ['reminder', 'skipped', 'no-address'],
        ['last-call', 'skipped', 'no-address'],
      ]);
    }));
});
