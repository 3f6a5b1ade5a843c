import { describe, expect, it } from 'vitest';
import { type Customer, cart, type Detail, inTokyo, order } from '../scenarios/customers.ts';
import type { Shop } from './shop.ts';
import { inShop } from './story.ts';

const morning = '2026-03-02T10:00:00+09:00';
const history = { history: true };
const parcel = (of: string) => ({ order: { id: of }, shipment: { id: `parcel-${of}` } });
const past = (what: Detail): Detail => ({ ...what, ...history });

describe('what an import tells', () => {
  it('starts no journey, however recent it is', () =>
    inShop(morning, ['welcome', 'abandoned-cart', 'post-purchase', 'review-request', 'win-back'], async (shop) => {
      const imported = inTokyo('imported');
      shop.post('customer.created', imported, history);
      shop.post('cart.updated', imported, past(cart('cart-1')));
      shop.post('order.placed', imported, past(order('order-1')));
      shop.post('shipment.delivered', imported, past(parcel('order-1')));
      await shop.toTheEnd();
      expect(shop.services.started).toEqual([]);
      expect(shop.sentTo(imported)).toEqual([]);
      expect((await shop.profileOf(imported))?.identities.email).toBe(imported.email);
    }));

  it.each(['before', 'after'] as const)('starts what a live event of the same id starts, posted %s it', (when) =>
    inShop(morning, ['abandoned-cart'], async (shop) => {
      const shopper = inTokyo('shopper');
      const detail = { id: 'the-same', occurredAt: morning, shop: 'demo', customer: shopper, ...cart('cart-1') };
      if (when === 'before') shop.postEvent('cart.updated', past(detail));
      shop.postEvent('cart.updated', detail);
      if (when === 'after') shop.postEvent('cart.updated', past(detail));
      await shop.toTheEnd();
      expect(shop.sentTo(shopper).map(([step]) => step)).toEqual(['reminder', 'last-call']);
    }),
  );

  it('ends no run, reaches no goal and credits no message; the live event of it does', () =>
    inShop(morning, ['abandoned-cart'], async (shop) => {
      const [imported, live] = [inTokyo('imported'), inTokyo('live')];
      const bought = (customer: Customer) => ({
        ...order(`order-${customer.id}`),
        cart: { id: `cart-${customer.id}` },
      });
      const both = [imported, live];
      for (const customer of both) shop.post('cart.updated', customer, cart(`cart-${customer.id}`));
      await shop.until('2026-03-02T15:00:00+09:00');
      for (const customer of both) shop.report('clicked', customer, 'reminder');
      await shop.until('2026-03-02T16:00:00+09:00');
      for (const customer of both) shop.post('order.placed', customer, past(bought(customer)));
      shop.post('order.placed', live, bought(live));
      await shop.toTheEnd();
      expect(shop.sentTo(imported).map(([step]) => step)).toEqual(['reminder', 'last-call']);
      expect(shop.sentTo(live).map(([step]) => step)).toEqual(['reminder']);
      expect(await conversionsOf(shop, imported)).toEqual([]);
      expect(await conversionsOf(shop, live)).toMatchObject([{ on: 'order.placed', id: 'order-live' }]);
    }));

  it('resumes no run that awaits it, and the live event still does', () =>
    inShop(morning, ['post-purchase'], async (shop) => {
      const [imported, live] = [inTokyo('imported'), inTokyo('live')];
      const both = [imported, live];
      for (const customer of both) shop.post('order.placed', customer, order(`order-${customer.id}`));
      await shop.until('2026-03-05T12:00:00+09:00');
      for (const { id, ...customer } of both) {
        shop.post('shipment.delivered', { id, ...customer }, past(parcel(`order-${id}`)));
      }
      shop.post('shipment.delivered', live, parcel('order-live'));
      await shop.toTheEnd();
      expect(shop.sentTo(imported).map(([step]) => step)).not.toContain('how-to-use');
      expect(shop.sentTo(live).length).toBeGreaterThan(shop.sentTo(imported).length);
    }));

  it('is no reason to ask for a review again, and answers what conditions ask of the customer', () =>
    inShop(morning, ['review-request'], async (shop) => {
      const reviewed = inTokyo('reviewed');
      shop.post('order.placed', reviewed, past(order('order-1')));
      shop.post(
        'review.submitted',
        reviewed,
        past({ review: { id: 'review-1', rating: 5 }, order: { id: 'order-1' } }),
      );
      shop.post('shipment.delivered', reviewed, parcel('order-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(reviewed)).toEqual([]);
    }));

  it('keeps its consent with its own time, however long ago, as an import', () =>
    inShop(morning, ['abandoned-cart'], async (shop) => {
      const agreed = { granted: true, at: '2024-02-01T00:00:00Z', source: 'the old shop' };
      const imported = inTokyo('imported', { consent: { email: agreed } });
      shop.post('customer.updated', imported, history);
      shop.post('cart.updated', { id: 'imported' }, cart('cart-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(imported).map(([step]) => step)).toEqual(['reminder', 'last-call']);
    }));

  it('lets nobody into a journey at once by a segment, and by the calendar from the next night on', () =>
    inShop(morning, ['birthday', 'win-back', 'second-order'], async (shop) => {
      const lapsed = inTokyo('lapsed');
      const celebrating = inTokyo('celebrating', { birthday: '1990-03-05' });
      shop.sweepDaily('2026-04-20T00:00:00Z');
      shop.post('order.placed', lapsed, past(order('order-1')), '2025-12-02T10:00:00+09:00');
      shop.post('order.placed', celebrating, past(order('order-2')), '2025-12-02T10:00:00+09:00');
      await shop.until('2026-04-20T00:00:00Z');
      await shop.toTheEnd();
      expect(shop.sentTo(lapsed)).toEqual([]);
      expect(shop.sentTo(celebrating).length).toBe(1);
    }));
});

async function conversionsOf(shop: Shop, { id = '' }: Customer) {
  const key = shop.stores.identities.customerFor({ kind: 'id', value: id });
  return shop.stores.conversions.ofCustomer(key);
}
