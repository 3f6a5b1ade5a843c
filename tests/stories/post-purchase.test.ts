import { describe, expect, it } from 'vitest';
import { inNewYork, inTokyo, order, parcel, refund } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['post-purchase'], tell);
const afternoon = '2026-03-02T15:00:00+09:00';
const bought: ShopEvent = [afternoon, 'order.placed', order('order-1')];
const delivered: ShopEvent = ['2026-03-05T16:30:00+09:00', 'shipment.delivered', parcel('order-1')];
const answer = (score: number) => ({ survey: { id: 'survey-1', score }, order: { id: 'order-1' } });

describe('after a purchase', () => {
  it('the customer is thanked the next morning, helped two days after the delivery, and offered what goes with it after twelve', () =>
    story(afternoon, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [
        bought,
        ['2026-03-04T12:00:00+09:00', 'shipment.delivered', parcel('order-of-last-week')],
        delivered,
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([
        ['thanks', '2026-03-03 10:00'],
        ['how-to-use', '2026-03-07 10:00'],
        ['goes-with', '2026-03-17 10:00'],
      ]);
      expect(shop.readBy(buyer)[0]).toBe('ご注文ありがとうございます（ご注文番号 No. order-1）');
      // An offer in a journey that is none: it alone can be unsubscribed from.
      expect(shop.services.sent.map(({ unsubscribe }) => unsubscribe !== undefined)).toEqual([false, false, true]);
      expect(await shop.endOf(buyer)).toEqual(['completed', 'all steps done', '2026-03-17 10:00']);
    }));

  it('the help waits for the last parcel of two, and is not given while one more is under way', () =>
    story(afternoon, async (shop) => {
      const [patient, waiting] = [inTokyo('patient'), inTokyo('waiting')];
      const second = { ...parcel('order-1'), shipment: { id: 'second-parcel' } };
      for (const one of [patient, waiting]) shop.post('order.placed', one, order('order-1'));
      await shop.tell(patient, [['2026-03-03T09:00:00+09:00', 'shipment.dispatched', second]]);
      await shop.until('2026-03-05T16:30:00+09:00');
      for (const one of [patient, waiting]) shop.post('shipment.delivered', one, parcel('order-1'));
      await shop.tell(waiting, [['2026-03-06T09:00:00+09:00', 'shipment.dispatched', second]]);
      await shop.tell(patient, [['2026-03-20T16:30:00+09:00', 'shipment.delivered', second]]);
      await shop.toTheEnd();
      expect(shop.sentTo(patient)).toEqual([
        ['thanks', '2026-03-03 10:00'],
        ['how-to-use', '2026-03-22 10:00'],
        ['goes-with', '2026-04-01 10:00'],
      ]);
      expect(await shop.outcomesOf(waiting)).toEqual([
        ['thanks', 'sent'],
        ['how-to-use', 'skipped', 'not-delivered'],
        ['goes-with', 'skipped', 'not-delivered'],
      ]);
    }));

  it('those who did not agree to offers are thanked and helped, and offered nothing', () =>
    story(afternoon, async (shop) => {
      const silent = inTokyo('silent', { consent: {} });
      await shop.tell(silent, [bought, delivered]);
      await shop.toTheEnd();
      expect(await shop.outcomesOf(silent)).toEqual([
        ['thanks', 'sent'],
        ['how-to-use', 'sent'],
        ['goes-with', 'skipped', 'no-consent'],
      ]);
    }));

  it.each<[string, ShopEvent, string[]]>([
    ['told that it was not good', ['2026-03-10T12:00:00+09:00', 'survey.answered', answer(6)], ['condition']],
    [
      'sent it back',
      ['2026-03-10T12:00:00+09:00', 'order.refunded', refund('order-1')],
      ['run-ended', 'order.refunded'],
    ],
  ])('those who %s are offered nothing', (_, event, reason) =>
    story(afternoon, async (shop) => {
      const unhappy = inTokyo('unhappy');
      await shop.tell(unhappy, [bought, delivered, event]);
      await shop.toTheEnd();
      expect(await shop.outcomesOf(unhappy)).toEqual([
        ['thanks', 'sent'],
        ['how-to-use', 'sent'],
        ['goes-with', 'skipped', ...reason],
      ]);
    }),
  );

  it('an order that is cancelled during the wait for the parcel is not mentioned any more', () =>
    story(afternoon, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [bought, ['2026-03-04T12:00:00+09:00', 'order.cancelled', { order: { id: 'order-1' } }]]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['thanks', '2026-03-03 10:00']]);
      expect(await shop.outcomesOf(buyer)).toEqual([
        ['thanks', 'sent'],
        ['goes-with', 'skipped', 'run-ended', 'order.cancelled'],
        ['how-to-use', 'skipped', 'run-ended', 'order.cancelled'],
      ]);
      expect(shop.now).toBe(Date.parse('2026-03-04T12:00:00+09:00'));
    }));

  it('a parcel that never arrives is given up after 30 days, and the run says why', () =>
    story(afternoon, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [bought]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['thanks', '2026-03-03 10:00']]);
      expect(await shop.endOf(buyer)).toEqual(['left', 'no shipment.delivered within 30 days', '2026-04-02 10:00']);
    }));

  it('the help comes at 10:00 of New York although the clocks go forward in between', () =>
    story('2026-03-05T15:00:00-05:00', async (shop) => {
      const buyer = inNewYork('buyer');
      await shop.tell(buyer, [
        ['2026-03-05T15:00:00-05:00', 'order.placed', order('order-1')],
        ['2026-03-07T18:00:00-05:00', 'shipment.delivered', parcel('order-1')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([
        ['thanks', '2026-03-06 10:00'],
        ['how-to-use', '2026-03-09 10:00'],
        ['goes-with', '2026-03-19 10:00'],
      ]);
      expect(shop.now).toBe(Date.parse('2026-03-19T10:00:00-04:00'));
    }));

  it('all comes the same when everything is heard of twice and backwards', () =>
    story(afternoon, async (shop) => {
      const [buyer, sorry] = [inTokyo('buyer'), inTokyo('sorry')];
      const happened: ShopEvent[] = [
        bought,
        ['2026-03-02T18:00:00+09:00', 'shipment.dispatched', parcel('order-1')],
        ['2026-03-02T21:00:00+09:00', 'shipment.delivered', parcel('order-1')],
      ];
      await shop.until('2026-03-03T09:00:00+09:00');
      shop.tellBackwards(buyer, happened);
      shop.tellBackwards(sorry, [
        ...happened,
        ['2026-03-02T22:00:00+09:00', 'order.cancelled', { order: { id: 'order-1' } }],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([
        ['thanks', '2026-03-03 10:00'],
        ['how-to-use', '2026-03-04 10:00'],
        ['goes-with', '2026-03-14 10:00'],
      ]);
      expect(shop.sentTo(sorry)).toEqual([]);
    }));
});
