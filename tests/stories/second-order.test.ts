import { describe, expect, it } from 'vitest';
import { inLondon, inTokyo, order, refund } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['second-order'], tell);
const opens = '2026-02-01T12:00:00+09:00';
const first: ShopEvent = [opens, 'order.placed', order('order-1')];

describe('a first-time customer', () => {
  it('is invited back 24 days after the order at 10:00, and never again', () =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [first, ['2026-04-01T12:00:00+09:00', 'order.placed', order('order-2')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['come-back', '2026-02-25 10:00']]);
      expect(shop.emitted.map(({ type }) => type)).toEqual(['coupon.issued']);
      const [invitation] = await shop.ledgerOf(buyer);
      expect(invitation?.coupon?.expiresAt).toBe(Date.parse('2026-03-03T23:59:59+09:00'));
      expect(await shop.endOf(buyer)).toEqual(['completed', 'all steps done', '2026-02-25 10:00']);
    }));

  it.each<[string, ShopEvent]>([
    ['orders again', ['2026-02-20T12:00:00+09:00', 'order.placed', order('order-2')]],
    ['sends it back', ['2026-02-10T12:00:00+09:00', 'order.refunded', refund('order-1')]],
    ['cancels', ['2026-02-02T12:00:00+09:00', 'order.cancelled', { order: { id: 'order-1' } }]],
  ])('who %s is not invited', (_, event) =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [first, event]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([]);
      expect(await shop.outcomesOf(buyer)).toEqual([['come-back', 'skipped', 'run-ended', event[1]]]);
    }),
  );

  it('who orders again within 30 days is what the journey was for, and later is not', () =>
    story(opens, async (shop) => {
      const [early, late] = [inTokyo('early'), inTokyo('late')];
      for (const one of [early, late]) shop.post('order.placed', one, order('order-1'));
      await shop.tell(early, [['2026-03-03T11:59:00+09:00', 'order.placed', order('order-2')]]);
      await shop.tell(late, [['2026-03-03T12:01:00+09:00', 'order.placed', order('order-2')]]);
      await shop.toTheEnd();
      const goals = await Promise.all([early, late].map(async (one) => (await shop.runsOf(one))[0]?.goal));
      expect(goals).toEqual([{ on: 'order.placed', at: Date.parse('2026-03-03T11:59:00+09:00') }, undefined]);
    }));

  it('who told us that it was not good is not invited', () =>
    story(opens, async (shop) => {
      const unhappy = inTokyo('unhappy');
      const answer = { survey: { id: 'survey-1', score: 6 }, order: { id: 'order-1' } };
      await shop.tell(unhappy, [first, ['2026-02-10T12:00:00+09:00', 'survey.answered', answer]]);
      await shop.toTheEnd();
      expect(await shop.outcomesOf(unhappy)).toEqual([['come-back', 'skipped', 'condition']]);
    }));

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
