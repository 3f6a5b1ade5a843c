import { describe, expect, it } from 'vitest';
import { inLondon, inTokyo, parcel } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['shipping-delay'], tell);
const night = '2026-03-03T23:00:00+09:00';
const late: ShopEvent = [night, 'shipment.delayed', parcel('order-1')];

describe('a parcel that is late', () => {
  it('is told of at once, and again when it is later still the day after', () =>
    story(night, async (shop) => {
      const buyer = inTokyo('buyer', { consent: {} });
      await shop.tell(buyer, [
        late,
        ['2026-03-04T22:59:00+09:00', 'shipment.delayed', parcel('order-1')],
        ['2026-03-04T23:00:00+09:00', 'shipment.delayed', parcel('order-1')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([
        ['delayed', '2026-03-03 23:00'],
        ['delayed', '2026-03-04 23:00'],
      ]);
    }));

  it('and of whose delay we hear when it is there is not told of', () =>
    story(night, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.until('2026-03-04T12:00:00+09:00');
      shop.post('shipment.delivered', buyer, parcel('order-1'));
      shop.post('shipment.delayed', buyer, parcel('order-1'), night);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([]);
      expect(await shop.endOf(buyer)).toEqual(['refused', 'already-ended', '2026-03-04 12:00']);
    }));

  it('is news again after 24 hours, which in London end an hour later by the clock when it goes forward', () =>
    story('2026-03-28T18:00:00Z', async (shop) => {
      const buyer = inLondon('buyer');
      await shop.tell(buyer, [
        ['2026-03-28T18:00:00Z', 'shipment.delayed', parcel('order-1')],
        ['2026-03-29T18:30:00+01:00', 'shipment.delayed', parcel('order-1')],
        ['2026-03-29T19:00:00+01:00', 'shipment.delayed', parcel('order-1')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([
        ['delayed', '2026-03-28 18:00'],
        ['delayed', '2026-03-29 19:00'],
      ]);
    }));

  it('is told of the same when all is heard of twice and backwards', () =>
    story(night, async (shop) => {
      const [waiting, served] = [inTokyo('waiting'), inTokyo('served')];
      const left: ShopEvent = ['2026-03-03T12:00:00+09:00', 'shipment.dispatched', parcel('order-1')];
      await shop.until('2026-03-04T09:00:00+09:00');
      shop.tellBackwards(waiting, [left, late]);
      shop.tellBackwards(served, [left, late, ['2026-03-04T08:30:00+09:00', 'shipment.delivered', parcel('order-1')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(waiting)).toEqual([['delayed', '2026-03-04 09:00']]);
      expect(shop.sentTo(served)).toEqual([]);
    }));
});
