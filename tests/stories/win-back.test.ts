import { describe, expect, it } from 'vitest';
import { inNewYork, inTokyo, order } from '../scenarios/customers.ts';
import type { Happening, Shop } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['win-back'], tell);
const opens = '2026-02-01T12:00:00+09:00';
const first: Happening = [opens, 'order.placed', order('order-1')];

describe('a customer who stays away', () => {
  it('is written to at 10:00 after 60 days and 30 days later, and then no more', () =>
    story(opens, async (shop) => {
      const gone = inTokyo('gone');
      await shop.tell(gone, [first]);
      await shop.toTheEnd();
      expect(shop.sentTo(gone)).toEqual([
        ['hello-again', '2026-04-02 10:00'],
        ['last-letter', '2026-05-02 10:00'],
      ]);
      expect(await shop.endOf(gone)).toEqual(['completed', 'all steps done', '2026-05-02 10:00']);
    }));

  it('and comes back gets no second letter, and the count begins anew with every order', () =>
    story(opens, async (shop) => {
      const back = inTokyo('back');
      await shop.tell(back, [first, ['2026-04-10T12:00:00+09:00', 'order.placed', order('order-2')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(back)).toEqual([
        ['hello-again', '2026-04-02 10:00'],
        ['hello-again', '2026-06-09 10:00'],
        ['last-letter', '2026-07-09 10:00'],
      ]);
    }));

  it('since the winter of New York is written to at 10:00 of its summer', () =>
    story('2026-02-01T20:00:00-05:00', async (shop) => {
      const gone = inNewYork('gone');
      shop.post('order.placed', gone, order('order-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(gone)).toEqual([
        ['hello-again', '2026-04-02 10:00'],
        ['last-letter', '2026-05-02 10:00'],
      ]);
      expect(shop.now).toBe(Date.parse('2026-05-02T10:00:00-04:00'));
    }));

  it('is counted from the last order when all is heard of twice and backwards', () =>
    story(opens, async (shop) => {
      const gone = inTokyo('gone');
      await shop.until('2026-02-03T12:00:00+09:00');
      shop.tellBackwards(gone, [first, ['2026-02-02T12:00:00+09:00', 'order.placed', order('order-2')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(gone)).toEqual([
        ['hello-again', '2026-04-03 10:00'],
        ['last-letter', '2026-05-03 10:00'],
      ]);
    }));
});
