import { describe, expect, it } from 'vitest';
import { inNewYork, inTokyo, order, refund } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['replenishment'], tell);
const opens = '2026-01-20T12:00:00+09:00';
const buys = (...dates: string[]): ShopEvent[] =>
  dates.map((date, nth) => [`2026-${date}T12:00:00+09:00`, 'order.placed', order(`order-${nth}`)]);
/** Every twenty days; the next would usually come on 21 March. */
const habit = buys('01-20', '02-09', '03-01');

describe('what a customer orders again and again', () => {
  it('is spoken of at 10:00 three days before the usual gap is over, once', () =>
    story(opens, async (shop) => {
      const regular = inTokyo('regular');
      await shop.tell(regular, habit);
      await shop.toTheEnd();
      expect(shop.sentTo(regular)).toEqual([['running-low', '2026-03-18 10:00']]);
      expect(await shop.endOf(regular)).toEqual(['completed', 'all steps done', '2026-03-18 10:00']);
    }));

  it('counts by the middle one of the gaps, not by the longest', () =>
    story(opens, async (shop) => {
      const regular = inTokyo('regular');
      await shop.tell(regular, buys('01-20', '01-30', '02-09', '04-10'));
      await shop.toTheEnd();
      expect(shop.sentTo(regular)).toEqual([
        ['running-low', '2026-02-16 10:00'],
        ['running-low', '2026-04-17 10:00'],
      ]);
    }));

  it('is no habit after two orders', () =>
    story(opens, async (shop) => {
      const newcomer = inTokyo('newcomer');
      await shop.tell(newcomer, habit.slice(0, 2));
      await shop.toTheEnd();
      expect(shop.sentTo(newcomer)).toEqual([]);
      expect(await shop.runsOf(newcomer)).toEqual([]);
    }));

  it.each<[string, ShopEvent[]]>([
    ['day', buys('02-27', '02-28', '03-01')],
    ['six days', buys('02-17', '02-23', '03-01')],
  ])('every %s is not spoken of: the customer would hear of it right after the last order', (_, orders) =>
    story(opens, async (shop) => {
      const frequent = inTokyo('frequent');
      await shop.tell(frequent, orders);
      await shop.toTheEnd();
      expect(shop.sentTo(frequent)).toEqual([]);
      expect(await shop.outcomesOf(frequent)).toEqual([['running-low', 'skipped', 'condition']]);
    }),
  );

  it('every week is spoken of four days after the last order', () =>
    story(opens, async (shop) => {
      const frequent = inTokyo('frequent');
      await shop.tell(frequent, buys('02-15', '02-22', '03-01'));
      await shop.toTheEnd();
      expect(shop.sentTo(frequent)).toEqual([['running-low', '2026-03-05 10:00']]);
    }));

  it('is counted anew from an order that comes early', () =>
    story(opens, async (shop) => {
      const early = inTokyo('early');
      const fourth: ShopEvent = ['2026-03-05T12:00:00+09:00', 'order.placed', order('fourth')];
      await shop.tell(early, [...habit, fourth]);
      await shop.toTheEnd();
      expect(shop.sentTo(early)).toEqual([['running-low', '2026-03-22 10:00']]);
    }));

  it.each<[string, ShopEvent]>([
    ['want their money back', ['2026-03-10T12:00:00+09:00', 'order.refunded', refund('order-2')]],
    ['called it off', ['2026-03-02T12:00:00+09:00', 'order.cancelled', { order: { id: 'order-2' } }]],
  ])('is not spoken of to those who %s', (_, event) =>
    story(opens, async (shop) => {
      const unhappy = inTokyo('unhappy');
      await shop.tell(unhappy, [...habit, event]);
      await shop.toTheEnd();
      expect(shop.sentTo(unhappy)).toEqual([]);
      expect(await shop.outcomesOf(unhappy)).toEqual([['running-low', 'skipped', 'no-longer-matches']]);
    }),
  );

  it('since the winter of New York is spoken of at 10:00 of its summer', () =>
    story('2026-01-20T12:00:00-05:00', async (shop) => {
      const abroad = inNewYork('abroad');
      await shop.tell(abroad, [
        ['2026-01-20T12:00:00-05:00', 'order.placed', order('order-0')],
        ['2026-02-09T12:00:00-05:00', 'order.placed', order('order-1')],
        ['2026-03-01T12:00:00-05:00', 'order.placed', order('order-2')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(abroad)).toEqual([['running-low', '2026-03-18 10:00']]);
      expect(shop.now).toBe(Date.parse('2026-03-18T10:00:00-04:00'));
    }));

  it('is spoken of once when all is heard of twice and backwards', () =>
    story('2026-03-01T18:00:00+09:00', async (shop) => {
      const [regular, unhappy] = [inTokyo('regular'), inTokyo('unhappy')];
      shop.tellBackwards(regular, habit);
      shop.tellBackwards(unhappy, [...habit, ['2026-03-01T15:00:00+09:00', 'order.refunded', refund('order-2')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(regular)).toEqual([['running-low', '2026-03-18 10:00']]);
      expect(shop.sentTo(unhappy)).toEqual([]);
    }));
});
