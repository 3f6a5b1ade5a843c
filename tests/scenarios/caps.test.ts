import { afterEach, describe, expect, it, vi } from 'vitest';
import { why } from './ask-why.ts';
import { cart, inTokyo, order, parcel } from './customers.ts';
import { inShop } from './local-shop.ts';

describe('the quiet hours', () => {
  it('move a reminder that would fall into the night to 08:00, without a schedule', () =>
    inShop('2026-03-02T19:30:00+09:00', async (shop) => {
      const shopper = inTokyo('evening');
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['reminder', '2026-03-03 08:00'],
        ['last-call', '2026-03-04 10:00'],
      ]);
      expect(shop.schedules).toEqual([]);
    }));

  it('park a message that falls due at night because the customer has travelled, until their morning', () =>
    inShop('2026-03-02T10:00:00+09:00', async (shop) => {
      const traveller = inTokyo('traveller');
      const inParis = { ...traveller, timeZone: 'Europe/Paris' };
      shop.post('cart.updated', traveller, cart('cart-1'));
      await shop.until('2026-03-02T12:00:00+09:00');
      shop.post('customer.updated', inParis);
      await shop.until('2026-03-02T14:30:00+09:00');
      expect(await shop.ledgerOf(traveller)).toMatchObject([{ outcome: 'held', reason: 'quiet-hours' }]);
      await shop.toTheEnd();
      expect(shop.schedules).toHaveLength(1);
      const [[step, time] = [], ...rest] = shop.sentTo(inParis);
      expect([step, time?.slice(0, 15)]).toEqual(['reminder', '2026-03-02 08:0']);
      expect(rest).toEqual([['last-call', '2026-03-03 10:00']]);
      expect((await shop.outcomesOf(traveller)).flat()).toEqual(['reminder', 'sent', 'last-call', 'sent']);
    }));
});

describe('the daily cap', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('lets the message of the higher priority go, and the other the next morning', () =>
    inShop('2026-03-02T15:00:00+09:00', async (shop) => {
      const shopper = inTokyo('busy');
      shop.post('shipment.delivered', shopper, parcel('order-1'));
      await shop.until('2026-03-09T09:30:00+09:00');
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-09T11:00:00+09:00');
      expect(await shop.outcomesOf(shopper)).toEqual([['ask', 'held', 'higher-priority']]);
      await shop.until('2026-03-09T15:00:00+09:00');
      shop.post('order.placed', shopper, order('order-2'));
      await shop.until('2026-03-10T09:00:00+09:00');
      expect(shop.sentTo(shopper)).toEqual([
        ['reminder', '2026-03-09 13:30'],
        ['ask', '2026-03-10 08:01:01'], // the queue collects messages for a second
      ]);
    }));

  it('lets what made way go minutes after its rival was due, if the run of that one has ended before', () =>
    inShop('2026-03-02T15:00:00+09:00', async (shop) => {
      const shopper = inTokyo('changed-mind');
      shop.post('shipment.delivered', shopper, parcel('order-1'));
      await shop.until('2026-03-09T09:30:00+09:00');
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-09T11:00:00+09:00');
      expect((await shop.ledgerOf(shopper)).map(({ reason, until }) => [reason, until])).toEqual([
        ['higher-priority', Date.parse('2026-03-09T13:35:00+09:00')],
      ]);
      shop.post('cart.emptied', shopper, { cart: { id: 'cart-1' } });
      await shop.toTheEnd();
      expect(shop.sentToTheMinute(shopper)).toEqual([['ask', '2026-03-09 13:35']]);
      expect((await shop.outcomesOf(shopper)).filter(([, outcome]) => outcome !== 'sent')).toEqual([
        ['last-call', 'skipped', 'run-ended', 'cart.emptied'],
        ['reminder', 'skipped', 'run-ended', 'cart.emptied'],
      ]);
      expect((await why(shop, '--customer', shopper.id)).out).toContain(
        'Held on Mon 9 Mar 2026, 10:00, until Mon 9 Mar 2026, 13:35: One person gets at most 1 advertising message a day, and this message made way for a more important one: “Your cart is still here” (Abandoned cart), not sent in the end either, as decided on Mon 9 Mar 2026, 11:00.',
      );
      expect((await why(shop, '--customer', shopper.id, '--lang', 'ja')).out).toContain(
        '2026年3月9日（月）10:00に保留（2026年3月9日（月）13:35まで）：販促のご案内は、お一人につき1日1通までです。より優先度の高いカゴ落ちの「カートに商品が残っています」（2026年3月9日（月）11:00に送信の見送りを決定）を先にお送りするため、順番を譲りました。',
      );
    }));

  it('holds a message that falls due after another went, whatever their priorities', () =>
    inShop('2026-03-02T15:00:00+09:00', async (shop) => {
      const shopper = inTokyo('two-carts');
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-02T15:30:00+09:00');
      shop.post('cart.updated', shopper, cart('cart-2'));
      await shop.until('2026-03-02T20:00:00+09:00');
      expect(shop.sentTo(shopper)).toEqual([['reminder', '2026-03-02 19:00']]);
      expect(await shop.outcomesOf(shopper)).toContainEqual(['reminder', 'held', 'too-soon']);
      await shop.toTheEnd();
      const days = shop.sentTo(shopper).map(([, time]) => time.slice(0, 10));
      expect(new Set(days).size).toBe(days.length);
      const unsent = (await shop.outcomesOf(shopper)).filter(([, outcome]) => outcome !== 'sent');
      expect(unsent).toEqual([['last-call', 'skipped', 'recent-coupon']]); // the second cart's, a day later
    }));

  it('does not count what is not marketing', () =>
    inShop('2026-03-02T15:00:00+09:00', async (shop) => {
      const buyer = inTokyo('buyer');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-03T08:00:00+09:00');
      shop.post('cart.updated', buyer, cart('cart-1'));
      await shop.until('2026-03-03T20:00:00+09:00');
      expect(shop.sentTo(buyer)).toEqual([
        ['thanks', '2026-03-03 10:00'],
        ['reminder', '2026-03-03 12:00'],
      ]);
    }));
});
