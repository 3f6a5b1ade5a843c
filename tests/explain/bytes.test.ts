import { describe, expect, it } from 'vitest';
import { cart, inTokyo, parcel } from '../scenarios/customers.ts';
import { inShop } from '../stories/story.ts';

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value) ?? '');

describe('what a line keeps', () => {
  it('of its decision and its last four holds stays within two write units, and holds nothing personal', () =>
    inShop('2026-03-02T15:00:00+09:00', ['abandoned-cart', 'review-request'], async (shop) => {
      const shopper = inTokyo('busy');
      shop.post('shipment.delivered', shopper, parcel('order-1'));
      for (const day of ['09', '10', '11', '12', '13', '14']) {
        await shop.until(`2026-03-${day}T09:30:00+09:00`);
        shop.post('cart.updated', shopper, cart(`cart-${day}`));
      }
      await shop.toTheEnd();
      const lines = await shop.ledgerOf(shopper);
      const held = lines.filter(({ holds }) => holds !== undefined);
      expect(Math.max(...held.map(({ holds = [] }) => holds.length))).toBe(4);
      for (const line of lines) {
        expect(bytes(line.basis ?? {})).toBeLessThan(400);
        expect(bytes(line)).toBeLessThan(2048);
        for (const text of [shopper.email, shopper.phone, shopper.name]) {
          expect(JSON.stringify([line.basis, line.holds])).not.toContain(text);
        }
      }
    }));
});
