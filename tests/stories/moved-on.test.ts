import { describe, expect, it } from 'vitest';
import { type Detail, order } from '../scenarios/customers.ts';
import { inShop } from './story.ts';
import { told, went } from './telling.ts';

const opens = '2026-03-02T10:00:00+09:00';
const orders = ['post-purchase', 'shipping-updates'];
const base = { locale: 'en', country: 'JP' };
const proven = { verified: ['email'] };
const x = 'x@example.com';
const y = 'y@example.com';
const parcel = (of: string): Detail => ({ order: { id: of }, shipment: { id: `parcel-of-${of}` } });
const account = (email: string, more: Detail = {}) => ({ id: 'a', email, ...proven, ...base, ...more });
const guest = (email: string, more: Detail = {}) => ({ email, ...base, ...more });

describe('an account that has taken another address', () => {
  it("keeps it when an event about its order as a guest verifies the former one: that is no account's word", () =>
    inShop(opens, orders, async (shop) => {
      await told(
        shop,
        ['order.placed', guest(x), order('o-1')],
        ['customer.updated', account(x)],
        ['customer.updated', account(y)],
        ['shipment.dispatched', { email: x, ...proven }, parcel('o-1')],
        ['order.placed', { id: 'a' }, order('o-2')],
      );
      expect((await shop.profileOf({ id: 'a' }))?.identities.email).toBe(y);
      await shop.until('2026-03-04T12:00:00+09:00');
      expect(went(shop).sort()).toEqual([
        ['dispatched', x],
        ['thanks', x],
        ['thanks', y],
      ]);
    }));
});
