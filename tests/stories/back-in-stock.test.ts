import { describe, expect, it } from 'vitest';
import { inLondon, inTokyo, product } from '../scenarios/customers.ts';
import type { Shop } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['back-in-stock'], tell);

describe('a product that is back in stock', () => {
  it('is told of at once, whatever the hour, to everybody who asked', () =>
    story('2026-03-02T03:10:00+09:00', async (shop) => {
      const [asker, guest] = [inTokyo('asker'), inTokyo('guest', { consent: {} })];
      for (const one of [asker, guest]) shop.post('product.back_in_stock', one, product('kettle'));
      await shop.toTheEnd();
      for (const one of [asker, guest]) {
        expect(shop.sentTo(one)).toEqual([['available', '2026-03-02 03:10']]);
        expect(shop.readBy(one)).toEqual(['「kettle」が再入荷いたしました']);
      }
      expect(await shop.endOf(asker)).toEqual(['completed', 'all steps done', '2026-03-02 03:10']);
    }));

  it('is not told of to an address that bounced', () =>
    story('2026-03-02T12:00:00+09:00', async (shop) => {
      const gone = inTokyo('gone');
      shop.post('product.back_in_stock', gone, product('kettle'));
      await shop.until('2026-03-02T12:01:00+09:00');
      shop.report('bounced', gone, 'available');
      shop.post('product.back_in_stock', gone, product('mug'));
      await shop.toTheEnd();
      expect(shop.sentTo(gone)).toHaveLength(1);
      expect(await shop.outcomesOf(gone)).toContainEqual(['available', 'skipped', 'suppressed']);
    }));

  it('is told of again after 24 hours, which in London end at 13:00 when the clocks have gone forward', () =>
    story('2026-03-28T12:00:00Z', async (shop) => {
      const [asker, early] = [inLondon('asker'), inLondon('early')];
      for (const one of [asker, early]) shop.post('product.back_in_stock', one, product('kettle'));
      await shop.until('2026-03-29T12:59:00+01:00');
      shop.post('product.back_in_stock', early, product('kettle'));
      await shop.until('2026-03-29T13:00:00+01:00');
      shop.post('product.back_in_stock', asker, product('kettle'));
      await shop.toTheEnd();
      expect(shop.sentTo(early)).toEqual([['available', '2026-03-28 12:00']]);
      expect(shop.sentTo(asker)).toEqual([
        ['available', '2026-03-28 12:00'],
        ['available', '2026-03-29 13:00'],
      ]);
    }));

  it('is told of once when all is heard of twice and backwards', () =>
    story('2026-03-02T10:00:00+09:00', async (shop) => {
      const asker = inTokyo('asker');
      await shop.until('2026-03-02T12:00:00+09:00');
      shop.tellBackwards(asker, [
        ['2026-03-02T10:00:00+09:00', 'product.back_in_stock', product('kettle')],
        ['2026-03-02T10:10:00+09:00', 'product.back_in_stock', product('mug')],
        ['2026-03-02T10:20:00+09:00', 'product.back_in_stock', product('kettle')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(asker)).toEqual([
        ['available', '2026-03-02 12:00'],
        ['available', '2026-03-02 12:00'],
      ]);
      expect(
        shop
          .readBy(asker)
          .map((subject) => /kettle|mug/.exec(subject ?? '')?.[0])
          .toSorted(),
      ).toEqual(['kettle', 'mug']);
    }));
});
