import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import type { MappedEvent, Mapping, Remembered } from '../../src/connectors/contract/mapping.ts';
import { stripe } from '../../src/connectors/stripe/connector.ts';
import { exampleEvent } from '../../src/connectors/stripe/example.ts';
import { bytesOf, ConnectedShop } from './connected-shop.ts';

const created = exampleEvent.created;
const receivedAt = created * 1000 + 60_000;
const occurredAt = new Date(created * 1000).toISOString();
const session = exampleEvent.data.object;

function eventOf(type: string, object: object, more: object = {}) {
  return { id: `evt_${type}`, object: 'event', type, created, livemode: true, data: { object }, ...more };
}

function partOf(body: unknown, config: unknown = {}) {
  const [part] = stripe.parts({ headers: {}, body, receivedAt }, config);
  if (part === undefined) throw new Error('An event of Stripe has one part.');
  return part;
}

function mapped(type: string, object: object, config: unknown = {}, last?: Remembered, more: object = {}): Mapping {
  return stripe.map(partOf(eventOf(type, object, more), config), config, last);
}

/** The fields that the contract of an event drops from a mapped one. @throws ContractError when it refuses it */
function problemsOf({ type, detail }: MappedEvent): readonly string[] {
  const whole = { shop: 'shop', customer: { id: '1' }, ...detail };
  const event = { 'detail-type': type, detail: whole, source: 'store.shop', time: new Date(receivedAt).toISOString() };
  return readStoreEvent(event, { now: Math.max(receivedAt, Date.parse(detail.occurredAt)), shop: 'shop' }).dropped;
}

function types({ events }: Mapping): string[] {
  return events.map(({ type }) => type);
}

describe('a completed session of Stripe', () => {
  it('is an order under the payment’s id, by the customer who paid, with the consent that was asked for', () => {
    const { events, missing } = mapped('checkout.session.completed', session);
    expect(events).toEqual([
      {
        type: 'order.placed',
        detail: {
          id: 'stripe-order-pi_1-placed',
          occurredAt,
          customer: {
            id: 'cus_1',
            verified: [],
            email: 'customer@mail.example.com',
            phone: '+819000000000',
            name: '見本 花子',
            country: 'JP',
            locale: 'ja',
            consent: { email: { granted: true, at: occurredAt, source: 'stripe checkout', from: 'checkout' } },
          },
          order: { id: 'pi_1', total: { amount: '4950', currency: 'JPY' }, lines: [] },
        },
      },
    ]);
    expect(events.flatMap(problemsOf)).toEqual([]);
    expect(missing?.map(({ path }) => path)).toEqual(['line_items']);
  });

  it('of a Payment Link names no account, cart or order: the payer’s address bar fills in the reference', () => {
    const link = { ...session, customer: null, client_reference_id: '1001', payment_link: 'plink_1' };
    const own = { ...link, payment_link: null };
    const detailOf = (object: object, reference: string) =>
      mapped('checkout.session.completed', object, { reference }).events[0]?.detail;
    expect(detailOf(own, 'customer')?.customer).toMatchObject({ id: '1001', verified: [] });
    expect(detailOf(link, 'customer')?.customer).not.toHaveProperty('id');
    expect(detailOf(own, 'cart')).toHaveProperty('cart.id', '1001');
    expect(detailOf(link, 'cart')).not.toHaveProperty('cart');
    expect(detailOf(own, 'order')).toHaveProperty('order.number', '1001');
    expect(detailOf(link, 'order')).not.toHaveProperty('order.number');
  });

  it.each([
    ['jpy', 4950, '4950'],
    ['KRW', 4950, '4950'],
    ['usd', 1099, '10.99'],
    ['isk', 50_000, '500.00'],
    ['ugx', 50_000, '500.00'],
    ['kwd', 5120, '5.120'],
    ['bhd', 5, '0.005'],
  ])('in %s costs %i of Stripe’s units as %s', (currency, amount_total, amount) => {
    const { events } = mapped('checkout.session.completed', { ...session, currency, amount_total });
    expect(events[0]?.detail).toMatchObject({ order: { total: { amount, currency: currency.toUpperCase() } } });
    expect(events.flatMap(problemsOf)).toEqual([]);
  });

  it('is an order also while the payment at a convenience store is awaited, which is cancelled if that fails', () => {
    expect(types(mapped('checkout.session.completed', { ...session, payment_status: 'unpaid' }))).toEqual([
      'order.placed',
    ]);
    expect(mapped('checkout.session.async_payment_succeeded', session).ignored).toBe('not-ours');
    const failed = mapped('checkout.session.async_payment_failed', session);
    expect(failed.events).toEqual([
      { type: 'order.cancelled', detail: { id: 'stripe-order-pi_1-cancelled', occurredAt, order: { id: 'pi_1' } } },
    ]);
    expect(failed.events.flatMap(problemsOf)).toEqual([]);
  });

  it('uses the shop’s reference as what the shop says it is, and as nothing else', () => {
    const told = { ...session, client_reference_id: 'ref-7' };
    const detailWith = (reference?: string, object: object = told) =>
      mapped('checkout.session.completed', object, { ...(reference && { reference }) }).events[0]?.detail;
    expect(detailWith('customer')).toMatchObject({ customer: { id: 'ref-7' } });
    expect(detailWith('customer', session)?.customer).not.toHaveProperty('id');
    expect(detailWith('cart')).toMatchObject({ customer: { id: 'cus_1' }, cart: { id: 'ref-7' } });
    expect(detailWith('order')).toMatchObject({ customer: { id: 'cus_1' }, order: { id: 'pi_1', number: 'ref-7' } });
    expect(JSON.stringify(detailWith())).not.toContain('ref-7');
  });

  it('that costs nothing is an order under its own id; one that only saves a card is none', () => {
    const free = { ...session, amount_total: 0, payment_intent: null };
    expect(mapped('checkout.session.completed', free).events[0]?.detail).toMatchObject({ order: { id: 'cs_1' } });
    expect(mapped('checkout.session.completed', { ...session, mode: 'setup' }).ignored).toBe('nothing-bought');
  });

  it('that names nobody, or no total, is ignored with the field that is missing', () => {
    const nobody = { ...session, customer: null, customer_details: { email: null, phone: null } };
    expect(mapped('checkout.session.completed', nobody)).toMatchObject({
      ignored: 'nobody-named',
      missing: [{ path: 'data.object.customer_details' }],
    });
    expect(mapped('checkout.session.completed', { ...session, amount_total: null })).toMatchObject({
      ignored: 'no-total',
      missing: [{ path: 'data.object.amount_total' }],
    });
  });

  it('says no consent where none was given', () => {
    for (const consent of [null, { promotions: null }, { promotions: 'opt_out' }])
      expect(
        mapped('checkout.session.completed', { ...session, consent }).events[0]?.detail.customer,
      ).not.toHaveProperty('consent');
  });
});

describe('a session of Stripe that ran out', () => {
  const url = 'https://buy.stripe.com/r/live_1';
  const expired = { ...session, payment_intent: null, after_expiration: { recovery: { enabled: true, url } } };

  it('is a checkout to come back to, by the recovery link, for a customer who agreed in it', () => {
    const { events } = mapped(
      'checkout.session.expired',
      { ...expired, client_reference_id: 'cart-1' },
      {
        reference: 'cart',
      },
    );
    expect(events).toMatchObject([
      {
        type: 'checkout.started',
        detail: {
          id: 'stripe-session-cs_1-expired',
          customer: { email: 'customer@mail.example.com', consent: { email: { granted: true, at: occurredAt } } },
          checkout: { id: 'cs_1', url, total: { amount: '4950', currency: 'JPY' } },
          cart: { id: 'cart-1' },
        },
      },
    ]);
    expect(events.flatMap(problemsOf)).toEqual([]);
  });

  it('is ignored without agreement, and without a link', () => {
    for (const consent of [null, { promotions: null }, { promotions: 'opt_out' }])
      expect(mapped('checkout.session.expired', { ...expired, consent }).ignored).toBe('no-opt-in');
    for (const after_expiration of [null, { recovery: null }, { recovery: { url: null } }])
      expect(mapped('checkout.session.expired', { ...expired, after_expiration }).ignored).toBe('no-recovery-link');
  });
});

describe('a refund of Stripe', () => {
  const refund = {
    id: 're_1',
    amount: 1000,
    currency: 'usd',
    status: 'succeeded',
    payment_intent: 'pi_1',
    charge: 'ch_1',
  };
  const charge = { id: 'ch_1', amount_refunded: 1000, currency: 'usd', payment_intent: 'pi_1' };

  it('tells each of its states once, with its own amount', () => {
    const states = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'].map((status) => {
      const { events } = mapped('refund.updated', { ...refund, status });
      expect(events.flatMap(problemsOf)).toEqual([]);
      return events.map(({ detail }) => [detail.id, 'refund' in detail && detail.refund]);
    });
    const total = { amount: '10.00', currency: 'USD' };
    expect(states.flat()).toEqual([
      ['stripe-refund-re_1-open', { id: 're_1', status: 'open', total }],
      ['stripe-refund-re_1-open', { id: 're_1', status: 'open', total }],
      ['stripe-refund-re_1-completed', { id: 're_1', status: 'completed', total }],
      ['stripe-refund-re_1-declined', { id: 're_1', status: 'declined', total }],
      ['stripe-refund-re_1-declined', { id: 're_1', status: 'declined', total }],
    ]);
  });

  it('is told by refunds or by charges, never by both', () => {
    const byCharges = { refunds: 'charge' };
    expect(types(mapped('refund.created', refund))).toEqual(['order.refunded']);
    expect(mapped('charge.refunded', charge).ignored).toBe('told-by-refunds');
    expect(types(mapped('charge.refunded', charge, byCharges))).toEqual(['order.refunded']);
    for (const topic of ['refund.created', 'refund.updated', 'refund.failed'])
      expect(mapped(topic, refund, byCharges).ignored).toBe('told-by-charges');
  });

  it('is, by charges, what the sum has grown by since it was told', async () => {
    const shop = new ConnectedShop(new Date(receivedAt).toISOString());
    shop.config = { refunds: 'charge' };
    const deliver = (type: string, object: object, seconds: number) =>
      shop.map({
        connector: 'stripe',
        way: 'http',
        headers: {},
        body: eventOf(type, object, { created: created - 30 + seconds }),
        receivedAt,
      });
    await deliver('checkout.session.completed', session, 0);
    await deliver('charge.refunded', charge, 10);
    await deliver('charge.refunded', charge, 10);
    await deliver('charge.refunded', { ...charge, amount_refunded: 2500 }, 20);
    await deliver('charge.refunded', charge, 10);
    const refunds = shop.bus.filter(({ type }) => type === 'order.refunded').map(({ detail }) => detail);
    expect(refunds).toMatchObject([
      { id: 'stripe-charge-ch_1-refunded-1000', refund: { total: { amount: '10.00', currency: 'USD' } } },
      { id: 'stripe-charge-ch_1-refunded-2500', refund: { total: { amount: '15.00', currency: 'USD' } } },
    ]);
    expect(refunds.map(({ customer }) => customer)).toEqual([{ id: 'cus_1' }, { id: 'cus_1' }]);
    expect(shop.counted('IgnoredDelivery')).toEqual(['stripe unchanged', 'stripe overtaken']);
  });

  it('of a payment that is not named, or in a state that is not known, is ignored', () => {
    expect(mapped('refund.created', { ...refund, payment_intent: null }).ignored).toBe('no-payment');
    expect(mapped('refund.created', { ...refund, status: null }).ignored).toBe('no-status');
    expect(mapped('charge.refunded', { ...charge, payment_intent: null }, { refunds: 'charge' }).ignored).toBe(
      'no-payment',
    );
  });
});

describe('a customer of Stripe', () => {
  const record = {
    id: 'cus_1',
    email: 'customer@mail.example.com',
    phone: null,
    name: '見本 花子',
    preferred_locales: ['ja', 'en'],
    address: { country: 'JP' },
  };

  it('is known by Stripe’s id, and by none where the shop has its own', () => {
    const { events } = mapped('customer.created', record, { timeZone: 'Asia/Tokyo' });
    const known = { email: record.email, name: record.name, locale: 'ja', country: 'JP' };
    expect(events).toEqual([
      {
        type: 'customer.created',
        detail: {
          id: 'stripe-customer-cus_1-created',
          occurredAt,
          customer: { id: 'cus_1', verified: [], ...known, timeZone: 'Asia/Tokyo' },
        },
      },
    ]);
    expect(events.flatMap(problemsOf)).toEqual([]);
    const own = { reference: 'customer' };
    expect(mapped('customer.created', record, own).events[0]?.detail.customer).toEqual(known);
    expect(mapped('customer.created', { id: 'cus_1' }, own).ignored).toBe('nobody-named');
  });

  it('changes as often as Stripe says so, also twice in a second', () => {
    const idOf = (id: string) => mapped('customer.updated', record, {}, undefined, { id }).events[0]?.detail.id;
    expect([idOf('evt_7'), idOf('evt_8'), idOf('evt_7')]).toEqual([
      'stripe-customer-cus_1-evt_7',
      'stripe-customer-cus_1-evt_8',
      'stripe-customer-cus_1-evt_7',
    ]);
    expect(mapped('customer.deleted', record)).toMatchObject({ events: [] });
  });
});

describe('an event of Stripe', () => {
  it('of the test mode is a test', () => {
    const { events } = mapped('checkout.session.completed', session, {}, undefined, { livemode: false });
    expect(events[0]?.detail.test).toBe(true);
    expect(mapped('checkout.session.completed', session).events[0]?.detail).not.toHaveProperty('test');
  });

  it('in the thin form is ignored with what to change, under either spelling of its type', () => {
    const thin = { id: 'evt_1', object: 'v2.core.event', created: occurredAt, related_object: { id: 'cs_1' } };
    for (const type of ['checkout.session.completed', 'v1.checkout.session.completed'])
      for (const data of [{}, { data: null }, { data: { changes: {} } }]) {
        const part = partOf({ ...thin, type, ...data });
        expect(stripe.topics).toHaveProperty([part.topic]);
        expect(stripe.map(part, {}, undefined)).toMatchObject({
          ignored: 'thin-event',
          missing: [{ path: 'data.object', problem: expect.stringContaining('Snapshot') }],
        });
      }
  });

  it('of a time that no clock shows is refused by field', () => {
    for (const impossible of [-1, 1e300, null])
      expect(() => mapped('customer.created', { id: 'cus_1' }, {}, undefined, { created: impossible })).toThrow(
        /^stripe event does not fit its contract: created /,
      );
  });

  it('about a thing without an id, such as the balance, is an unknown topic and no error', async () => {
    const shop = new ConnectedShop(new Date(receivedAt).toISOString());
    const body = eventOf('balance.available', { object: 'balance', available: [] });
    await shop.map({ connector: 'stripe', way: 'http', headers: {}, body, receivedAt });
    expect(shop.counted('IgnoredDelivery')).toEqual(['stripe unknown-topic']);
  });

  it('comes by the route with its signature, and once although it comes twice', async () => {
    const shop = new ConnectedShop(new Date(receivedAt).toISOString());
    const bytes = bytesOf(exampleEvent);
    const time = Math.floor(shop.now / 1000);
    const v1 = createHmac('sha256', shop.secrets[0] ?? '')
      .update(`${time}.`)
      .update(bytes)
      .digest('hex');
    for (const _ of [1, 2])
      expect((await shop.receive('/in/stripe', { 'stripe-signature': `t=${time},v1=${v1}` }, bytes)).status).toBe(200);
    await shop.drain();
    expect(new Set(shop.bus.map(({ detail }) => detail.id))).toEqual(new Set(['stripe-order-pi_1-placed']));
    expect(shop.queue).toEqual([]);
  });
});

const folder = new URL('../../../shared/payloads/stripe/', import.meta.url);

/** The event of each recorded object: they are bare. */
const topicOfObject: Readonly<Record<string, string>> = {
  'checkout.session': 'checkout.session.completed',
  charge: 'charge.refunded',
  coupon: 'coupon.created',
  customer: 'customer.created',
  payment_intent: 'payment_intent.payment_failed',
  promotion_code: 'promotion_code.created',
  refund: 'refund.created',
};

describe.skipIf(!existsSync(folder))('recorded payloads of Stripe (skipped without ../shared)', () => {
  it('become the events that they tell of', () => {
    const files = existsSync(folder) ? readdirSync(folder).sort() : [];
    const results = files.map((file) => {
      const read = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
      const body = read.source === undefined || read.object ? read : stripe.partnerBus?.open(read).body;
      const topic = topicOfObject[body.object];
      const part = partOf(topic === undefined ? body : eventOf(topic, body));
      if (!Object.hasOwn(stripe.topics, part.topic)) return [file, `unknown topic ${part.topic}`];
      const { events, ignored } = stripe.map(part, {}, undefined);
      return [file, ignored ?? events.map((event) => `${event.type} ${problemsOf(event)}`.trim()).join(', ')];
    });
    expect(Object.fromEntries(results)).toMatchInlineSnapshot(`
      {
        "composed-eventbridge-checkout-session-completed.json": "no-total",
        "eventbridge-customer-created.json": "customer.created",
        "fixture-charge.json": "told-by-refunds",
        "fixture-checkout-session.json": "no-total",
        "fixture-coupon.json": "unknown topic coupon.created",
        "fixture-customer.json": "customer.created",
        "fixture-event.json": "unknown topic plan.created",
        "fixture-payment-intent.json": "not-ours",
        "fixture-promotion-code.json": "unknown topic promotion_code.created",
        "fixture-refund.json": "no-payment",
      }
    `);
  });
});
