import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../src/connectors/contract/mapping.ts';
import type { Token } from '../../src/connectors/contract/reach.ts';
import { shopify } from '../../src/connectors/shopify/connector.ts';
import { exampleOrder } from '../../src/connectors/shopify/example.ts';
import { RetryableError } from '../../src/model/errors.ts';

import { domain, mapped, problemsOf, receivedAt, types } from './shopify-deliveries.ts';

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
        email: 'customer@mail.example.com',
        anonymousId: 'shopify-cart-c1',
        country: 'JP',
        consent: { email: { granted: true, source: 'shopify single_opt_in' } },
      },
      order: {
        total: { amount: '3850', currency: 'JPY' },
        lines: [{ productId: '7', price: { amount: '3850', currency: 'JPY' } }],
        url: 'https://shop.example/orders/1042',
      },
      cart: { id: 'c1' },
    });
    expect(events[1]?.detail.customer).toMatchObject({ anonymousId: 'visitor-1' });
    expect(events.flatMap(problemsOf)).toEqual([]);
  });

  it('count although the query’s answer has errors beside the data', () => {
    expect(types(mapped('', { ...body, errors: [{ message: 'Access denied' }] }))).toEqual([
      'order.placed',
      'customer.updated',
    ]);
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
