import { describe, expect, it } from 'vitest';
import { inTokyo, order } from './customers.ts';
import { inShop } from './local-shop.ts';

describe('the birthday of a customer', () => {
  it('is found by the schedule in the night before, and congratulated on at ten with a coupon', () =>
    inShop(
      '2026-03-06T12:00:00+09:00',
      async (shop) => {
        const regular = inTokyo('regular', { birthday: '1990-03-08' });
        const stranger = inTokyo('stranger', { birthday: '1990-03-08' });
        shop.post('order.placed', regular, order('order-1'));
        shop.post('customer.updated', stranger);
        await shop.until('2026-03-10T12:00:00+09:00');
        expect(shop.sentToTheMinute(regular)).toEqual([['congratulations', '2026-03-08 10:00']]);
        const [line] = await shop.ledgerOf(regular);
        expect(line?.coupon?.expiresAt).toBe(Date.parse('2026-04-07T23:59:59+09:00'));
        expect(shop.mailsTo(regular)[0]?.text).toContain(line?.coupon?.code);
        expect(await shop.runsOf(stranger)).toEqual([]);
      },
      { journeys: ['birthday'], sweeps: true },
    ));
});
