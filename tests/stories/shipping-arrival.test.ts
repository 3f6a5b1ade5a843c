import { describe, expect, it } from 'vitest';
import { inLondon, inTokyo, order, parcel } from '../scenarios/customers.ts';
import type { Shop } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['shipping-arrival'], tell);
const noon = '2026-03-05T12:00:00+09:00';

describe('a parcel that arrived', () => {
  it('is told of at once, each parcel by itself', () =>
    story(noon, async (shop) => {
      const buyer = inTokyo('buyer', { consent: {} });
      const second = { ...parcel('order-1'), shipment: { id: 'second-parcel' } };
      await shop.tell(buyer, [
        [noon, 'shipment.delivered', parcel('order-1')],
        ['2026-03-06T23:10:00+09:00', 'shipment.delivered', second],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([
        ['arrived', '2026-03-05 12:00'],
        ['arrived', '2026-03-06 23:10'],
      ]);
    }));

  it('is not told of when we hear of it more than three days later', () =>
    story(noon, async (shop) => {
      const buyer = inTokyo('buyer');
      shop.post('shipment.delivered', buyer, parcel('order-1'), '2026-03-02T11:59:00+09:00');
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([]);
      expect(await shop.endOf(buyer)).toEqual(['refused', 'stale', '2026-03-05 12:00']);
    }));

  it('is told of within the hour that London skips and repeats', () =>
    story('2026-03-29T01:30:00Z', async (shop) => {
      const buyer = inLondon('buyer');
      await shop.tell(buyer, [
        ['2026-03-29T01:30:00Z', 'shipment.delivered', parcel('order-1')],
        ['2026-10-25T00:30:00Z', 'shipment.delivered', parcel('order-2')],
        ['2026-10-25T01:30:00Z', 'shipment.delivered', parcel('order-3')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([
        ['arrived', '2026-03-29 02:30'],
        ['arrived', '2026-10-25 01:30'],
        ['arrived', '2026-10-25 01:30'],
      ]);
    }));

  it('is told of once when all is heard of twice and backwards', () =>
    story(noon, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.until('2026-03-05T13:00:00+09:00');
      shop.tellBackwards(buyer, [
        ['2026-03-03T12:00:00+09:00', 'order.placed', order('order-1')],
        ['2026-03-04T12:00:00+09:00', 'shipment.dispatched', parcel('order-1')],
        [noon, 'shipment.delivered', parcel('order-1')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['arrived', '2026-03-05 13:00']]);
    }));
});
