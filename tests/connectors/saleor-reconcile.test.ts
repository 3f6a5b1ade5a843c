import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saleor } from '../../src/connectors/saleor/connector.ts';
import { exampleDelivery } from '../../src/connectors/saleor/example.ts';
import { RetryableError } from '../../src/model/errors.ts';
import { ConnectedShop } from './connected-shop.ts';

const url = 'https://shop.saleor.example';
const since = Date.parse('2026-11-20T05:25:00Z');

interface Question {
  readonly query: string;
  readonly variables: { readonly since: string; readonly after?: string };
}

const refusal = (code: string) => ({
  data: { orders: null },
  errors: [{ message: 'x', extensions: { exception: { code } } }],
});

/** An instance of Saleor with so many orders, which answers in pages of a hundred. */
class Instance {
  readonly asked: (Question['variables'] & { readonly path: string | undefined })[] = [];
  orders = 230;
  status = 200;
  token = 'right';
  /** An answer instead of the orders. */
  answer: unknown;
  server: Server = createServer();

  async open(): Promise<void> {
    this.server = createServer(async (request, response) => {
      const { variables } = JSON.parse(await text(request)) as Question;
      this.asked.push({ path: request.url, ...variables });
      const isKnown = request.headers.authorization === 'Bearer right';
      const answer = isKnown ? (this.answer ?? this.page(variables.after)) : refusal('PermissionDenied');
      response.writeHead(this.status).end(JSON.stringify(answer));
    });
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
  }

  page(after = '0'): unknown {
    const from = Number(after);
    const nodes = Array.from({ length: Math.min(100, this.orders - from) }, (_, nth) => ({
      ...exampleDelivery.order,
      id: `order-${from + nth}`,
    }));
    const pageInfo = { hasNextPage: from + 100 < this.orders, endCursor: String(from + nodes.length) };
    return { data: { orders: { pageInfo, edges: nodes.map((node) => ({ node })) } } };
  }

  async changes(): Promise<{ readonly headers: Readonly<Record<string, string>>; readonly body: unknown }[]> {
    const { port } = this.server.address() as AddressInfo; // it listens on a port
    const reach = {
      fetch: (to: string, init?: RequestInit) => fetch(to.replace(url, `http://127.0.0.1:${port}`), init),
      now: since,
      credentials: { appToken: this.token },
      token: async () => '',
      forgetToken: async () => {},
    };
    const found: { headers: Readonly<Record<string, string>>; body: unknown }[] = [];
    for await (const one of saleor.changedSince?.(since, reach, { url }) ?? []) found.push(one);
    return found;
  }
}

describe('the orders of Saleor that changed', () => {
  let instance: Instance;
  beforeEach(async () => {
    instance = new Instance();
    await instance.open();
  });
  afterEach(() => instance.server.close());

  it('are read page by page, and become the events that a webhook would have brought', async () => {
    const found = await instance.changes();
    expect(found).toHaveLength(230);
    expect(instance.asked).toEqual([
      { path: '/graphql/', since: '2026-11-20T05:25:00.000Z' },
      { path: '/graphql/', since: '2026-11-20T05:25:00.000Z', after: '100' },
      { path: '/graphql/', since: '2026-11-20T05:25:00.000Z', after: '200' },
    ]);
    const shop = new ConnectedShop('2026-11-20T06:30:00Z');
    const [, , one] = found;
    const webhook = { headers: { 'saleor-event': 'order_created' }, body: one?.body };
    await shop.map({ connector: 'saleor', way: 'http', ...webhook, receivedAt: shop.now });
    await shop.map({ connector: 'saleor', way: 'poll', ...one, receivedAt: shop.now });
    expect(shop.bus.map(({ detail }) => detail.id)).toEqual(['saleor-order-order-2-placed']);
  });

  it('are asked for again later when the instance is busy, down, or says nothing that can be read', async () => {
    for (const [status, says] of [
      [429, 'is busy: 429'],
      [502, 'failed: 502'],
      [401, 'refuses the credentials: 401'],
    ] as const) {
      instance.status = status;
      const failure = await instance.changes().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(RetryableError);
      expect(String(failure)).toContain(says);
    }
  });

  it.each([
    ['a token that is not known', 'wrong', undefined, 'refuses the app token: 200 PermissionDenied'],
    ['a token that is over', 'right', refusal('ExpiredSignatureError'), 'refuses the app token: 200 Expired'],
    ['a fault of its own', 'right', refusal('OperationalError'), 'did not list the orders: 200 OperationalError'],
  ])('are not taken for none when Saleor answers 200 to %s', async (_, token, answer, says) => {
    instance.token = token;
    instance.answer = answer;
    const failure = await instance.changes().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RetryableError);
    expect(String(failure)).toContain(says);
  });

  it('end the round when the instance says that there is more, and not where', async () => {
    instance.answer = { data: { orders: { pageInfo: { hasNextPage: true, endCursor: null }, edges: [] } } };
    await expect(instance.changes()).rejects.toThrow('says that there is more, and not where');
    expect(instance.asked).toHaveLength(1);
  });
});
