import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import type { DeliveryHeaders } from '../../src/connectors/contract/delivery.ts';
import type { MappedEvent, Mapping, Remembered } from '../../src/connectors/contract/mapping.ts';
import type { Token } from '../../src/connectors/contract/reach.ts';
import { shopify } from '../../src/connectors/shopify/connector.ts';
import { exampleOrder } from '../../src/connectors/shopify/example.ts';
import { RetryableError } from '../../src/model/errors.ts';

const receivedAt = Date.parse('2026-11-20T15:01:00+09:00');
const domain = 'example.myshopify.com';

/** Maps the one part of a delivery. */
function mapped(
  topic: string,
  body: unknown,
  config: unknown = {},
  last?: Remembered,
  more: DeliveryHeaders = {},
): Mapping {
  const headers = { 'x-shopify-topic': topic, 'x-shopify-shop-domain': domain, ...more };
  const [part] = shopify.parts({ headers, body, receivedAt }, config);
  if (part === undefined) throw new Error('A delivery of Shopify has one part.');
  return shopify.map(part, config, last);
}

function types({ events }: Mapping): string[] {
  return events.map(({ type }) => type);
}

/** The fields that the contract of an event drops from a mapped one. @throws ContractError when it refuses it */
function problemsOf({ type, detail }: MappedEvent): readonly string[] {
  const whole = { shop: 'shop', customer: { id: '1' }, ...detail };
  const event = { 'detail-type': type, detail: whole, source: 'store.shop', time: new Date(receivedAt).toISOString() };
  return readStoreEvent(event, { now: Math.max(receivedAt, Date.parse(detail.occurredAt)), shop: 'shop' }).dropped;
}

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
  it('is known by the anonymous id of the cart’s attributes, or else by its token', () => {
    const attributes = [{ name: 'aftercart_id', value: 'visitor-1' }];
    expect(mapped('carts/update', cart).events[0]?.detail.customer).toEqual({ anonymousId: 'shopify-cart-c1' });
    expect(mapped('carts/update', { ...cart, note_attributes: attributes }).events[0]?.detail.customer).toEqual({
      anonymousId: 'visitor-1',
    });
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
    expect(consentIn(recorded('unsubscribed'))?.email?.granted).toBe(false);
    expect(consentIn({ buyer_accepts_marketing: false, customer: null })).toBeUndefined();
  });

  it('is the later of the record and the box that was ticked', () => {
    expect(consentIn({ ...recorded('unsubscribed'), buyer_accepts_marketing: true })?.email?.granted).toBe(true);
    const after = recorded('unsubscribed', '2026-11-21T00:00:00Z');
    expect(consentIn({ ...after, buyer_accepts_marketing: true })?.email?.granted).toBe(false);
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
    const body = { shop_id: 1, customer: { id: 6, email: 'customer@mail.example.com' }, orders_to_redact: [] };
    const asked = (topic: string) =>
      mapped(topic, body, {}, undefined, { 'x-shopify-triggered-at': '2026-11-20T05:00:00Z' });
    expect(asked('customers/redact').events).toEqual([
      {
        type: 'customer.erased',
        detail: {
          id: 'shopify-redact-6-1795150800000',
          occurredAt: '2026-11-20T05:00:00Z',
          customer: { id: '6', email: 'customer@mail.example.com' },
        },
      },
    ]);
    expect(types(asked('customers/data_request'))).toEqual(['customer.data_requested']);
  });
});

describe('Shopify’s newer Events', () => {
  const data = {
    order: {
      id: 'gid://shopify/Order/5012345678901',
      name: '#1042',
      email: 'customer@mail.example.com',
      createdAt: '2026-11-20T06:00:00Z',
      updatedAt: '2026-11-20T06:00:02Z',
      test: false,
      cartToken: 'c1',
      statusPageUrl: 'https://shop.example/orders/1042',
      totalPriceSet: { presentmentMoney: { amount: '3850', currencyCode: 'JPY' } },
      lineItems: {
        nodes: [
          {
            title: 'Dripper',
            quantity: 1,
            product: { id: 'gid://shopify/Product/7' },
            originalUnitPriceSet: { presentmentMoney: { amount: '3850', currencyCode: 'JPY' } },
          },
        ],
      },
      customAttributes: [{ key: 'aftercart_id', value: 'visitor-1' }],
      shippingAddress: { countryCodeV2: 'JP' },
      customer: {
        id: 'gid://shopify/Customer/6',
        email: 'customer@mail.example.com',
        verifiedEmail: true,
        emailMarketingConsent: {
          marketingState: 'SUBSCRIBED',
          marketingOptInLevel: 'SINGLE_OPT_IN',
          consentUpdatedAt: '2026-11-20T06:00:00Z',
        },
      },
    },
  };
  const body = { topic: 'Order', action: 'create', handle: 'orders', fields_changed: { added: [] }, data };

  it('say the same as the webhook, with the same event id', () => {
    const { events } = mapped('', body);
    expect(events[0]?.detail.id).toBe(mapped('orders/create', exampleOrder).events[0]?.detail.id);
    expect(events[0]?.detail).toMatchObject({
      customer: {
        id: '6',
        email: 'customer@mail.example.com',
        anonymousId: 'visitor-1',
        country: 'JP',
        verified: ['email'],
        consent: { email: { granted: true, source: 'shopify single_opt_in' } },
      },
      order: {
        total: { amount: '3850', currency: 'JPY' },
        lines: [{ productId: '7', price: { amount: '3850', currency: 'JPY' } }],
        url: 'https://shop.example/orders/1042',
      },
      cart: { id: 'c1' },
    });
    expect(events.flatMap(problemsOf)).toEqual([]);
  });

  it('count although the query’s answer has errors beside the data', () => {
    expect(types(mapped('', { ...body, errors: [{ message: 'Access denied' }] }))).toEqual(['order.placed']);
  });

  it('without the query’s answer are ignored, and say what is missing', () => {
    expect(mapped('', { ...body, data: null })).toMatchObject({ ignored: 'no-data', missing: [{ path: 'data' }] });
  });

  it('tell of a declined return', () => {
    const declined = {
      topic: 'Return',
      action: 'update',
      data: { return: { id: 'gid://shopify/Return/3', status: 'DECLINED', order: { id: 'gid://shopify/Order/5' } } },
    };
    expect(mapped('', declined).events[0]?.detail).toMatchObject({
      order: { id: '5' },
      refund: { id: 'return-3', status: 'declined' },
    });
  });
});

describe('the orders that changed', () => {
  it('are read page by page with a token for a day, which is renewed, and a busy platform is tried again later', async () => {
    const asked: string[] = [];
    let busy = false;
    let valid = 'first';
    const server = createServer((request, response) => {
      const token = request.headers['x-shopify-access-token'];
      asked.push(`${request.method} ${new URL(request.url ?? '', 'http://x').pathname}${token ? ' with token' : ''}`);
      if (request.url?.startsWith('/admin/oauth'))
        return response.end(JSON.stringify({ access_token: valid, expires_in: 86_399 }));
      if (token !== valid) return response.writeHead(401).end('{}');
      if (busy) return response.writeHead(429).end('{}');
      const second = request.url?.includes('page_info=2');
      if (!second) response.setHeader('link', `<https://${domain}/admin/api/x/orders.json?page_info=2>; rel="next"`);
      response.end(JSON.stringify({ orders: [{ ...exampleOrder, id: second ? 2 : 1 }] }));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo; // it listens on a port
    let kept: Token | undefined;
    const reach = {
      fetch: (url: string, init?: RequestInit) =>
        fetch(url.replace(`https://${domain}`, `http://127.0.0.1:${port}`), init),
      now: receivedAt,
      credentials: { clientId: 'id', clientSecret: 'secret' },
      token: async (renew: (old: Token | undefined) => Promise<Token>) => {
        kept ??= await renew(undefined);
        return kept.access;
      },
      forgetToken: async () => {
        kept = undefined;
      },
    };
    const read = async () => {
      const found: Mapping[] = [];
      for await (const { headers, body } of shopify.changedSince?.(receivedAt, reach, { domain }) ?? [])
        found.push(mapped(headers['x-shopify-topic'] ?? '', body));
      return found;
    };
    expect((await read()).flatMap(({ events }) => events.map(({ detail }) => detail.id))).toEqual([
      'shopify-order-1-placed',
      'shopify-order-2-placed',
    ]);
    expect(asked).toEqual([
      'POST /admin/oauth/access_token',
      'GET /admin/api/2026-10/orders.json with token',
      'GET /admin/api/x/orders.json with token',
    ]);
    valid = 'second';
    expect(await read()).toHaveLength(2);
    expect(kept?.access).toBe('second');
    busy = true;
    await expect(read()).rejects.toThrow(RetryableError);
    server.close();
  });
});

const folder = new URL('../../../shared/payloads/shopify/', import.meta.url);

describe.skipIf(!existsSync(folder))('recorded payloads of Shopify (skipped without ../shared)', () => {
  const topicOf = (file: string) =>
    (
      [
        [/order/, 'orders/create'],
        [/checkout/, 'checkouts/update'],
        [/cart/, 'carts/update'],
        [/customer/, 'customers/update'],
        [/fulfillment/, 'fulfillments/update'],
        [/refund/, 'refunds/create'],
      ] as const
    ).find(([name]) => name.test(file))?.[1] ?? '';
  const resultOf = (file: string): string => {
    const payload: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    const opened = file.startsWith('composed')
      ? shopify.partnerBus?.open(payload as Record<string, unknown>)
      : undefined;
    try {
      const { events, ignored } = opened
        ? mapped(opened.headers['x-shopify-topic'] ?? '', opened.body)
        : mapped(topicOf(file), payload);
      expect(events.flatMap(problemsOf)).toEqual([]);
      return ignored ?? events.map(({ type }) => type).join(', ');
    } catch (error) {
      return error instanceof Error && error.name === 'ContractError' ? error.message : String(error);
    }
  };

  it('become the events that they tell of', () => {
    const files = existsSync(folder) ? readdirSync(folder).sort() : [];
    expect(Object.fromEntries(files.map((file) => [file, resultOf(file)]))).toMatchInlineSnapshot(`
      {
        "composed-eventbridge-carts-update.json": "cart.updated",
        "composed-eventbridge-checkouts-update.json": "checkout.started",
        "composed-eventbridge-customers-create.json": "customer.updated",
        "composed-eventbridge-orders-create.json": "order.placed, order.refunded",
        "composed-eventbridge-refunds-create.json": "order.refunded",
        "official-abandoned-checkout-1.json": "checkout.started",
        "official-carts-create.json": "cart.updated",
        "official-checkout-1.json": "nobody-named",
        "official-checkout-2.json": "checkout.started",
        "official-checkout-3.json": "checkout.started",
        "official-customer-1.json": "customer.updated",
        "official-customer-2.json": "customer.updated",
        "official-customer-3.json": "customer.updated",
        "official-fulfillment-1.json": "not-dispatched",
        "official-fulfillment-2.json": "shipment.dispatched",
        "official-fulfillment-3.json": "shipment.dispatched",
        "official-order-1.json": "shopify orders does not fit its contract: created_at is missing; currency is missing",
        "official-order-2.json": "order.placed, order.refunded",
        "official-order-3.json": "order.placed, order.refunded",
        "official-refund-1.json": "order.refunded",
        "official-refund-2.json": "order.refunded",
        "official-refund-3.json": "order.refunded",
        "test-notification-order-body.json": "order.placed, order.cancelled",
      }
    `);
  });
});
