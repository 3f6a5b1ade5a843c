import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import type { MappedEvent, Mapping, Remembered } from '../../src/connectors/contract/mapping.ts';
import { woocommerce } from '../../src/connectors/woocommerce/connector.ts';
import { exampleOrder } from '../../src/connectors/woocommerce/example.ts';
import { RetryableError } from '../../src/model/errors.ts';

const receivedAt = Date.parse('2026-11-20T15:01:00+09:00');

function mapped(topic: string, body: unknown, config: unknown = {}, last?: Remembered): Mapping {
  const headers = { 'x-wc-webhook-topic': topic, 'x-wc-webhook-source': 'https://shop.example/' };
  const [part] = woocommerce.parts({ headers, body, receivedAt }, config);
  if (part === undefined) throw new Error('A delivery of WooCommerce has one part.');
  return woocommerce.map(part, config, last);
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

describe('a signature of WooCommerce', () => {
  const verdict = (body: string, signature?: string, secret = 's') =>
    woocommerce.verify?.(
      {
        path: '/in/woocommerce',
        headers: signature === undefined ? {} : { 'x-wc-webhook-signature': signature },
        bytes: Buffer.from(body),
      },
      { secrets: [secret], now: receivedAt, fetch },
    );
  const signed = (body: string, secret: string) => createHmac('sha256', secret).update(body).digest('base64');

  it('is made with the secret as a text, although WordPress keeps it escaped', () => {
    expect(verdict('{}', signed('{}', 's'))).toEqual({ verdict: 'accepted' });
    expect(verdict('{}', signed('{}', `a&b"c'`), 'a&amp;b&quot;c&#039;')).toEqual({ verdict: 'accepted' });
    expect(verdict('{}', signed('{ }', 's'))).toEqual({ verdict: 'refused', reason: 'wrong-signature' });
  });

  it('is absent from the trial of a new webhook alone', () => {
    expect(verdict('webhook_id=7')).toEqual({ verdict: 'ping' });
    for (const body of ['webhook_id=7&x=1', '{"webhook_id":7}', 'webhook_id=x'])
      expect(verdict(body)).toEqual({ verdict: 'refused', reason: 'no-signature' });
  });
});

describe('an order of WooCommerce', () => {
  const first = mapped('order.created', exampleOrder);
  const changed = { ...exampleOrder, date_modified_gmt: '2026-11-21T06:00:00' };

  it('is placed with the price that the customer saw, in the customer’s order of names', () => {
    expect(first.events).toMatchObject([
      {
        type: 'order.placed',
        detail: {
          id: 'woocommerce-order-727-placed',
          occurredAt: '2026-11-20T06:00:00Z',
          customer: { id: '25', name: '見本 花子', country: 'JP' },
          order: {
            lines: [
              {
                title: '陶器ドリッパー 01 – 白',
                price: { amount: 3850, currency: 'JPY' },
                url: 'https://shop.example/?post_type=product&p=93',
              },
            ],
          },
        },
      },
    ]);
    expect(first.events.flatMap(problemsOf)).toEqual([]);
  });

  it('is none before it is paid or promised to be', () => {
    for (const status of ['pending', 'checkout-draft', 'failed', 'cancelled'])
      expect(mapped('order.created', { ...exampleOrder, status }).ignored).toBe('not-paid-yet');
    expect(types(mapped('order.updated', { ...exampleOrder, status: 'on-hold' }))).toEqual(['order.placed']);
  });

  it('says each change once', () => {
    expect(mapped('order.updated', changed, {}, first.remember).ignored).toBe('unchanged');
    const refunded = { ...changed, refunds: [{ id: 3, total: '-1000' }] };
    const paid = mapped('order.updated', refunded, {}, first.remember);
    expect(paid.events[0]?.detail).toMatchObject({
      refund: { status: 'completed', total: { amount: 1000, currency: 'JPY' } },
    });
    expect(mapped('order.updated', refunded, {}, paid.remember).ignored).toBe('unchanged');
    const more = { ...refunded, refunds: [...refunded.refunds, { id: 4, total: '-500' }] };
    expect(mapped('order.updated', more, {}, paid.remember).events.map(({ detail }) => detail.id)).toEqual([
      'woocommerce-order-727-refund-4',
    ]);
    const cancelled = { ...changed, status: 'cancelled' };
    expect(types(mapped('order.updated', cancelled, {}, first.remember))).toEqual(['order.cancelled']);
  });

  it('is not over when a payment fails: it may be paid again', () => {
    const failed = mapped('order.updated', { ...changed, status: 'failed' }, {}, first.remember);
    expect(failed.ignored).toBe('unchanged');
    expect(mapped('order.updated', { ...changed, status: 'processing' }, {}, failed.remember).ignored).toBe(
      'unchanged',
    );
  });

  it('that is paid a week after it was made is live, and placed when it is paid, if it was heard of before', () => {
    const made = { ...exampleOrder, status: 'pending', date_created_gmt: '2026-11-10T06:00:00' };
    const { remember } = mapped('order.created', made);
    const paid = { ...made, status: 'processing', date_paid_gmt: '2026-11-20T05:59:00' };
    expect(mapped('order.updated', paid, {}, remember).events[0]?.detail).toMatchObject({
      occurredAt: '2026-11-20T05:59:00Z',
    });
    expect(mapped('order.updated', paid, {}, remember).events[0]?.detail.history).toBeUndefined();
    expect(mapped('order.updated', paid).events[0]?.detail).toMatchObject({
      occurredAt: '2026-11-10T06:00:00Z',
      history: true,
    });
  });

  it('of a member has an address that was typed, and no verified one', () => {
    const customerOf = (customer_id: number) =>
      mapped('order.created', { ...exampleOrder, customer_id }).events[0]?.detail.customer;
    expect(customerOf(5)).toMatchObject({ id: '5', verified: [] });
    expect(customerOf(0)).not.toHaveProperty('verified');
  });

  it('is sent when it is completed, unless the shop means something else by that', () => {
    const done = { ...changed, status: 'completed', date_completed_gmt: '2026-11-21T06:00:00' };
    const sent = mapped('order.updated', done, {}, first.remember);
    expect(types(sent)).toEqual(['shipment.dispatched']);
    expect(mapped('order.updated', done, {}, sent.remember).ignored).toBe('unchanged');
    expect(mapped('order.updated', done, { completed: 'nothing' }, first.remember).ignored).toBe('unchanged');
  });

  it('has the parcels that a plug-in lists, once each, and none more when it is completed', () => {
    const item = {
      tracking_id: 'a1',
      tracking_provider: 'Royal Mail',
      tracking_number: 'RM1',
      date_shipped: '1795240000',
    };
    const tracked = { ...changed, meta_data: [{ key: '_wc_shipment_tracking_items', value: [item] }] };
    const sent = mapped('order.updated', tracked, {}, first.remember);
    expect(sent.events[0]?.detail).toMatchObject({ shipment: { carrier: 'Royal Mail', trackingNumber: 'RM1' } });
    expect(mapped('order.updated', { ...tracked, status: 'completed' }, {}, sent.remember).ignored).toBe('unchanged');
    const own = { ...changed, meta_data: [{ key: '_track', value: '1234' }] };
    const config = { tracking: { number: '_track' } };
    expect(mapped('order.updated', own, config, first.remember).events[0]?.detail).toMatchObject({
      shipment: { trackingNumber: '1234' },
    });
  });

  it('agrees to advertising by the shop’s own key, and never opts out', () => {
    const config = { consent: { email: '_newsletter' } };
    const consentOf = (value: unknown) =>
      mapped('order.created', { ...exampleOrder, meta_data: [{ key: '_newsletter', value }] }, config).events[0]?.detail
        .customer?.consent;
    expect(consentOf('Yes')).toEqual({
      email: { granted: true, at: '2026-11-20T06:00:00Z', source: 'woocommerce checkout', from: 'checkout' },
    });
    for (const value of ['no', '0', '', false, null, ['yes']]) expect(consentOf(value)).toBeUndefined();
  });

  it('that names nobody is ignored with the field that is missing; a guest’s has an address', () => {
    expect(mapped('order.created', { ...exampleOrder, customer_id: 0, billing: {} })).toMatchObject({
      ignored: 'nobody-named',
      missing: [{ path: 'billing' }],
    });
    expect(mapped('order.created', { ...exampleOrder, customer_id: 0 }).events[0]?.detail.customer?.id).toBeUndefined();
  });

  it('of long ago, heard of by a change, is history', () => {
    const old = { ...exampleOrder, date_created_gmt: '2025-01-01T00:00:00' };
    expect(mapped('order.updated', old).events[0]?.detail.history).toBe(true);
    expect(mapped('order.created', old).events[0]?.detail.history).toBeUndefined();
  });
});

describe('a customer of WooCommerce', () => {
  const account = {
    id: 25,
    email: 'customer@mail.example.com',
    date_created_gmt: '2026-11-20T06:00:00',
    date_modified_gmt: '2026-11-20T06:00:00',
    meta_data: [{ key: 'news', value: 'no' }],
  };

  it('signs up once; a box that was ticked and is not any more opts out', () => {
    const config = { consent: { email: 'news' } };
    const granted = ({ events }: Mapping) => events[0]?.detail.customer?.consent?.email?.granted;
    const created = mapped('customer.created', account, config);
    expect([types(created), granted(created)]).toEqual([['customer.created'], undefined]);
    const later = (value: string) => ({
      ...account,
      date_modified_gmt: '2026-11-20T07:00:00',
      meta_data: [{ key: 'news', value }],
    });
    const ticked = mapped('customer.updated', later('yes'), config, created.remember);
    expect([types(ticked), granted(ticked)]).toEqual([['customer.updated'], true]);
    expect(granted(mapped('customer.updated', later('no'), config, ticked.remember))).toBe(false);
    expect(granted(mapped('customer.updated', later('yes'), config, ticked.remember))).toBeUndefined();
  });
});

describe('the orders of WooCommerce that changed', () => {
  it('are read page by page with the key, oldest first; a busy site is tried again later', async () => {
    const asked: string[] = [];
    let busy = false;
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://site');
      asked.push(url.searchParams.get('page') ?? '');
      if (request.headers.authorization !== `Basic ${btoa('ck:cs')}`) return response.writeHead(401).end('{}');
      if (busy) return response.writeHead(429).end('{}');
      const page = Number(url.searchParams.get('page'));
      const size = page === 1 ? 100 : 2;
      const orders = Array.from({ length: size }, (_, nth) => ({
        ...exampleOrder,
        id: page * 1000 + nth,
        date_modified_gmt: new Date(receivedAt - (page * 1000 + nth) * 1000).toISOString().slice(0, 19),
      }));
      response.end(JSON.stringify(orders));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo; // it listens on a port
    const reach = {
      fetch: (url: string, init?: RequestInit) =>
        fetch(url.replace('https://shop.example', `http://127.0.0.1:${port}`), init),
      now: receivedAt,
      credentials: { consumerKey: 'ck', consumerSecret: 'cs' },
      token: async () => '',
      forgetToken: async () => {},
    };
    const read = async () => {
      const found: Mapping[] = [];
      const changes = woocommerce.changedSince?.(receivedAt, reach, { url: 'https://shop.example' });
      for await (const { headers, body } of changes ?? [])
        found.push(mapped(headers['x-wc-webhook-topic'] ?? '', body));
      return found.flatMap(({ events }) => events.map(({ detail }) => detail.id));
    };
    const ids = await read();
    expect([ids.length, ids[0], asked]).toEqual([102, 'woocommerce-order-2001-placed', ['1', '2']]);
    busy = true;
    await expect(read()).rejects.toThrow(RetryableError);
    server.close();
  });
});

const folder = new URL('../../../shared/payloads/woocommerce/', import.meta.url);

describe.skipIf(!existsSync(folder))('recorded payloads of WooCommerce (skipped without ../shared)', () => {
  it('become the events that they tell of', () => {
    const files = existsSync(folder) ? readdirSync(folder).sort() : [];
    const results = files.map((file) => {
      const body: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
      const { events, ignored } = mapped(`${file.split('-')[0]}.created`, body, { timeZone: 'America/Los_Angeles' });
      return [file, ignored ?? events.map((event) => `${event.type} ${problemsOf(event)}`.trim()).join(', ')];
    });
    expect(Object.fromEntries(results)).toMatchInlineSnapshot(`
      {
        "coupon-1.json": "not-ours",
        "coupon-2.json": "not-ours",
        "customer-1.json": "customer.created",
        "customer-2.json": "customer.created",
        "order-1.json": "order.placed",
        "order-2.json": "order.placed",
        "product-1.json": "not-ours",
        "product-2.json": "not-ours",
      }
    `);
  });
});
