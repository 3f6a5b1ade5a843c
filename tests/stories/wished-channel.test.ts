import { expect, it } from 'vitest';
import { withWish } from '../../src/policy/customer/wishes.ts';
import { inTokyo } from '../scenarios/customers.ts';
import { inShop } from './story.ts';

const shipment = { id: 'parcel-1', trackingUrl: 'https://carrier.example.com/1' };

it('a message that may go either way goes by the channel that the customer has chosen', () =>
  inShop('2026-03-02T10:00:00+09:00', ['shipping-updates'], async (shop) => {
    const buyer = inTokyo('buyer');
    const dispatch = (id: string) =>
      shop.post('shipment.dispatched', buyer, { order: { id }, shipment: { ...shipment, id: `parcel of ${id}` } });
    dispatch('order-1');
    await shop.until('2026-03-02T12:00:00+09:00');
    const [identity] = await shop.stores.identities.find({ id: 'buyer' });
    const customer = identity?.owner ?? expect.fail('nobody is known');
    await shop.stores.customers.change(customer, (profile) =>
      withWish(profile, 'channel', 'sms', { at: shop.now, kind: 'email' }),
    );
    dispatch('order-2');
    await shop.until('2026-03-02T14:00:00+09:00');
    expect(shop.services.sent.map(({ channel }) => channel)).toEqual(['email', 'sms']);
  }));
