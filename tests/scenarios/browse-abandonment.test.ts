import { describe, expect, it } from 'vitest';
import { cart, inTokyo, product } from './customers.ts';
import { storyOf } from './shop.ts';

const [visitor, shopper, regular, disorderly] = [
  inTokyo('visitor'),
  inTokyo('shopper'),
  inTokyo('regular'),
  inTokyo('disorderly'),
];
const signedIn = { ...inTokyo('signed-in'), anonymousId: 'browser-1' };
const minute = 60_000;

describe('a visitor who only looked', () => {
  const shop = storyOf('2026-03-02T10:00:00+09:00', { journeys: ['browse-abandonment'] }, async (shop) => {
    const views = ['kettle', 'mug', 'filter', 'scale'].map((name, nth) => ({ name, at: shop.now + nth * minute }));
    for (const { name, at } of views) {
      await shop.runtime.play({ until: at });
      for (const one of [visitor, shopper, regular]) shop.post('product.viewed', one, product(name));
    }
    for (const { name, at } of [...views, ...views].reverse())
      shop.post('product.viewed', disorderly, product(name), at);
    shop.post('product.viewed', { anonymousId: signedIn.anonymousId }, product('kettle'), views[0]?.at);
    await shop.until('2026-03-02T10:10:00+09:00');
    shop.post('customer.updated', inTokyo('signed-in'));
    await shop.until('2026-03-02T10:11:00+09:00');
    shop.post('customer.updated', signedIn);
    await shop.until('2026-03-02T10:12:00+09:00');
    shop.post('product.viewed', inTokyo('signed-in'), product('mug'));
    await shop.until('2026-03-02T12:00:00+09:00');
    shop.post('cart.updated', shopper, cart('cart-1'));
    for (const day of ['05', '10']) {
      await shop.until(`2026-03-${day}T10:00:00+09:00`);
      shop.post('product.viewed', regular, product('mug'));
    }
    await shop.toTheEnd();
  });

  it('is shown the last three products once, three hours later', () => {
    expect(shop().sentTo(visitor)).toEqual([['looked-at', '2026-03-02 13:00']]);
    const [mail] = shop().mailsTo(visitor);
    expect(mail?.subject).toBe('ご覧いただいた商品のご案内');
    expect(mail?.text.match(/products\/\w+/g)).toEqual(['products/scale', 'products/filter', 'products/mug']);
  });

  it('is shown both what was looked at before and after signing in, once', () => {
    expect(shop().sentTo(signedIn)).toEqual([['looked-at', '2026-03-02 13:00']]);
    expect(
      shop()
        .mailsTo(signedIn)[0]
        ?.text.match(/products\/\w+/g),
    ).toEqual(['products/mug', 'products/kettle']);
  });

  it('is shown nothing once something is in the cart', async () => {
    expect(await shop().outcomesOf(shopper)).toEqual([['looked-at', 'skipped', 'run-ended', 'cart.updated']]);
  });

  it('is written to again after a week at the earliest', () => {
    expect(
      shop()
        .sentTo(regular)
        .map(([, time]) => time),
    ).toEqual(['2026-03-02 13:00', '2026-03-10 13:00']);
  });

  it('is shown the same when every view is heard of twice and in the wrong order', () => {
    const [[step, time] = [], ...more] = shop().sentTo(disorderly);
    expect([step, time?.slice(0, 13), more]).toEqual(['looked-at', '2026-03-02 13', []]);
    const [mail] = shop().mailsTo(disorderly);
    expect(mail?.text.match(/products\/\w+/g)).toEqual(['products/scale', 'products/filter', 'products/mug']);
  });
});
