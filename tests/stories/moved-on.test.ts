import { describe, expect, it } from 'vitest';
import { cart, type Detail, order } from '../scenarios/customers.ts';
import type { Shop } from './shop.ts';
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

  it.each([{}, proven])(
    'hears of an order that it placed as a guest, though another guest has the address by now: %o',
    (more) =>
      inShop(opens, orders, async (shop) => {
        await told(
          shop,
          ['order.placed', guest(x), order('o-1')],
          ['customer.updated', account(x)],
          ['customer.updated', account(y)],
          ['order.placed', guest(x, more), order('o-2')],
          ['shipment.dispatched', { email: x, ...more }, parcel('o-1')],
          ['shipment.dispatched', { email: x, ...more }, parcel('o-2')],
        );
        expect(await parcelsOf(shop, { id: 'a' })).toEqual(['parcel-of-o-1']);
        expect(await parcelsOf(shop, { email: x })).toEqual(['parcel-of-o-2']);
      }),
  );
});

describe('an opt-out', () => {
  const carts = ['abandoned-cart'];
  const said = (shop: Shop, granted: boolean): Detail => ({
    consent: { email: { granted, at: new Date(shop.now).toISOString(), source: 'checkout' } },
  });
  const sunday = '2026-03-08T10:00:00+09:00';

  it('of an account is lifted by nobody who types its address with a tick, whichever address it takes next', () =>
    inShop(opens, carts, async (shop) => {
      await told(
        shop,
        ['customer.updated', { id: 'a', ...said(shop, true) }],
        ['cart.updated', account(x), cart('c-1')],
      );
      await shop.until('2026-03-02T15:00:00+09:00');
      expect(await shop.unsubscribe(0)).toBe(200);
      await shop.until('2026-03-02T16:00:00+09:00');
      await told(shop, ['checkout.started', guest(x, said(shop, true)), checkout]);
      await told(shop, ['customer.updated', account(y)], ['cart.updated', account(y), cart('c-2')]);
      await shop.until(sunday);
      expect(went(shop)).toEqual([['reminder', x]]);
    }));

  it('of an account is lifted when the account agrees again, at another address too', () =>
    inShop(opens, carts, async (shop) => {
      await told(shop, ['customer.updated', account(x, said(shop, false))]);
      await told(shop, ['customer.updated', account(y, said(shop, true))], ['cart.updated', account(y), cart('c-1')]);
      await shop.until(sunday);
      expect(went(shop)).toEqual([
        ['reminder', y],
        ['last-call', y],
      ]);
    }));

  it.each([{}, { email: y }])('of an account covers the cart that it filled as a guest: %o', (address) =>
    inShop(opens, carts, async (shop) => {
      await told(
        shop,
        ['cart.updated', guest(x, said(shop, true)), cart('c-1')],
        ['customer.updated', account(x)],
        ['customer.updated', account(y)],
      );
      await told(shop, ['customer.updated', { id: 'a', ...address, ...said(shop, false) }]);
      await shop.until(sunday);
      expect(went(shop)).toEqual([]);
    }),
  );
});

const checkout = { checkout: { id: 'k', total: { amount: 1, currency: 'JPY' }, lines: [] } };

async function parcelsOf({ stores }: Shop, customer: Detail): Promise<string[]> {
  const [known] = await stores.identities.find(customer);
  const facts = (await stores.customers.load(known?.owner ?? ''))?.facts ?? [];
  return facts.flatMap(({ kind, id }) => (kind === 'shipment' ? [id] : []));
}
