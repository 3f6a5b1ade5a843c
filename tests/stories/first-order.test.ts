import { describe, expect, it } from 'vitest';
import { cart, inTokyo, order, parcel } from '../scenarios/customers.ts';
import { shippedNames } from './shipped.ts';
import { inShop } from './story.ts';

describe('a first order in a shop that has every journey', () => {
  it('is followed by the letters of all of them in this order, one offer a day at most', () =>
    inShop('2026-02-01T12:00:00+09:00', shippedNames, async (shop) => {
      const newcomer = inTokyo('newcomer', { birthday: '1990-02-20' });
      shop.sweepDaily('2026-05-31T00:00:00Z');
      await shop.tell(newcomer, [
        ['2026-02-01T12:00:00+09:00', 'customer.created'],
        ['2026-02-01T12:30:00+09:00', 'cart.updated', cart('cart-1')],
        ['2026-02-01T13:00:00+09:00', 'order.placed', order('order-1')],
        ['2026-02-02T17:00:00+09:00', 'shipment.dispatched', parcel('order-1')],
        ['2026-02-04T07:00:00+09:00', 'shipment.out_for_delivery', parcel('order-1')],
        ['2026-02-04T15:00:00+09:00', 'shipment.delivered', parcel('order-1')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(newcomer)).toEqual([
        ['hello', '2026-02-01 12:00'],
        ['thanks', '2026-02-02 10:00'],
        ['dispatched', '2026-02-02 17:00'],
        ['out-for-delivery', '2026-02-04 07:00'],
        ['arrived', '2026-02-04 15:00'],
        ['how-to-use', '2026-02-06 10:00'],
        ['how-was-it', '2026-02-08 10:00'],
        ['ask', '2026-02-11 10:00'],
        ['goes-with', '2026-02-16 10:00'],
        ['congratulations', '2026-02-20 10:00'],
        ['come-back', '2026-02-25 10:00'],
        ['hello-again', '2026-04-04 10:00'],
        ['last-letter', '2026-05-04 10:00'],
      ]);
      const lines = (await shop.ledgerOf(newcomer)).filter(({ outcome }) => outcome !== 'sent');
      expect(lines.map(({ step, detail }) => [step, detail]).toSorted()).toEqual([
        ['good-to-know', 'order.placed'],
        ['last-call', 'order.placed'],
        ['reminder', 'order.placed'],
        ['where-to-start', 'order.placed'],
      ]);
    }));
});
