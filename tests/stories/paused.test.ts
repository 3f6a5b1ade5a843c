import { describe, expect, it } from 'vitest';
import { manageSwitches } from '../../src/engine/manage-switches.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { cart, inTokyo, order } from '../scenarios/customers.ts';
import type { Shop } from './shop.ts';
import { inShop } from './story.ts';

const story = (journeys: readonly string[], tell: (shop: Shop) => Promise<void>) =>
  inShop('2026-03-02T10:00:00+09:00', journeys, tell);

/** Pauses or resumes at a time of the story. */
const turn = ({ stores }: Shop, word: 'pause' | 'resume', scope: string, at: string) =>
  manageSwitches({ do: word, scope, by: 'mia' }, { stores, clock: () => fromIso(at) });

describe('what the shop has paused', () => {
  it('is held, and goes out within a quarter of the pause once it is resumed', () =>
    story(['abandoned-cart'], async (shop) => {
      const shopper = inTokyo('shopper');
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-02T13:00:00+09:00');
      await turn(shop, 'pause', 'journey#abandoned-cart', '2026-03-02T13:00:00+09:00');
      await shop.until('2026-03-02T17:00:00+09:00');
      expect(shop.sentTo(shopper)).toEqual([]);
      expect(await shop.outcomesOf(shopper)).toEqual([['reminder', 'held', 'paused']]);
      await turn(shop, 'resume', 'journey#abandoned-cart', '2026-03-02T17:00:00+09:00');
      await shop.until('2026-03-02T18:00:00+09:00');
      expect(shop.sentTo(shopper).map(([message]) => message)).toEqual(['reminder']);
    }));

  it('is lost neither by a pause that lasts longer than a message may be late', () =>
    story(['post-purchase'], async (shop) => {
      const buyer = inTokyo('buyer');
      await turn(shop, 'pause', 'all', '2026-03-02T09:00:00+09:00');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-08T10:00:00+09:00'); // messages are stale after three days
      expect(shop.sentTo(buyer)).toEqual([]);
      await turn(shop, 'resume', 'all', '2026-03-08T10:00:00+09:00');
      await shop.until('2026-03-08T17:00:00+09:00');
      expect(shop.sentTo(buyer).map(([message]) => message)).toContain('thanks');
    }));

  it('is not sent when it is no longer needed', () =>
    story(['abandoned-cart'], async (shop) => {
      const shopper = inTokyo('shopper');
      await turn(shop, 'pause', 'topic#offers', '2026-03-02T09:00:00+09:00');
      await shop.tell(shopper, [
        ['2026-03-02T10:00:00+09:00', 'cart.updated', cart('cart-1')],
        ['2026-03-02T16:00:00+09:00', 'order.placed', order('order-1')],
      ]);
      await turn(shop, 'resume', 'topic#offers', '2026-03-02T17:00:00+09:00');
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([]);
      expect(await shop.outcomesOf(shopper)).toContainEqual(['reminder', 'skipped', 'run-ended', 'order.placed']);
    }));

  it('goes by another channel where only one is paused', () =>
    story(['shipping-updates'], async (shop) => {
      const buyer = inTokyo('buyer');
      await turn(shop, 'pause', 'channel#email', '2026-03-02T09:00:00+09:00');
      const shipment = { id: 'parcel-1', trackingUrl: 'https://carrier.example.com/1' };
      shop.post('shipment.dispatched', buyer, { order: { id: 'order-1' }, shipment });
      await shop.until('2026-03-02T11:00:00+09:00');
      expect(shop.services.sent.map(({ channel }) => channel)).toEqual(['sms']);
    }));

  it('goes out in the end although a pause has piled up more than a customer gets in three days', () =>
    story(['abandoned-cart'], async (shop) => {
      const shopper = inTokyo('shopper');
      await turn(shop, 'pause', 'all', '2026-03-02T09:00:00+09:00');
      const carts = ['cart-1', 'cart-2', 'cart-3', 'cart-4', 'cart-5'];
      for (const id of carts) shop.post('cart.updated', shopper, cart(id));
      await shop.until('2026-03-12T10:00:00+09:00');
      expect(shop.sentTo(shopper)).toEqual([]);
      await turn(shop, 'resume', 'all', '2026-03-12T10:00:00+09:00');
      await shop.toTheEnd();
      const sent = shop.sentTo(shopper).map(([message]) => message);
      expect(sent.toSorted()).toEqual(['last-call', ...carts.map(() => 'reminder')]); // one coupon a week
      const last = (await shop.outcomesOf(shopper)).filter(([step]) => step === 'last-call');
      expect(last.map(([, ...outcome]) => outcome.join(' ')).toSorted()).toEqual([
        'sent',
        ...carts.slice(1).map(() => 'skipped recent-coupon'),
      ]);
    }));
});
