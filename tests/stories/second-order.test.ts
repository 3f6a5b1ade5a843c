import { describe, expect, it } from 'vitest';
import { inLondon, inTokyo, order, refund } from '../scenarios/customers.ts';
import type { Happening, Shop } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['second-order'], tell);
const opens = '2026-02-01T12:00:00+09:00';
const first: Happening = [opens, 'order.placed', order('order-1')];

describe('a first-time customer', () => {
  it('is invited back 24 days after the order at 10:00, and never again', () =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [first, ['2026-04-01T12:00:00+09:00', 'order.placed', order('order-2')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['come-back', '2026-02-25 10:00']]);
      expect(shop.world.published.map(({ type }) => type)).toEqual(['coupon.issued']);
      expect(await shop.endOf(buyer)).toEqual(['completed', 'all steps done', '2026-02-25 10:00']);
    }));

  it.each<[string, Happening]>([
    ['orders again', ['2026-02-20T12:00:00+09:00', 'order.placed', order('order-2')]],
    ['sends it back', ['2026-02-10T12:00:00+09:00', 'order.refunded', refund('order-1')]],
    ['cancels', ['2026-02-02T12:00:00+09:00', 'order.cancelled', { order: { id: 'order-1' } }]],
  ])('who %s is not invited', (_, happening) =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [first, happening]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([]);
      expect(await shop.outcomesOf(buyer)).toEqual([['come-back', 'skipped', 'run-ended', happening[1]]]);
    }),
  );

  it('who ordered in the winter of London is invited at 10:00 of its summer', () =>
    story('2026-03-10T20:00:00Z', async (shop) => {
      const buyer = inLondon('buyer');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['come-back', '2026-04-03 10:00']]);
      expect(shop.now).toBe(Date.parse('2026-04-03T09:00:00Z'));
    }));

  it('is treated the same when all is heard of twice and backwards', () =>
    story(opens, async (shop) => {
      const [buyer, regular] = [inTokyo('buyer'), inTokyo('regular')];
      await shop.until('2026-02-03T12:00:00+09:00');
      shop.tellBackwards(buyer, [first, ['2026-02-01T13:00:00+09:00', 'customer.updated']]);
      shop.tellBackwards(regular, [first, ['2026-02-02T12:00:00+09:00', 'order.refunded', refund('order-1')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['come-back', '2026-02-25 10:00']]);
      expect(shop.sentTo(regular)).toEqual([]);
    }));
});
