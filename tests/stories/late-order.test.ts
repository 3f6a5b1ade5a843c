import { describe, expect, it } from 'vitest';
import { inNewYork, inTokyo, order, parcel, refund } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['late-order'], tell);
const opens = '2026-03-02T12:00:00+09:00';
const promised = (dispatchBy: string) => ({ order: { ...order('order-1').order, dispatchBy } });
const ordered: ShopEvent = [opens, 'order.placed', promised('2026-03-04T18:00:00+09:00')];
const dispatched: ShopEvent = ['2026-03-04T17:00:00+09:00', 'shipment.dispatched', parcel('order-1')];

describe('an order that has not left on the promised day', () => {
  it('is apologized for the next morning and three days later, and the staff is told first', () =>
    story(opens, async (shop) => {
      const waiting = inTokyo('waiting', { consent: {} });
      await shop.tell(waiting, [ordered]);
      await shop.until('2026-03-05T10:00:00+09:00');
      expect(shop.services.notes.map(({ occurredAt }) => occurredAt)).toEqual(['2026-03-05T01:00:00Z']);
      await shop.toTheEnd();
      expect(shop.sentTo(waiting)).toEqual([
        ['sorry', '2026-03-05 10:00'],
        ['still-waiting', '2026-03-08 10:00'],
      ]);
      expect(shop.readBy(waiting)[0]).toBe('発送の遅れのお詫び（ご注文番号 No. order-1）');
      expect(shop.services.notes).toHaveLength(2);
      expect(shop.services.sent.map(({ unsubscribe }) => unsubscribe)).toEqual([undefined, undefined]);
      const [{ calls = [] } = {}] = shop.executions;
      expect(calls.map(({ task }) => task)).toEqual(['do-action', 'deliver-message', 'do-action', 'deliver-message']);
      expect(await shop.endOf(waiting)).toEqual(['completed', 'all steps done', '2026-03-08 10:00']);
    }));

  it('is not waited for when it is promised fourteen months ahead: the run says why', () =>
    story(opens, async (shop) => {
      const patient = inTokyo('patient');
      await shop.tell(patient, [[opens, 'order.placed', promised('2027-05-01T18:00:00+09:00')]]);
      await shop.toTheEnd();
      expect((await shop.endOf(patient)).slice(0, 2)).toEqual(['refused', 'too-far-ahead']);
      expect(shop.executions).toEqual([]);
    }));

  it('is not spoken of when it has left in time, nor when no day was promised', () =>
    story(opens, async (shop) => {
      const [served, unpromised] = [inTokyo('served'), inTokyo('unpromised')];
      shop.post('order.placed', unpromised, order('order-1'));
      await shop.tell(served, [ordered, dispatched]);
      await shop.toTheEnd();
      expect([...shop.sentTo(served), ...shop.sentTo(unpromised), ...shop.services.notes]).toEqual([]);
      expect(await shop.endOf(served)).toEqual(['event', 'shipment.dispatched', '2026-03-04 17:00']);
      expect(await shop.outcomesOf(served)).toEqual([
        ['sorry', 'skipped', 'run-ended', 'shipment.dispatched'],
        ['still-waiting', 'skipped', 'run-ended', 'shipment.dispatched'],
      ]);
      expect(await shop.runsOf(unpromised)).toEqual([]);
    }));

  it.each<[string, ShopEvent]>([
    ['it leaves', ['2026-03-06T12:00:00+09:00', 'shipment.dispatched', parcel('order-1')]],
    ['the money is asked back', ['2026-03-06T12:00:00+09:00', 'order.refunded', refund('order-1')]],
  ])('is apologized for once when %s after that', (_, event) =>
    story(opens, async (shop) => {
      const waiting = inTokyo('waiting');
      await shop.tell(waiting, [ordered, event]);
      await shop.toTheEnd();
      expect(shop.sentTo(waiting)).toEqual([['sorry', '2026-03-05 10:00']]);
      expect(await shop.endOf(waiting)).toEqual(['event', event[1], '2026-03-06 12:00']);
      expect(shop.services.notes).toHaveLength(1);
    }),
  );

  it('is apologized for although a parcel of another order has left', () =>
    story(opens, async (shop) => {
      const waiting = inTokyo('waiting');
      const other: ShopEvent = ['2026-03-04T17:00:00+09:00', 'shipment.dispatched', parcel('order-of-another-day')];
      await shop.tell(waiting, [ordered, other]);
      await shop.toTheEnd();
      expect(shop.sentTo(waiting).map(([step]) => step)).toEqual(['sorry', 'still-waiting']);
    }));

  it('is apologized for by SMS, in one segment, where there is no e-mail address', () =>
    story(opens, async (shop) => {
      const offline = { ...inTokyo('offline'), email: undefined };
      await shop.tell(offline, [ordered]);
      await shop.toTheEnd();
      expect(shop.readBy(offline)).toEqual([
        'アフターカート・デモストア：発送が遅れており申し訳ございません。今しばらくお待ちください。',
        'アフターカート・デモストア：発送がさらに遅れ、申し訳ございません。ご意向を help@shop.example.com まで',
      ]);
      expect(shop.readBy(offline).every((text = '') => text.length <= 70)).toBe(true);
    }));

  it('is apologized for at 10:00 of New York although the clocks go forward in the night', () =>
    story('2026-03-05T12:00:00-05:00', async (shop) => {
      const abroad = inNewYork('abroad');
      shop.post('order.placed', abroad, promised('2026-03-07T18:00:00-05:00'));
      await shop.toTheEnd();
      expect(shop.sentTo(abroad)).toEqual([
        ['sorry', '2026-03-08 10:00'],
        ['still-waiting', '2026-03-11 10:00'],
      ]);
      expect(shop.services.sent[0]?.at).toBe(Date.parse('2026-03-08T10:00:00-04:00'));
    }));

  it('is spoken of the same when all is heard of twice and backwards', () =>
    story(opens, async (shop) => {
      const [waiting, served] = [inTokyo('waiting'), inTokyo('served')];
      await shop.until('2026-03-04T20:00:00+09:00');
      shop.tellBackwards(waiting, [ordered, ['2026-03-03T12:00:00+09:00', 'customer.updated']]);
      shop.tellBackwards(served, [ordered, dispatched]);
      await shop.toTheEnd();
      expect(shop.sentTo(waiting)).toEqual([
        ['sorry', '2026-03-05 10:00'],
        ['still-waiting', '2026-03-08 10:00'],
      ]);
      expect(shop.sentTo(served)).toEqual([]);
      expect((await shop.endOf(served)).slice(0, 2)).toEqual(['refused', 'already-ended']);
    }));
});
