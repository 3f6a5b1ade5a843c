import { describe, expect, it } from 'vitest';
import { cart, checkout, inTokyo, order } from './customers.ts';
import { storyOf } from './shop.ts';

const [shopper, buyer, other, late] = [inTokyo('shopper'), inTokyo('buyer'), inTokyo('other'), inTokyo('late')];

describe('a checkout that is not finished', () => {
  const journeys = ['abandoned-cart', 'abandoned-checkout'];
  const shop = storyOf('2026-03-02T10:00:00+09:00', { journeys }, async (shop) => {
    for (const one of [shopper, buyer, other]) shop.post('cart.updated', one, cart(`cart-of-${one.id}`));
    const began = shop.now;
    await shop.until('2026-03-02T10:30:00+09:00');
    for (const one of [shopper, buyer]) shop.post('checkout.started', one, checkout(`cart-of-${one.id}`));
    shop.post('checkout.started', other, checkout('another-cart'));
    shop.post('checkout.started', late, checkout('cart-of-late'));
    shop.post('cart.updated', late, cart('cart-of-late'), began);
    await shop.until('2026-03-02T18:00:00+09:00');
    shop.post('order.placed', buyer, order('order-1'));
    await shop.toTheEnd();
  });

  it('is remembered after 4 hours and the next day, and the cart is not mentioned beside it', async () => {
    expect(shop().sentTo(shopper)).toEqual([
      ['finish-order', '2026-03-02 14:30'],
      ['last-note', '2026-03-03 10:00'],
    ]);
    expect(shop().mailsTo(shopper)[0]?.text).toContain('https://shop.example.com/checkouts/of-cart-of-shopper');
    expect(await shop().outcomesOf(shopper)).toContainEqual(['reminder', 'skipped', 'run-ended', 'checkout.started']);
  });

  it('is not mentioned any more once the order is placed', async () => {
    expect(shop().sentTo(buyer)).toEqual([['finish-order', '2026-03-02 14:30']]);
    expect(await shop().outcomesOf(buyer)).toContainEqual(['last-note', 'skipped', 'run-ended', 'order.placed']);
  });

  it('of another cart leaves the reminder of this one, within the daily cap', () => {
    const steps = shop()
      .sentTo(other)
      .map(([step]) => step);
    expect(steps.toSorted()).toEqual(['finish-order', 'last-call', 'last-note', 'reminder']);
    const days = shop()
      .sentTo(other)
      .map(([, time]) => time.slice(0, 10));
    expect(new Set(days).size).toBe(days.length);
  });

  it('keeps the cart quiet also when the cart is heard of last', () => {
    expect(
      shop()
        .sentTo(late)
        .map(([step]) => step),
    ).toEqual(['finish-order', 'last-note']);
  });
});
