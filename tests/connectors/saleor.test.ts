import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../src/connectors/contract/mapping.ts';
import { saleor } from '../../src/connectors/saleor/connector.ts';
import { exampleDelivery } from '../../src/connectors/saleor/example.ts';
import { changedOrdersQuery, subscription } from '../../src/connectors/saleor/queries.ts';
import { ConnectedShop } from './connected-shop.ts';
import { accountWith, checkoutWith, ids, mapped, orderWith, parcel, problemsOf, types } from './saleor-deliveries.ts';

const { order } = exampleDelivery;
const pages = {
  checkout: 'https://shop.example/checkout?checkout={id}',
  product: 'https://shop.example/products/{slug}',
  order: 'https://shop.example/orders/{number}',
};

describe('an order of Saleor', () => {
  const first = mapped('order_created', exampleDelivery, { pages });

  it('is placed with its goods in the customer’s language, and ends the cart that it was', () => {
    expect(first.events).toMatchObject([
      {
        type: 'order.placed',
        detail: {
          id: `saleor-order-${order.id}-placed`,
          occurredAt: order.created,
          customer: { id: 'VXNlcjo3', name: '見本 花子', country: 'JP', locale: 'JA', phone: '+819000000000' },
          order: {
            number: '1042',
            total: { amount: 4950, currency: 'JPY' },
            url: 'https://shop.example/orders/1042',
            lines: [
              {
                title: '陶器ドリッパー 01',
                variant: '白',
                price: { amount: 3850, currency: 'JPY' },
                url: 'https://shop.example/products/ceramic-dripper-01',
              },
            ],
          },
          cart: { id: order.checkoutId },
        },
      },
    ]);
    expect(first.events.flatMap(problemsOf)).toEqual([]);
  });

  it.each([['order_confirmed'], ['order_paid'], ['order_fully_paid'], ['order_fulfilled'], ['order_updated']])(
    'says with %s what was lost, and nothing that was said',
    (topic) => {
      expect(types(mapped(topic, exampleDelivery))).toEqual(['order.placed']);
      expect(mapped(topic, exampleDelivery, {}, first.remember)).toMatchObject({ events: [], ignored: 'unchanged' });
    },
  );

  it('is none before it is confirmed or paid, unless the shop says so, and never a draft or a replacement', () => {
    const open = orderWith({ status: 'UNCONFIRMED', isPaid: false });
    const waiting = mapped('order_created', open);
    expect(waiting).toEqual({ events: [], ignored: 'not-confirmed-yet', remember: { heard: true } });
    expect(types(mapped('order_created', open, { unconfirmed: 'placed' }))).toEqual(['order.placed']);
    expect(types(mapped('order_paid', orderWith({ status: 'UNCONFIRMED' }), {}, waiting.remember))).toEqual([
      'order.placed',
    ]);
    expect(mapped('order_updated', orderWith({ status: 'DRAFT' })).ignored).toBe('draft');
    expect(mapped('order_created', orderWith({ origin: 'REISSUE' })).ignored).toBe('replacement');
    for (const status of ['EXPIRED', 'CANCELED'])
      expect(mapped('order_expired', orderWith({ status }), {}, waiting.remember).ignored).toBe('never-placed');
  });

  it('is cancelled once, also when that is the first that is heard of it', () => {
    const cancelled = orderWith({ status: 'CANCELED' });
    const later = mapped('order_cancelled', cancelled, {}, first.remember);
    expect(types(later)).toEqual(['order.cancelled']);
    expect(mapped('order_updated', cancelled, {}, later.remember).ignored).toBe('unchanged');
    expect(types(mapped('order_cancelled', cancelled))).toEqual(['order.placed', 'order.cancelled']);
    expect(mapped('order_expired', orderWith({ status: 'EXPIRED' })).ignored).toBe('never-placed');
  });

  it('is refunded by what was paid back since the last time', () => {
    const paid = (amount: number) => orderWith({ totalRefunded: { amount, currency: 'JPY' } });
    const one = mapped('order_refunded', paid(1000), {}, first.remember);
    expect(one.events[0]?.detail).toMatchObject({
      id: `saleor-order-${order.id}-refunded-1000`,
      refund: { id: `${order.id}-1000`, status: 'completed', total: { amount: 1000, currency: 'JPY' } },
    });
    expect(mapped('order_updated', paid(1000), {}, one.remember).ignored).toBe('unchanged');
    const all = mapped('order_fully_refunded', paid(4950), {}, one.remember);
    expect(all.events[0]?.detail).toMatchObject({ refund: { total: { amount: 3950, currency: 'JPY' } } });
    expect(mapped('order_refunded', paid(1000), {}, all.remember).ignored).toBe('unchanged');
  });

  it('has the parcels that left, each once, and again when its number comes', () => {
    const sent = mapped('fulfillment_created', orderWith({ fulfillments: [parcel()] }), {}, first.remember);
    expect(sent.events).toMatchObject([{ type: 'shipment.dispatched', detail: { occurredAt: parcel().created } }]);
    const numbered = orderWith({ fulfillments: [parcel({ trackingNumber: '1234-5678-9012' })] });
    const tracked = mapped('fulfillment_tracking_number_updated', numbered, {}, sent.remember);
    expect(tracked.events).toMatchObject([
      {
        type: 'shipment.dispatched',
        detail: { occurredAt: numbered.issuedAt, shipment: { id: parcel().id, trackingNumber: '1234-5678-9012' } },
      },
    ]);
    expect(ids(tracked)).not.toEqual(ids(sent));
    expect(mapped('order_updated', numbered, {}, tracked.remember).ignored).toBe('unchanged');
    const without = orderWith({ fulfillments: [parcel()] });
    expect(mapped('order_updated', without, {}, tracked.remember).ignored).toBe('unchanged');
  });

  it('has no parcel that waits for approval, was called off or came back; one that is approved left just then', () => {
    const waiting = orderWith({ fulfillments: [parcel({ status: 'WAITING_FOR_APPROVAL' })] });
    const before = mapped('fulfillment_created', waiting, {}, first.remember);
    expect(before.ignored).toBe('unchanged');
    const approved = orderWith({ fulfillments: [parcel()] });
    expect(mapped('fulfillment_approved', approved, {}, before.remember).events[0]?.detail.occurredAt).toBe(
      approved.issuedAt,
    );
    const others = ['CANCELED', 'REFUNDED', 'RETURNED', 'REPLACED', 'REFUNDED_AND_RETURNED'];
    const none = orderWith({ fulfillments: others.map((status, nth) => parcel({ id: `F${nth}`, status })) });
    expect(mapped('order_updated', none, {}, first.remember).ignored).toBe('unchanged');
  });

  it('takes a tracking number that is a page for one, and the keys that the shop names', () => {
    const config = { tracking: { url: 'track', carrier: 'by' } };
    const metadata = [
      { key: 'track', value: 'https://carrier.example/1' },
      { key: 'by', value: 'ヤマト運輸' },
    ];
    const shipment = (change: object) =>
      mapped('fulfillment_created', orderWith({ fulfillments: [parcel(change)] }), config, first.remember).events[0]
        ?.detail;
    expect(shipment({ trackingNumber: '12', metadata })).toMatchObject({
      shipment: { carrier: 'ヤマト運輸', trackingNumber: '12', trackingUrl: 'https://carrier.example/1' },
    });
    const page = 'https://carrier.example/2';
    expect(shipment({ trackingNumber: page })).toMatchObject({
      shipment: { id: parcel().id, trackingUrl: page },
    });
    expect(shipment({ trackingNumber: page })).not.toHaveProperty('shipment.trackingNumber');
  });

  it('agrees to advertising by the shop’s own key, and never opts out', () => {
    const consentOf = (value: string, config: object) =>
      mapped('order_created', orderWith({ metadata: [{ key: 'newsletter', value }] }), config).events[0]?.detail
        .customer?.consent;
    const config = { consent: { email: 'newsletter' } };
    expect(consentOf('True', config)).toEqual({
      email: { granted: true, at: order.created, source: 'saleor checkout', from: 'checkout' },
    });
    for (const value of ['false', '', '0', 'no']) expect(consentOf(value, config)).toBeUndefined();
    expect(consentOf('true', {})).toBeUndefined();
  });

  it('of a channel for trials is a test; an imported one, and an old one that changed, are history', () => {
    const detailOf = (topic: string, change: object, config: object = {}) =>
      mapped(topic, orderWith(change), config).events[0]?.detail;
    expect(detailOf('order_created', {}, { testChannels: ['japan'] })?.test).toBe(true);
    expect(detailOf('order_created', {}, { testChannels: ['uk'] })?.test).toBeUndefined();
    expect(detailOf('order_created', { origin: 'BULK_CREATE' })?.history).toBe(true);
    const created = '2025-01-01T00:00:00+00:00';
    expect(detailOf('order_updated', { created })?.history).toBe(true);
    expect(detailOf('order_created', { created })?.history).toBeUndefined();
  });

  it('that names nobody is ignored with the field that is missing; a guest’s has an address', () => {
    const nobody = { user: null, userEmail: '', billingAddress: null, shippingAddress: null };
    expect(mapped('order_created', orderWith(nobody))).toMatchObject({
      ignored: 'nobody-named',
      missing: [{ path: 'order.userEmail' }],
    });
    expect(mapped('order_created', orderWith({ user: null })).events[0]?.detail.customer).not.toHaveProperty('id');
  });

  it('leaves out goods whose product is deleted, and has its amounts in what the currency has', () => {
    const [line] = order.lines;
    const usd = (amount: number) => ({ gross: { amount, currency: 'USD' } });
    const lines = [
      { ...line, unitPrice: usd(10.004999999) },
      { ...line, variant: null },
    ];
    const { events } = mapped('order_created', orderWith({ total: usd(0.1 + 0.2), lines }));
    expect(events.flatMap(problemsOf)).toEqual([]);
    expect(events[0]?.detail).toMatchObject({
      order: { total: { amount: 0.3 }, lines: [{ price: { amount: 10, currency: 'USD' } }] },
    });
  });
});

describe('a checkout of Saleor', () => {
  const config = { pages };
  const email = 'visitor@mail.example.com';
  const user = { id: 'VXNlcjo3', email };
  const address = { firstName: 'Ann', lastName: 'Lee', phone: null, country: { code: 'GB' } };

  it('is a cart of a visitor until a guest has typed the e-mail address, or a customer the one to send to', () => {
    const typeOf = (change: object) => types(mapped('checkout_updated', checkoutWith(change)));
    expect(typeOf({})).toEqual(['cart.updated']);
    expect(typeOf({ email })).toEqual(['checkout.started']);
    expect(typeOf({ email, user })).toEqual(['cart.updated']);
    expect(typeOf({ email, user, shippingAddress: address })).toEqual(['checkout.started']);
  });

  it('leads back to itself by the page that the settings name', () => {
    const { id } = checkoutWith().checkout;
    const [cart] = mapped('checkout_created', checkoutWith(), config).events;
    expect(cart?.detail).toMatchObject({
      customer: { anonymousId: `saleor-checkout-${id}` },
      cart: { id, url: `https://shop.example/checkout?checkout=${encodeURIComponent(id)}`, total: { amount: 24.3 } },
    });
    expect(cart && problemsOf(cart)).toEqual([]);
  });

  it('leads by its metadata only where the settings name the key, and only to a site of the shop', () => {
    const page = `https://shop.example/checkout?checkout=${encodeURIComponent(checkoutWith().checkout.id)}`;
    const linkOf = (value: string, more: object = { recoveryKey: 'recovery_url' }) => {
      const body = checkoutWith({ metadata: [{ key: 'recovery_url', value }] });
      const [event] = mapped('checkout_updated', body, { ...config, ...more }).events;
      return event?.type === 'cart.updated' ? event.detail.cart.url : undefined;
    };
    expect(linkOf('https://shop.example/back/1')).toBe('https://shop.example/back/1');
    expect(linkOf('https://shop.example/back/1', {})).toBe(page);
    const strange = ['https://evil.example/login', 'https://shop.example.evil.example/', 'javascript:alert(1)'];
    for (const link of [...strange, `https://shop.example/${'a'.repeat(2500)}`]) expect(linkOf(link)).toBe(page);
    expect(() => mapped('checkout_updated', checkoutWith(), { recoveryKey: 'recovery_url' })).toThrow('pages.checkout');
  });

  it('tells by an event of its own, without the account, what a visitor’s id in its metadata was named with', () => {
    const metadata = [{ key: 'aftercart_id', value: 'visitor-1' }];
    const own = `saleor-checkout-${checkoutWith().checkout.id}`;
    const customersOf = (change: object) =>
      mapped('checkout_updated', checkoutWith({ metadata, ...change })).events.map(({ detail }) => detail.customer);
    expect(customersOf({})).toEqual([{ anonymousId: own }]);
    expect(customersOf({ email })).toMatchObject([
      { anonymousId: own, email },
      { email, anonymousId: 'visitor-1' },
    ]);
    expect(customersOf({ email, user })[1]).toEqual({ email, anonymousId: 'visitor-1' });
    const { events } = mapped('order_created', orderWith({ metadata, userEmail: email, user }));
    expect(events.map(({ detail }) => detail.customer)).toMatchObject([
      { id: user.id, verified: [] },
      { email, anonymousId: 'visitor-1' },
    ]);
    expect(new Set(ids({ events })).size).toBe(2);
    expect(events.flatMap(problemsOf)).toEqual([]);
  });

  it.each(['null', '0', 'v'.repeat(300), '\u200b'])('survives that somebody writes %j as the visitor’s id', (value) => {
    const metadata = [{ key: 'aftercart_id', value }];
    for (const change of [{}, { email }]) {
      const { events } = mapped('checkout_updated', checkoutWith({ metadata, ...change }));
      expect(events.flatMap(problemsOf)).toEqual([]);
      expect(events).toHaveLength(1);
    }
  });

  it('is emptied once it was filled, and agrees by the box that was ticked', () => {
    const empty = checkoutWith({ lines: [], totalPrice: { gross: { amount: 0, currency: 'GBP' } } });
    expect(mapped('checkout_created', empty).ignored).toBe('never-filled');
    const filled = mapped('checkout_updated', checkoutWith());
    expect(types(mapped('checkout_updated', empty, {}, filled.remember))).toEqual(['cart.emptied']);
    const metadata = [{ key: 'news', value: 'yes' }];
    const agreed = mapped('checkout_updated', checkoutWith({ email, metadata }), { consent: { email: 'news' } });
    expect(agreed.events[0]?.detail.customer?.consent?.email).toMatchObject({ granted: true, from: 'checkout' });
    const anonymous = mapped('checkout_updated', checkoutWith({ metadata }), { consent: { email: 'news' } });
    expect(anonymous.events[0]?.detail.customer?.consent).toBeUndefined();
  });
});

describe('an account of Saleor', () => {
  const granted = ({ events }: Mapping) => events[0]?.detail.customer?.consent?.email?.granted;

  it('signs up once; a box that was ticked and is not any more opts out', () => {
    const config = { consent: { email: 'news' } };
    const created = mapped('customer_created', accountWith({ metadata: [{ key: 'news', value: 'no' }] }), config);
    expect([types(created), granted(created)]).toEqual([['customer.created'], undefined]);
    expect(created.events.flatMap(problemsOf)).toEqual([]);
    const later = (value: string) =>
      accountWith({ updatedAt: '2026-11-20T07:00:00+00:00', metadata: [{ key: 'news', value }] });
    const agreed = mapped('customer_metadata_updated', later('yes'), config, created.remember);
    expect([types(agreed), granted(agreed)]).toEqual([['customer.updated'], true]);
    expect(granted(mapped('customer_updated', later('no'), config, agreed.remember))).toBe(false);
    expect(granted(mapped('customer_updated', later('yes'), config, agreed.remember))).toBeUndefined();
  });

  it('makes a customer when it is confirmed, and its address verified, where accounts are', () => {
    const config = { accountsConfirm: true };
    const open = mapped('customer_created', accountWith(), config);
    expect(open.ignored).toBe('not-confirmed-yet');
    const confirmed = accountWith({ isConfirmed: true, updatedAt: '2026-11-20T07:00:00+00:00' });
    const [created] = mapped('account_confirmed', confirmed, config, open.remember).events;
    expect(created).toMatchObject({
      type: 'customer.created',
      detail: { occurredAt: '2026-11-20T07:00:00+00:00', customer: { verified: ['email'] } },
    });
    expect(mapped('customer_created', confirmed).events[0]?.detail.customer?.verified).toEqual([]);
  });

  it('of the staff is none; one of long ago that changed is history', () => {
    expect(mapped('customer_updated', accountWith({ isStaff: true })).ignored).toBe('staff');
    const old = accountWith({ dateJoined: '2025-01-01T00:00:00+00:00' });
    expect(mapped('customer_updated', old).events[0]?.detail.history).toBe(true);
  });
});

describe('a delivery of Saleor', () => {
  it('may come again and in any order: the same events come of it', async () => {
    const sent = orderWith({
      status: 'FULFILLED',
      updatedAt: '2026-11-21T06:00:00+00:00',
      fulfillments: [parcel({ created: '2026-11-21T05:59:00+00:00' })],
    });
    const deliveries = [
      ['order_created', exampleDelivery],
      ['order_confirmed', exampleDelivery],
      ['fulfillment_created', sent],
      ['order_fulfilled', sent],
    ] as const;
    const heard = async (order: readonly number[]) => {
      const shop = new ConnectedShop('2026-11-21T07:00:00Z');
      for (const nth of order) {
        const [topic, body] = deliveries[nth] ?? [];
        const headers = { 'saleor-event': topic };
        await shop.map({ connector: 'saleor', way: 'http', headers, body, receivedAt: shop.now });
      }
      return shop.bus.map(({ detail }) => detail.id).sort();
    };
    const once = await heard([0, 1, 2, 3]);
    expect(once).toHaveLength(2);
    for (const order of [
      [3, 2, 1, 0],
      [2, 0, 2, 0, 1, 3],
      [1, 1, 3, 3],
    ])
      expect(await heard(order)).toEqual(once);
  });

  it('without what its topic is about says which permission or query is missing', () => {
    for (const body of [{ order: null, errors: [{ message: 'x' }] }, { issuedAt: 'x' }])
      expect(mapped('order_created', body)).toMatchObject({
        ignored: 'no-data',
        missing: [{ path: 'order', problem: expect.stringMatching(/MANAGE_ORDERS.*subscription query/) }],
      });
    expect(() => mapped('order_created', [{ id: '1', type: 'Order' }])).toThrow('saleor webhook');
  });

  it('of a variant that is back in stock, of a draft or of a fulfillment that was called off is ignored', () => {
    for (const topic of ['product_variant_back_in_stock', 'draft_order_created', 'fulfillment_canceled'])
      expect(mapped(topic, { ...exampleDelivery, productVariant: { id: '1' } }).events).toEqual([]);
  });

  it('is asked for by a query that names each event once, with the fields of what is asked what changed', () => {
    const events = [...subscription.matchAll(/\.\.\. on (\w+)/g)].map(([, name = '']) => name);
    expect(new Set(events).size).toBe(events.length);
    const topics = events.map((name) => name.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase());
    for (const topic of topics) expect(saleor.topics[topic]).toHaveProperty('becomes');
    expect(changedOrdersQuery).toContain('filter: { updatedAt: { gte: $since } }');
    for (const query of [subscription, changedOrdersQuery]) {
      const used = new Set([...query.matchAll(/\.\.\.(\w+)/g)].map(([, name]) => name));
      const defined = [...query.matchAll(/^fragment (\w+)/gm)].map(([, name]) => name);
      expect([...used].sort()).toEqual(defined.sort());
    }
  });
});
