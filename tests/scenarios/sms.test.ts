import { describe, expect, it } from 'vitest';
import { inTokyo, parcel } from './customers.ts';
import { inShop } from './shop.ts';

const trackingUrl = 'https://carrier.example.com/parcel-1';

describe('a customer without an e-mail address', () => {
  it('gets by SMS what the journey sends that way, and of the rest it is on record why not', () =>
    inShop(
      '2026-03-02T17:00:00+09:00',
      async (shop) => {
        const offline = { ...inTokyo('offline'), email: undefined };
        const { order } = parcel('order-1');
        shop.post('shipment.dispatched', offline, { order, shipment: { id: 'parcel-1', trackingUrl } });
        await shop.until('2026-03-03T06:10:00+09:00');
        shop.post('shipment.out_for_delivery', offline, { order, shipment: { id: 'parcel-1', trackingUrl } });
        await shop.toTheEnd();
        expect(shop.runtime.outbox.messages).toHaveLength(1);
        expect(shop.runtime.outbox.texts.map(({ to, body }) => [to, body])).toEqual([
          [offline.phone, `アフターカート・デモストア：商品を発送しました。${trackingUrl}`],
        ]);
        const [dispatched, out] = await shop.ledgerOf(offline);
        expect(dispatched).toMatchObject({
          outcome: 'sent',
          channel: 'sms',
          feedback: { delivered: expect.any(Number) },
        });
        expect(out).toMatchObject({ outcome: 'skipped', reason: 'no-address' });
      },
      { journeys: ['shipping-updates'] },
    ));
});

describe('a text that the carrier could not deliver', () => {
  it('stands in the ledger as not sent, with what the carrier said', () =>
    inShop(
      '2026-03-02T17:00:00+09:00',
      async (shop) => {
        const offline = { ...inTokyo('offline'), email: undefined };
        shop.post('shipment.dispatched', offline, { ...parcel('order-1'), shipment: { id: 'parcel-1', trackingUrl } });
        await shop.until('2026-03-02T18:00:00+09:00');
        expect(shop.runtime.outbox.texts).toHaveLength(1);
        expect(await shop.outcomesOf(offline)).toEqual([
          ['dispatched', 'skipped', 'failed', 'TEXT_CARRIER_UNREACHABLE'],
        ]);
        expect((await shop.profileOf(offline))?.suppressed).toEqual({});
      },
      { journeys: ['shipping-updates'], feedback: { text: () => 'failed' } },
    ));
});
