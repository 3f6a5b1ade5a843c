import { describe, expect, it } from 'vitest';
import { type Customer, inNewYork, inTokyo, order } from './customers.ts';
import { storyOf } from './shop.ts';

const [regular, early, newcomer, daily, disorderly] = [
  inTokyo('regular'),
  inTokyo('early'),
  inTokyo('newcomer'),
  inTokyo('daily'),
  inTokyo('disorderly'),
];
const abroad = inNewYork('abroad');
const day = 86_400_000;

describe('what a customer orders again and again', () => {
  const shop = storyOf('2026-01-20T12:00:00+09:00', { journeys: ['replenishment'] }, async (shop) => {
    const began = shop.now;
    const buy = (customer: Customer, nth: number, days: number) =>
      shop.post('order.placed', customer, order(`${nth}-of-${customer.id}`), began + days * day);
    for (const nth of [0, 1, 2]) {
      await shop.until(new Date(began + nth * 20 * day).toISOString());
      for (const one of [regular, early, abroad, regular]) buy(one, nth, nth * 20);
      if (nth < 2) buy(newcomer, nth, nth * 20);
    }
    for (const _ of ['once', 'twice']) for (const nth of [1, 0, 2]) buy(disorderly, nth, 20 + nth * 10);
    for (const nth of [0, 1, 2]) buy(daily, nth, 38 + nth);
    await shop.until('2026-03-05T12:00:00+09:00');
    buy(early, 3, 44);
    await shop.toTheEnd();
  });
  const sent = (who: Customer) => shop().sentToTheMinute(who);

  it('is spoken of four days before the usual gap is over, once', () => {
    expect(sent(regular)).toEqual([['running-low', '2026-03-17 10:00']]);
    expect(shop().mailsTo(regular)[0]?.text).toContain('コーヒー豆');
  });

  it('is spoken of at ten of New York, after the clock has gone forward', () => {
    expect(sent(abroad)).toEqual([['running-low', '2026-03-16 10:00']]);
  });

  it('counts anew from an order that comes early', async () => {
    expect(sent(early)).toEqual([['running-low', '2026-03-21 10:00']]);
  });

  it('of which we hear twice and backwards is spoken of once', () => {
    expect(sent(disorderly)).toEqual([['running-low', '2026-03-07 10:00']]);
  });

  it('every day is not spoken of: nobody needs to be reminded of what they do anyway', async () => {
    expect(await shop().outcomesOf(daily)).toEqual([['running-low', 'skipped', 'condition']]);
  });

  it('is no habit after two orders', async () => {
    expect(sent(newcomer)).toEqual([]);
    expect(await shop().runsOf(newcomer)).toEqual([]);
  });
});
