import { describe, expect, it } from 'vitest';
import { cart, consentToEmail, type Detail, order } from '../scenarios/customers.ts';
import { inShop } from './story.ts';
import { told, went } from './telling.ts';

const opens = '2026-03-02T10:00:00+09:00';
const base = { locale: 'en', country: 'JP' };
const proven = { verified: ['email'] };
const parcel = (of: string): Detail => ({ order: { id: of }, shipment: { id: `parcel-of-${of}` } });

const orders = ['post-purchase', 'shipping-updates'];

describe("the shop's kiosk", () => {
  it('thanks each of its guests at their own address', () =>
    inShop(opens, ['post-purchase'], async (shop) => {
      for (const guest of ['ann', 'ben', 'cid']) {
        const customer = { anonymousId: 'kiosk', email: `${guest}@example.com`, ...base };
        await told(shop, ['order.placed', customer, order(`order-of-${guest}`)]);
      }
      await shop.until('2026-03-03T12:00:00+09:00');
      expect(went(shop).sort()).toEqual([
        ['thanks', 'ann@example.com'],
        ['thanks', 'ben@example.com'],
        ['thanks', 'cid@example.com'],
      ]);
    }));

  it('reminds nobody of a cart that somebody left there without a name', () =>
    inShop(opens, ['abandoned-cart'], async (shop) => {
      for (const guest of ['ann', 'ben']) {
        const customer = { anonymousId: 'kiosk', email: `${guest}@example.com`, ...base, consent: consentToEmail };
        await told(shop, ['customer.updated', customer]);
      }
      await told(shop, ['cart.updated', { anonymousId: 'kiosk' }, cart('cart-1')]);
      await shop.until('2026-03-05T12:00:00+09:00');
      expect(went(shop)).toEqual([]);
    }));
});

describe('a tablet that a family shares', () => {
  const anna = { anonymousId: 'tablet', email: 'anna@example.com', name: 'Anna', ...base };
  const bob = { anonymousId: 'tablet', email: 'bob@example.com', ...base };

  it('keeps the orders of each at their own address', () =>
    inShop(opens, orders, async (shop) => {
      await told(shop, ['order.placed', anna, order('order-of-anna')], ['product.viewed', bob, { product: mug }]);
      await shop.until('2026-03-04T12:00:00+09:00');
      await told(shop, ['shipment.dispatched', { email: 'anna@example.com' }, parcel('order-of-anna')]);
      await shop.until('2026-03-05T12:00:00+09:00');
      expect(went(shop)).toEqual([
        ['thanks', 'anna@example.com'],
        ['dispatched', 'anna@example.com'],
      ]);
    }));

  it("gives Bob neither Anna's consent nor Anna's account his address", () =>
    inShop(opens, ['abandoned-cart'], async (shop) => {
      const account = { id: 'anna', ...anna, consent: consentToEmail };
      await told(shop, ['customer.updated', account], ['cart.updated', bob, cart('cart-of-bob')]);
      await shop.until('2026-03-05T12:00:00+09:00');
      expect(went(shop)).toEqual([]);
      expect((await shop.profileOf({ id: 'anna' }))?.identities.email).toBe('anna@example.com');
      expect(await shop.outcomesOf({ email: 'bob@example.com' })).toContainEqual(['reminder', 'skipped', 'no-consent']);
    }));
});

describe('two accounts with one mailbox', () => {
  const both = ['mum', 'dad'].map((id) => ({ id, email: 'family@example.com', ...base, consent: consentToEmail }));

  it('bring it one marketing message a day', () =>
    inShop(opens, ['abandoned-cart'], async (shop) => {
      for (const account of both) shop.post('cart.updated', account, cart(`cart-of-${account.id}`));
      await shop.until('2026-03-02T20:00:00+09:00');
      expect(went(shop)).toHaveLength(1);
      await shop.until('2026-03-03T20:00:00+09:00');
      expect(went(shop)).toHaveLength(2);
    }));

  it('are both silent once the mailbox has unsubscribed, also what is under way', () =>
    inShop(opens, ['abandoned-cart'], async (shop) => {
      for (const account of both) shop.post('cart.updated', account, cart(`cart-of-${account.id}`));
      await shop.until('2026-03-02T15:00:00+09:00');
      await shop.unsubscribe(0);
      await shop.until('2026-03-08T15:00:00+09:00');
      expect(went(shop)).toHaveLength(1);
    }));

  it('each hear of their own orders there', () =>
    inShop(opens, ['post-purchase'], async (shop) => {
      for (const account of both) shop.post('order.placed', account, order(`order-of-${account.id}`));
      await shop.until('2026-03-03T12:00:00+09:00');
      expect(went(shop)).toEqual([
        ['thanks', 'family@example.com'],
        ['thanks', 'family@example.com'],
      ]);
    }));
});

describe('whoever types an address that is not theirs', () => {
  const alice = { id: 'alice', email: 'alice@example.com', phone: '+819011112222', name: 'Alice', ...base };

  it("takes over no account with its phone number: Alice's mails go on going to Alice", () =>
    inShop(opens, orders, async (shop) => {
      await told(
        shop,
        ['order.placed', alice, order('order-of-alice')],
        ['checkout.started', { email: 'mallory@evil.example', phone: alice.phone, name: 'Mallory' }, checkout],
      );
      await shop.until('2026-03-04T12:00:00+09:00');
      await told(shop, ['shipment.dispatched', { id: 'alice' }, parcel('order-of-alice')]);
      await shop.until('2026-03-05T12:00:00+09:00');
      expect(went(shop)).toEqual([
        ['thanks', 'alice@example.com'],
        ['dispatched', 'alice@example.com'],
      ]);
      expect(await shop.profileOf({ id: 'alice' })).toMatchObject({
        name: 'Alice',
        identities: { email: 'alice@example.com' },
      });
    }));

  it("reads nothing of a guest's order by typing the guest's address into an account, and back again", () =>
    inShop(opens, orders, async (shop) => {
      const guest = { email: 'victim@example.com', name: 'Victim', phone: '+819099998888', ...base };
      const mallory = (email: string) => ({ id: 'mallory', email, ...base });
      await told(
        shop,
        ['order.placed', guest, order('order-of-victim')],
        ['customer.updated', mallory('mallory@evil.example')],
        ['customer.updated', mallory('victim@example.com')],
        ['customer.updated', mallory('mallory@evil.example')],
      );
      await shop.until('2026-03-04T12:00:00+09:00');
      await told(shop, ['shipment.dispatched', { email: 'victim@example.com' }, parcel('order-of-victim')]);
      await shop.until('2026-03-06T12:00:00+09:00');
      expect(went(shop)).toEqual([
        ['thanks', 'victim@example.com'],
        ['dispatched', 'victim@example.com'],
      ]);
      expect(await shop.profileOf({ id: 'mallory' })).not.toHaveProperty('name');
      expect((await shop.profileOf({ id: 'mallory' }))?.identities).not.toHaveProperty('phone');
    }));

  it("leaves a guest's order at the guest's address even where the shop vouches that they are one", () =>
    inShop(opens, ['post-purchase'], async (shop) => {
      await told(
        shop,
        ['order.placed', { email: 'before@example.com', ...base }, order('order-1')],
        ['customer.updated', { id: 'account', email: 'before@example.com', ...proven }],
        ['customer.updated', { id: 'account', email: 'after@example.com', ...proven }],
        ['order.placed', { id: 'account' }, order('order-2')],
      );
      await shop.until('2026-03-03T12:00:00+09:00');
      expect(went(shop).sort()).toEqual([
        ['thanks', 'after@example.com'],
        ['thanks', 'before@example.com'],
      ]);
    }));

  it('releases it by correcting it: its real owner starts fresh', () =>
    inShop(opens, orders, async (shop) => {
      const anna = (email: string) => ({ id: 'anna', email, name: 'Anna', ...base });
      await told(
        shop,
        ['customer.created', anna('bea@example.com')],
        ['customer.updated', anna('anna@example.com')],
        ['order.placed', anna('anna@example.com'), order('order-of-anna')],
        ['order.placed', { email: 'bea@example.com', ...base }, order('order-of-bea')],
        ['customer.created', anna('bea@example.com'), {}], // the first event once more, late
      );
      await told(shop, ['customer.updated', anna('anna@example.com')]);
      await shop.until('2026-03-04T12:00:00+09:00');
      await told(shop, ['shipment.dispatched', { id: 'anna' }, parcel('order-of-anna')]);
      await shop.until('2026-03-05T12:00:00+09:00');
      expect(went(shop).sort()).toEqual([
        ['dispatched', 'anna@example.com'],
        ['thanks', 'anna@example.com'],
        ['thanks', 'bea@example.com'],
      ]);
      expect(await shop.profileOf({ email: 'bea@example.com' })).not.toHaveProperty('name');
    }));
});

describe('one person whom nothing proves to be one', () => {
  it('is not reminded of the cart that the guest filled and the account bought', () =>
    inShop(opens, ['abandoned-cart'], async (shop) => {
      const guest = { anonymousId: 'browser', email: 'dora@example.com', ...base, consent: consentToEmail };
      await told(
        shop,
        ['cart.updated', guest, cart('cart-1')],
        ['order.placed', { id: 'dora', email: 'dora@example.com' }, { ...order('order-1'), cart: { id: 'cart-1' } }],
      );
      await shop.until('2026-03-05T12:00:00+09:00');
      expect(went(shop)).toEqual([]);
    }));
});

describe('a mistyped address that bounced', () => {
  it('does not close the corrected one, and a late bounce of the old one neither', () =>
    inShop(opens, orders, async (shop) => {
      const customer = (email: string) => ({ id: 'carl', email, ...base });
      shop.post('order.placed', customer('carl@gmial.example'), order('order-1'));
      await shop.until('2026-03-03T11:00:00+09:00');
      shop.report('bounced', customer('carl@gmial.example'), 'thanks');
      await told(shop, ['customer.updated', customer('carl@gmail.example')]);
      shop.report('bounced', customer('carl@gmial.example'), 'thanks');
      shop.post('order.placed', customer('carl@gmail.example'), order('order-2'));
      shop.post('shipment.dispatched', customer('carl@gmail.example'), parcel('order-2'));
      await shop.until('2026-03-09T11:00:00+09:00');
      expect(went(shop).slice(1).sort()).toEqual([
        ['dispatched', 'carl@gmail.example'],
        ['thanks', 'carl@gmail.example'],
      ]);
    }));
});

const mug = { id: 'mug', title: 'A mug' };
const checkout = { checkout: { id: 'k', total: { amount: 1, currency: 'JPY' }, lines: [] } };
