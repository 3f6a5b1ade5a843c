import { describe, expect, it } from 'vitest';
import { inLondon, inTokyo, parcel } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['shipping-updates'], tell);
const opens = '2026-03-02T17:00:00+09:00';
const left: ShopEvent = [opens, 'shipment.dispatched', parcel('order-1')];
const out: ShopEvent = ['2026-03-05T06:10:00+09:00', 'shipment.out_for_delivery', parcel('order-1')];
const there: ShopEvent = ['2026-03-05T11:40:00+09:00', 'shipment.delivered', parcel('order-1')];

describe('a parcel on its way', () => {
  it('is told of when it leaves and on the morning it comes, whatever the hour', () =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer', { consent: {} });
      await shop.tell(buyer, [left, out, there]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([
        ['dispatched', '2026-03-02 17:00'],
        ['out-for-delivery', '2026-03-05 06:10'],
      ]);
      expect(await shop.endOf(buyer)).toEqual(['completed', 'all steps done', '2026-03-05 06:10']);
    }));

  it('is announced by SMS to a customer without an e-mail address, on the first message alone', () =>
    story(opens, async (shop) => {
      const buyer = { ...inTokyo('buyer'), email: undefined };
      const followed = { trackingUrl: 'https://carrier.example.com/parcel-1', carrier: 'Express' };
      const shipment = { id: 'parcel-of-order-1', ...followed };
      await shop.tell(buyer, [[opens, 'shipment.dispatched', { order: { id: 'order-1' }, shipment }], out]);
      await shop.toTheEnd();
      expect(shop.readBy(buyer)).toEqual([
        'アフターカート・デモストア：商品を発送しました。https://carrier.example.com/parcel-1',
      ]);
      expect(await shop.outcomesOf(buyer)).toContainEqual(['out-for-delivery', 'skipped', 'no-address']);
    }));

  it('is not announced for today when it is there already', () =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [left, there]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['dispatched', '2026-03-02 17:00']]);
      expect(await shop.endOf(buyer)).toEqual(['event', 'shipment.delivered', '2026-03-05 11:40']);
    }));

  it('is announced for today although the other one of the order is there', () =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      const second = { ...parcel('order-1'), shipment: { id: 'second-parcel' } };
      await shop.tell(buyer, [
        left,
        ['2026-03-02T18:00:00+09:00', 'shipment.dispatched', second],
        ['2026-03-04T12:00:00+09:00', 'shipment.delivered', second],
        out,
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([
        ['dispatched', '2026-03-02 17:00'],
        ['dispatched', '2026-03-02 18:00'],
        ['out-for-delivery', '2026-03-05 06:10'],
      ]);
      expect(shop.services.sent.every(({ unsubscribe }) => unsubscribe === undefined)).toBe(true);
    }));

  it('of which no more is heard is given up after 30 days of 24 hours, by the summer clock of London', () =>
    story('2026-03-10T17:00:00Z', async (shop) => {
      const [buyer, patient] = [inLondon('buyer'), inLondon('patient')];
      for (const one of [buyer, patient]) shop.post('shipment.dispatched', one, parcel('order-1'));
      await shop.until('2026-04-09T17:59:00+01:00');
      shop.post('shipment.out_for_delivery', patient, parcel('order-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['dispatched', '2026-03-10 17:00']]);
      expect(await shop.endOf(buyer)).toEqual([
        'left',
        'no shipment.out_for_delivery within 30 days',
        '2026-04-09 18:00',
      ]);
      expect(shop.sentTo(patient).at(-1)).toEqual(['out-for-delivery', '2026-04-09 17:59']);
    }));

  it('is told of without what is over when all is heard of twice and backwards', () =>
    story(opens, async (shop) => {
      const [waiting, served] = [inTokyo('waiting'), inTokyo('served')];
      await shop.until('2026-03-05T12:00:00+09:00');
      shop.tellBackwards(waiting, [left, out]);
      shop.tellBackwards(served, [left, out, there]);
      await shop.toTheEnd();
      expect(shop.sentTo(waiting)).toEqual([
        ['dispatched', '2026-03-05 12:00'],
        ['out-for-delivery', '2026-03-05 12:00'],
      ]);
      expect(shop.sentTo(served)).toEqual([]);
      expect((await shop.endOf(served)).slice(0, 2)).toEqual(['refused', 'already-ended']);
    }));
});
