import { describe, expect, it } from 'vitest';
import { inNewYork, inTokyo, order, refund } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['win-back'], tell);
const opens = '2026-02-01T12:00:00+09:00';
const first: ShopEvent = [opens, 'order.placed', order('order-1')];
const autumn = '2026-09-30T00:00:00Z';

describe('a customer who stays away', () => {
  it('is written to at 10:00 when sixty days are over and 30 days later, and then no more', () =>
    story(opens, async (shop) => {
      const gone = inTokyo('gone');
      shop.sweepDaily(autumn);
      await shop.tell(gone, [first]);
      await shop.toTheEnd();
      expect(shop.sentTo(gone)).toEqual([
        ['hello-again', '2026-04-04 10:00'],
        ['last-letter', '2026-05-04 10:00'],
      ]);
      expect(await shop.endOf(gone)).toEqual(['completed', 'all steps done', '2026-05-04 10:00']);
    }));

  it('and comes back gets no second letter, which counts as the goal, and every order counts the sixty days anew', () =>
    story(opens, async (shop) => {
      const back = inTokyo('back');
      shop.sweepDaily(autumn);
      await shop.tell(back, [
        first,
        ['2026-02-20T12:00:00+09:00', 'order.placed', order('order-2')],
        ['2026-05-10T12:00:00+09:00', 'order.placed', order('order-3')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(back)).toEqual([
        ['hello-again', '2026-04-23 10:00'],
        ['hello-again', '2026-07-11 10:00'],
        ['last-letter', '2026-08-10 10:00'],
      ]);
      const [run] = await shop.runsOf(back);
      // Of three orders one came after the greeting; the others came before anybody was missed.
      expect(run?.earlier?.map(({ goal }) => goal?.on)).toEqual(['order.placed']);
      expect(run?.goal).toBeUndefined();
    }));

  it('has not stayed away who calls an order off, and is not greeted while they want their money back', () =>
    story(opens, async (shop) => {
      const [undecided, unhappy] = [inTokyo('undecided'), inTokyo('unhappy')];
      shop.sweepDaily(autumn);
      await shop.tell(undecided, [
        first,
        ['2026-04-20T12:00:00+09:00', 'order.placed', order('order-2')],
        ['2026-04-22T12:00:00+09:00', 'order.cancelled', { order: { id: 'order-2' } }],
      ]);
      await shop.tell(unhappy, [
        ['2026-04-22T13:00:00+09:00', 'order.placed', order('order-3')],
        ['2026-06-20T12:00:00+09:00', 'order.refunded', refund('order-3')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(undecided)).toEqual([
        ['hello-again', '2026-04-04 10:00'],
        ['hello-again', '2026-06-21 10:00'],
        ['last-letter', '2026-07-21 10:00'],
      ]);
      expect(shop.sentTo(unhappy)).toEqual([]);
    }));

  it('is let in by hand without having been away, and greeted the next morning', () =>
    story('2026-03-03T12:00:00+09:00', async (shop) => {
      const missed = inTokyo('missed');
      shop.post('journey.requested', missed, { journey: { name: 'win-back' } });
      await shop.toTheEnd();
      expect(shop.sentTo(missed)).toEqual([
        ['hello-again', '2026-03-04 10:00'],
        ['last-letter', '2026-04-03 10:00'],
      ]);
    }));

  it('since the winter of New York is written to at 10:00 of its summer', () =>
    story('2026-02-01T20:00:00-05:00', async (shop) => {
      const gone = inNewYork('gone');
      shop.sweepDaily('2026-04-30T00:00:00Z');
      shop.post('order.placed', gone, order('order-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(gone)).toEqual([
        ['hello-again', '2026-04-04 10:00'],
        ['last-letter', '2026-05-04 10:00'],
      ]);
      expect(shop.now).toBe(Date.parse('2026-05-04T10:00:00-04:00'));
    }));

  it('is counted from the last order when all is heard of twice and backwards, and looked for twice', () =>
    story(opens, async (shop) => {
      const gone = inTokyo('gone');
      for (const _ of ['once', 'twice']) shop.sweepDaily(autumn);
      await shop.until('2026-02-03T12:00:00+09:00');
      shop.tellBackwards(gone, [first, ['2026-02-02T12:00:00+09:00', 'order.placed', order('order-2')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(gone)).toEqual([
        ['hello-again', '2026-04-05 10:00'],
        ['last-letter', '2026-05-05 10:00'],
      ]);
    }));
});
