import { describe, expect, it } from 'vitest';
import { cart, inTokyo, order } from './customers.ts';
import { inShop } from './local-shop.ts';

const opens = '2026-03-02T10:00:00+09:00';

describe('a report of SES', () => {
  it('as a hard bounce closes the channel: the next message is skipped', () =>
    inShop(opens, async (shop) => {
      const gone = inTokyo('gone', { email: 'bounce+gone@simulator.amazonses.com' });
      shop.post('cart.updated', gone, cart('cart-1'));
      shop.post('order.placed', inTokyo('another'), order('order-1'));
      await shop.until('2026-03-03T12:00:00+09:00');
      expect(shop.sentTo(gone)).toEqual([['reminder', '2026-03-02 14:00']]);
      expect(await shop.outcomesOf(gone)).toEqual([
        ['reminder', 'sent'],
        ['last-call', 'skipped', 'suppressed'],
      ]);
      const [reminder] = await shop.ledgerOf(gone);
      expect(reminder?.feedback).toEqual({ bounced: Date.parse('2026-03-02T14:00:05+09:00') });
      expect(await shop.closings()).toEqual(['bounce']);
    }));

  it('is not lost while DynamoDB takes nothing for twenty minutes, and closes the channel afterwards', () =>
    inShop(opens, async (shop) => {
      const gone = inTokyo('gone', { email: 'bounce+gone@simulator.amazonses.com' });
      const [from, to] = ['2026-03-02T14:00:03+09:00', '2026-03-02T14:20:00+09:00'].map((time) => Date.parse(time));
      let refused = 0;
      shop.runtime.faults.add(({ phase, service }) => {
        const isOut = shop.now >= (from ?? 0) && shop.now < (to ?? 0);
        if (!isOut || phase === 'after' || service !== 'dynamodb') return 'pass';
        refused += 1;
        return 'throttle';
      });
      shop.post('cart.updated', gone, cart('cart-1'));
      await shop.until('2026-03-02T14:20:00+09:00');
      expect(refused).toBeGreaterThan(9); // more often than Lambda calls a function of its own accord
      expect(await shop.closings()).toEqual([]);
      await shop.until('2026-03-02T14:30:00+09:00');
      expect(await shop.closings()).toEqual(['bounce']);
    }));

  it('as a complaint withdraws the consent and closes the channel, for orders too', () =>
    inShop(opens, async (shop) => {
      const angry = inTokyo('angry', { email: 'complaint+angry@simulator.amazonses.com' });
      shop.post('cart.updated', angry, cart('cart-1'));
      await shop.until('2026-03-02T18:00:00+09:00');
      const profile = await shop.profileOf(angry);
      expect(profile?.consent.email).toMatchObject({ granted: false, source: 'complaint' });
      expect(await shop.closings()).toEqual(['complaint']);
      shop.post('customer.updated', angry);
      shop.post('order.placed', angry, order('order-1'));
      await shop.until('2026-03-03T12:00:00+09:00');
      expect(shop.sentTo(angry)).toHaveLength(1);
      expect(await shop.outcomesOf(angry)).toContainEqual(['thanks', 'skipped', 'suppressed']);
    }));

  it('as a refusal after it took the mail, or as an address on its own list, is on record as not sent', () =>
    inShop(
      opens,
      async (shop) => {
        const [refused, listed] = [
          inTokyo('refused'),
          inTokyo('listed', { email: 'suppressionlist+listed@simulator.amazonses.com' }),
        ];
        for (const customer of [refused, listed]) shop.post('cart.updated', customer, cart(`cart-${customer.id}`));
        await shop.until('2026-03-02T18:00:00+09:00');
        expect(await shop.outcomesOf(refused)).toEqual([['reminder', 'skipped', 'rejected', 'Reject']]);
        expect(await shop.outcomesOf(listed)).toEqual([['reminder', 'skipped', 'suppressed', 'Suppressed']]);
        expect(await shop.closings()).toEqual(['bounce']);
      },
      { feedback: { mail: () => ['reject'] } },
    ));

  it('as delivered, opened and clicked is in the ledger with its times', () =>
    inShop(
      opens,
      async (shop) => {
        const reader = inTokyo('reader');
        shop.post('cart.updated', reader, cart('cart-1'));
        await shop.until('2026-03-02T15:00:00+09:00');
        const [reminder] = await shop.ledgerOf(reader);
        expect(reminder?.tracksOpens).toBe(true); // this shop wants to know of openings
        expect(reminder?.feedback).toEqual({
          delivered: Date.parse('2026-03-02T14:00:03+09:00'),
          opened: Date.parse('2026-03-02T14:25:00+09:00'),
          clicked: Date.parse('2026-03-02T14:26:00+09:00'),
        });
      },
      { feedback: { mail: () => ['delivery', 'open', 'click'] } },
    ));
});
