import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DeliveryHeaders } from '../../src/connectors/contract/delivery.ts';
import { shopify } from '../../src/connectors/shopify/connector.ts';
import { exampleOrder } from '../../src/connectors/shopify/example.ts';

import { domain, mapped, problemsOf, receivedAt, types } from './shopify-deliveries.ts';

const cart = {
  token: 'c1',
  updated_at: '2026-11-20T05:00:00Z',
  line_items: [
    {
      product_id: 7,
      variant_id: 71,
      title: 'Dripper',
      quantity: 2,
      price_set: { shop_money: { amount: '3850', currency_code: 'JPY' } },
    },
  ],
};

const fulfillment = {
  id: 5,
  order_id: exampleOrder.id,
  status: 'success',
  tracking_company: 'Yamato',
  tracking_number: '1234-5678-9012',
  created_at: '2026-11-21T10:00:00+09:00',
  updated_at: '2026-11-21T10:00:00+09:00',
};

const refund = {
  id: 9,
  order_id: exampleOrder.id,
  created_at: '2026-11-25T10:00:00+09:00',
  transactions: [
    { kind: 'refund', status: 'success', amount: '1000', currency: 'JPY' },
    { kind: 'refund', status: 'failure', amount: '9999', currency: 'JPY' },
    { kind: 'refund', status: 'success', amount: '500', currency: 'JPY' },
  ],
};

describe('a signature of Shopify', () => {
  const bytes = Buffer.from('{"id":1}');
  const signed = (secret: string) => createHmac('sha256', secret).update(bytes).digest('base64');
  const verdict = (headers: DeliveryHeaders, secrets = ['new', 'old']) =>
    shopify.verify?.({ path: '/in/shopify', headers, bytes }, { secrets, now: receivedAt, fetch });

  it('is right for the new and, during a rotation, for the old secret', () => {
    expect(verdict({ 'x-shopify-hmac-sha256': signed('new') })).toEqual({ verdict: 'accepted' });
    expect(verdict({ 'x-shopify-hmac-sha256': signed('old') })).toEqual({ verdict: 'accepted' });
    expect(verdict({ 'shopify-hmac-sha256': signed('new') })).toEqual({ verdict: 'accepted' });
  });

  it('is refused when it is another’s, cut, empty or absent, and when there is no secret', () => {
    const wrong = { verdict: 'refused', reason: 'wrong-signature' };
    for (const given of [signed('other'), signed('new').slice(0, 20), '', 'ö'])
      expect(verdict({ 'x-shopify-hmac-sha256': given })).toEqual(wrong);
    expect(verdict({})).toEqual({ verdict: 'refused', reason: 'no-signature' });
    expect(verdict({ 'x-shopify-hmac-sha256': signed('') }, [])).toEqual(wrong);
  });
});

describe('a cart of Shopify', () => {
  it('is known by its token alone: a link can set the attributes, whatever they hold', () => {
    for (const value of ['visitor-1', 'null', '', 'x'.repeat(300), 'a\u0000b', 7, null]) {
      const attributed = { ...cart, note_attributes: [{ name: 'aftercart_id', value }] };
      const { events } = mapped('carts/update', attributed);
      expect(events[0]?.detail.customer).toEqual({ anonymousId: 'shopify-cart-c1' });
      expect(events.flatMap(problemsOf)).toEqual([]);
    }
  });

  it('has a link that fills it again, and the sum of its lines', () => {
    expect(mapped('carts/update', cart).events[0]?.detail).toMatchObject({
      cart: { total: { amount: 7700, currency: 'JPY' }, url: `https://${domain}/cart/71:2?storefront=true` },
    });
    const own = mapped('carts/update', cart, { url: 'https://shop.example' });
    expect(own.events[0]?.detail).toMatchObject({ cart: { url: 'https://shop.example/cart/71:2?storefront=true' } });
  });

  it('is emptied only if something was in it', () => {
    const empty = { ...cart, line_items: [] };
    expect(mapped('carts/update', empty).ignored).toBe('never-filled');
    const { remember } = mapped('carts/update', cart);
    expect(types(mapped('carts/update', empty, {}, remember))).toEqual(['cart.emptied']);
  });

  it('needs the shop’s currency when the platform names none', () => {
    const [line] = cart.line_items;
    const bare = { ...cart, line_items: [{ ...line, price_set: undefined, price: '3850' }] };
    expect(mapped('carts/create', bare).missing?.[0]?.path).toBe('line_items.0.price_set');
    expect(mapped('carts/create', bare, { currency: 'JPY' }).events[0]?.detail).toMatchObject({
      cart: { total: { amount: 7700, currency: 'JPY' } },
    });
  });
});

describe('a checkout of Shopify', () => {
  const checkout = {
    token: 'k1',
    cart_token: 'c1',
    email: null,
    line_items: cart.line_items,
    total_price: '7700',
    currency: 'JPY',
    created_at: '2026-11-20T05:01:00Z',
    updated_at: '2026-11-20T05:02:00Z',
    abandoned_checkout_url: 'https://shop.example/checkouts/k1/recover',
  };
  const named = { ...checkout, email: 'customer@mail.example.com' };

  it('is told once it names somebody, with its recovery link, and joins the cart’s visitor', () => {
    expect(mapped('checkouts/create', checkout).ignored).toBe('nobody-named');
    expect(mapped('checkouts/update', named).events[0]?.detail).toMatchObject({
      customer: { email: 'customer@mail.example.com', anonymousId: 'shopify-cart-c1' },
      checkout: { id: 'k1', url: 'https://shop.example/checkouts/k1/recover' },
      cart: { id: 'c1' },
    });
  });

  it('joins the visitor of the attributes to the address that is named, in an event of its own', () => {
    const attributed = (value: unknown) => ({ ...named, note_attributes: [{ name: 'aftercart_id', value }] });
    const { events } = mapped('checkouts/update', attributed('visitor-1'));
    expect(events[0]?.detail.customer).toMatchObject({ anonymousId: 'shopify-cart-c1' });
    expect(events[1]?.detail.customer).toEqual({ email: named.email, anonymousId: 'visitor-1' });
    expect(events.flatMap(problemsOf)).toEqual([]);
    for (const value of ['null', 'x'.repeat(300), 'a\u0000b'])
      expect(mapped('checkouts/update', attributed(value)).events).toHaveLength(1);
  });

  it('is that of the typed address: neither the account of the record nor a verified one', () => {
    const record = { ...exampleOrder.customer, email: named.email, phone: '+819011112222', state: 'enabled' };
    const typed = { ...named, customer: record, buyer_accepts_marketing: true, sms_marketing_phone: '+819099999999' };
    expect(mapped('checkouts/update', typed).events[0]?.detail.customer).toMatchObject({
      email: named.email,
      phone: '+819099999999',
    });
    for (const { detail } of [
      ...mapped('checkouts/update', typed).events,
      ...mapped('orders/create', { ...exampleOrder, customer: record }).events,
    ]) {
      expect(detail.customer).not.toHaveProperty('id');
      expect(detail.customer).not.toHaveProperty('verified');
    }
    const elsewhere = { ...typed, email: 'other@mail.example.com' };
    expect(mapped('checkouts/update', elsewhere).events[0]?.detail.customer?.name).toBeUndefined();
  });

  it('is not told once it is completed', () => {
    expect(mapped('checkouts/update', { ...named, completed_at: '2026-11-20T05:03:00Z' }).ignored).toBe(
      'checkout-completed',
    );
  });
});

describe('consent that comes with Shopify', () => {
  const consentIn = (over: object) =>
    mapped('orders/create', { ...exampleOrder, ...over }).events[0]?.detail.customer?.consent;
  const recorded = (state: string, at = '2026-11-01T00:00:00Z') => ({
    buyer_accepts_marketing: false,
    customer: {
      ...exampleOrder.customer,
      email_marketing_consent: { state, opt_in_level: 'confirmed_opt_in', consent_updated_at: at },
    },
  });

  it('is agreement only when it is recorded as subscribed, with its time and opt-in level', () => {
    expect(consentIn(recorded('subscribed'))?.email).toEqual({
      granted: true,
      at: '2026-11-01T00:00:00Z',
      source: 'shopify confirmed_opt_in',
      confirmed: true,
    });
    for (const state of ['pending', 'not_subscribed', 'invalid', 'redacted'])
      expect(consentIn(recorded(state))).toBeUndefined();
  });

  it('is an opt-out only when it is recorded as unsubscribed: a box that is not ticked says nothing', () => {
    const [placed, refused] = mapped('orders/create', { ...exampleOrder, ...recorded('unsubscribed') }).events;
    expect(placed?.detail.customer?.consent).toBeUndefined();
    expect(refused?.detail).toMatchObject({
      id: 'shopify-customer-6012345678901-consent-email-1793491200000',
      customer: { email: exampleOrder.email, verified: ['email'], consent: { email: { granted: false } } },
    });
    expect(consentIn({ buyer_accepts_marketing: false, customer: null })).toBeUndefined();
  });

  it('is the later of the record and the box that was ticked', () => {
    expect(consentIn({ ...recorded('unsubscribed'), buyer_accepts_marketing: true })?.email?.granted).toBe(true);
    const after = recorded('unsubscribed', '2026-11-21T00:00:00Z');
    expect(consentIn({ ...after, buyer_accepts_marketing: true })).toBeUndefined();
  });

  it('also comes by its own topic, for one channel', () => {
    const body = {
      customer_id: 6,
      phone: '+819000000000',
      sms_marketing_consent: { state: 'UNSUBSCRIBED', consent_updated_at: '2026-11-20T00:00:00Z' },
    };
    expect(mapped('customers_marketing_consent/update', body).events[0]?.detail.customer?.consent).toEqual({
      sms: { granted: false, at: '2026-11-20T00:00:00Z', source: 'shopify' },
    });
  });
});

describe('an order of Shopify', () => {
  const first = mapped('orders/create', exampleOrder);

  it('is placed once, and ends the journeys of its cart', () => {
    expect(types(first)).toEqual(['order.placed']);
    expect(first.events[0]?.detail).toMatchObject({
      order: { id: '5012345678901', number: '#1042' },
      cart: { id: 'hWN1Z2JkY2FydA' },
    });
    expect(mapped('orders/paid', exampleOrder, {}, first.remember).ignored).toBe('unchanged');
  });

  it('tells each parcel and refund once, with the ids that their own topics give', () => {
    const later = { ...exampleOrder, fulfillments: [fulfillment], refunds: [refund] };
    const change = mapped('orders/updated', later, {}, first.remember);
    const own = [...mapped('refunds/create', refund).events, ...mapped('fulfillments/create', fulfillment).events];
    expect(change.events.map(({ detail }) => detail.id)).toEqual(own.map(({ detail }) => detail.id));
    expect(mapped('orders/updated', later, {}, change.remember).ignored).toBe('unchanged');
    const cancelled = { ...later, cancelled_at: '2026-11-26T00:00:00Z' };
    expect(types(mapped('orders/cancelled', cancelled, {}, change.remember))).toEqual(['order.cancelled']);
  });

  it('that was there before the shop was connected is history', () => {
    const old = { ...exampleOrder, created_at: '2026-10-01T00:00:00Z' };
    expect(mapped('orders/updated', old).events[0]?.detail.history).toBe(true);
    expect(mapped('orders/create', old).events[0]?.detail.history).toBeUndefined();
    expect(mapped('orders/updated', exampleOrder).events[0]?.detail.history).toBeUndefined();
  });

  it('is a trial when Shopify says so, in the body or in the header of a test notification', () => {
    expect(mapped('orders/create', { ...exampleOrder, test: true }).events[0]?.detail.test).toBe(true);
    const notified = mapped('orders/create', exampleOrder, {}, undefined, { 'x-shopify-test': 'true' });
    expect(notified.events[0]?.detail.test).toBe(true);
  });

  it('that names nobody is ignored with the field that is missing', () => {
    const nobody = { ...exampleOrder, email: null, customer: null };
    expect(mapped('orders/create', nobody)).toMatchObject({
      events: [],
      ignored: 'nobody-named',
      missing: [{ path: 'customer' }],
    });
  });

  it('of another shop with the same app is ignored', () => {
    expect(mapped('orders/create', exampleOrder, { domain: 'other.myshopify.com' }).ignored).toBe('another-shop');
  });

  it('that cannot be read is refused by field, never by value', () => {
    const broken = () => mapped('orders/create', { ...exampleOrder, created_at: 5, total_price: {} });
    expect(broken).toThrow(/shopify orders does not fit its contract: created_at .*; total_price /);
    expect(broken).not.toThrow(/3850|customer@/);
  });
});

describe('a parcel of Shopify', () => {
  const progress = (status: string) => ({
    id: 1,
    fulfillment_id: 5,
    order_id: exampleOrder.id,
    status,
    happened_at: '2026-11-22T10:00:00+09:00',
  });

  it.each([
    ['out_for_delivery', 'shipment.out_for_delivery'],
    ['DELAYED', 'shipment.delayed'],
    ['attempted_delivery', 'shipment.delayed'],
    ['failure', 'shipment.delayed'],
    ['delivered', 'shipment.delivered'],
  ])('that the carrier reports as %s is %s', (status, type) => {
    expect(types(mapped('fulfillment_events/create', progress(status)))).toEqual([type]);
  });

  it('that is on its way has no event of its own', () => {
    for (const status of ['in_transit', 'label_printed', 'confirmed', 'ready_for_pickup', 'of a later version'])
      expect(mapped('fulfillment_events/create', progress(status)).ignored).toBe('parcel-on-its-way');
  });

  it('is delivered once, whichever topic tells it first', () => {
    const whole = mapped('fulfillments/update', { ...fulfillment, shipment_status: 'delivered' });
    expect(types(whole)).toEqual(['shipment.dispatched', 'shipment.delivered']);
    const [event] = mapped('fulfillment_events/create', progress('delivered')).events;
    expect(whole.events[1]?.detail.id).toBe(event?.detail.id);
  });
});

describe('a refund of Shopify', () => {
  it('pays back the sum of the transactions that succeeded', () => {
    expect(mapped('refunds/create', refund).events[0]?.detail).toMatchObject({
      refund: { id: 'refund-9', status: 'completed', total: { amount: 1500, currency: 'JPY' } },
    });
  });

  it('is open when a return is asked for, and declined when the shop declines', () => {
    const asked = { id: 3, order: { id: exampleOrder.id }, created_at: '2026-11-25T00:00:00Z' };
    expect(mapped('returns/request', asked).events[0]?.detail).toMatchObject({
      refund: { id: 'return-3', status: 'open' },
    });
    expect(mapped('returns/decline', asked).events[0]?.detail).toMatchObject({ refund: { status: 'declined' } });
    expect(mapped('returns/close', asked).ignored).toBe('return-ended');
  });
});

describe('a customer of Shopify', () => {
  const record = { id: 6, email: 'customer@mail.example.com', state: 'disabled', created_at: '2026-11-20T05:00:00Z' };

  it('signs up when the account is activated, and not as a guest', () => {
    const guest = mapped('customers/create', record);
    expect(types(guest)).toEqual(['customer.updated']);
    const active = { ...record, state: 'enabled', updated_at: '2026-11-20T05:50:00Z' };
    const enabled = mapped('customers/enable', active, {}, guest.remember);
    expect(types(enabled)).toEqual(['customer.created']);
    expect(types(mapped('customers/update', active, {}, enabled.remember))).toEqual(['customer.updated']);
    expect(types(mapped('customers/create', record, { newCustomers: 'all' }))).toEqual(['customer.created']);
  });

  it('speaks for an account only if it is enabled: a guest’s record is called verified too', () => {
    const told = { ...record, verified_email: true };
    const customerOf = (more: object, topic = 'customers/update') =>
      mapped(topic, { ...told, ...more }).events[0]?.detail.customer;
    expect(customerOf({})).toEqual({ email: record.email });
    expect(customerOf({ state: 'invited' })).toEqual({ email: record.email });
    expect(customerOf({ state: 'enabled' })).toEqual({ id: '6', email: record.email, verified: ['email'] });
    expect(customerOf({ state: 'ENABLED', verified_email: false })).toMatchObject({ id: '6', verified: [] });
  });

  it('agrees by its address alone, unless the account is being made; an opt-out is verified', () => {
    const at = '2026-11-20T05:10:00Z';
    const agreed = { state: 'subscribed', opt_in_level: 'single_opt_in', consent_updated_at: at };
    const enabled = { ...record, state: 'enabled', verified_email: true, email_marketing_consent: agreed };
    const consent = { email: { granted: true, at, source: 'shopify single_opt_in' } };
    const [account, typed] = mapped('customers/update', enabled).events;
    expect(account?.detail.customer).not.toHaveProperty('consent');
    expect(typed?.detail.customer).toEqual({ email: record.email, consent });
    const { remember } = mapped('customers/update', enabled);
    expect(mapped('customers/update', enabled, {}, remember).events).toHaveLength(1);
    expect(mapped('customers/create', enabled).events[0]?.detail.customer).toMatchObject({ id: '6', consent });
    const body = { customer_id: 6, email_address: record.email, email_marketing_consent: agreed };
    expect(mapped('customers_email_marketing_consent/update', body).events).toEqual([typed]);
    const refused = { ...enabled, email_marketing_consent: { ...agreed, state: 'unsubscribed' } };
    expect(mapped('customers/update', refused).events[1]?.detail.customer).toMatchObject({
      id: '6',
      verified: ['email'],
      consent: { email: { granted: false } },
    });
  });

  it('of long ago, heard of by a change, is welcomed by nobody', () => {
    const old = { ...record, state: 'enabled', created_at: '2020-01-01T00:00:00Z', updated_at: '2026-11-20T05:50:00Z' };
    expect(mapped('customers/update', old).events[0]).toMatchObject({
      type: 'customer.created',
      detail: { history: true },
    });
  });

  it('is called by the family name first in Japan', () => {
    const name = (country: string) =>
      mapped('customers/create', {
        ...record,
        first_name: 'A',
        last_name: 'B',
        default_address: { country_code: country },
      }).events[0]?.detail.customer?.name;
    expect([name('JP'), name('GB')]).toEqual(['B A', 'A B']);
  });

  it('is erased or exported when Shopify asks for it, as of the time of the first attempt', () => {
    const body = {
      shop_id: 1,
      shop_domain: domain,
      customer: { id: 6, email: 'customer@mail.example.com' },
      orders_to_redact: [],
    };
    const asked = (topic: string) =>
      mapped(topic, body, {}, undefined, { 'x-shopify-triggered-at': '2026-11-20T05:00:00Z' });
    expect(asked('customers/redact').events).toEqual([
      {
        type: 'customer.erased',
        detail: {
          id: 'shopify-redact-6-1795150800000',
          occurredAt: '2026-11-20T05:00:00Z',
          customer: { id: '6', email: 'customer@mail.example.com', verified: ['email'] },
        },
      },
    ]);
    expect(types(asked('customers/data_request'))).toEqual(['customer.data_requested']);
  });

  it('is not erased by an order that comes under that topic, nor does a checkout become an order', () => {
    expect(() => mapped('customers/redact', exampleOrder)).toThrow('shop_domain is missing');
    const checkout = { ...exampleOrder, abandoned_checkout_url: 'https://shop.example/checkouts/k1/recover' };
    expect(mapped('orders/create', checkout).ignored).toBe('checkout-as-order');
  });
});
