import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import type { MappedEvent, Mapping } from '../../src/connectors/contract/mapping.ts';
import { stripe } from '../../src/connectors/stripe/connector.ts';
import { exampleEvent } from '../../src/connectors/stripe/example.ts';
import { RetryableError } from '../../src/model/errors.ts';

const receivedAt = exampleEvent.created * 1000 + 60_000;

function partOf(body: unknown) {
  const [part] = stripe.parts({ headers: {}, body, receivedAt }, {});
  if (part === undefined) throw new Error('An event of Stripe has one part.');
  return part;
}

/** The fields that the contract of an event drops from a mapped one. @throws ContractError when it refuses it */
function problemsOf({ type, detail }: MappedEvent): readonly string[] {
  const whole = { shop: 'shop', ...detail };
  return readStoreEvent({ 'detail-type': type, detail: whole }, { now: receivedAt, shop: 'shop' }).dropped;
}

describe('the lines of a session of Stripe', () => {
  const product = {
    id: 'prod_1',
    name: '陶器ドリッパー 01',
    url: 'https://shop.example/p/1',
    images: ['https://shop.example/1.jpg'],
  };
  const lines = {
    object: 'list',
    data: [
      {
        description: 'Dripper',
        quantity: 2,
        amount_subtotal: 3850,
        price: { id: 'price_1', currency: 'jpy', unit_amount: 1925, product },
      },
      {
        description: 'Beans',
        quantity: 2,
        amount_subtotal: 1101,
        price: { id: 'price_2', currency: 'usd', unit_amount: 400, product: 'prod_2' },
      },
      {
        description: 'Nothing',
        quantity: 0,
        amount_subtotal: 0,
        price: { id: 'price_3', unit_amount: 0, product: 'prod_3' },
      },
    ],
  };

  /** Runs against a server that answers as Stripe’s API does. */
  async function withApi(
    status: number,
    use: (
      complete: (body: unknown, credentials?: Record<string, string>) => Promise<Mapping>,
      asked: string[],
    ) => Promise<void>,
  ) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(decodeURIComponent(request.url ?? ''));
      const allowed = request.headers.authorization === 'Bearer rk_1';
      response.writeHead(allowed ? status : 401).end(JSON.stringify(allowed && status === 200 ? lines : { error: {} }));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo; // it listens on a port
    const complete = async (body: unknown, credentials: Record<string, string> = { secretKey: 'rk_1' }) => {
      const reach = {
        fetch: (url: string, init?: RequestInit) =>
          fetch(url.replace('https://api.stripe.com', `http://127.0.0.1:${port}`), init),
        now: receivedAt,
        credentials,
        token: async () => '',
        forgetToken: async () => {},
      };
      const part = await stripe.complete?.(partOf(body), reach, {});
      if (part === undefined) throw new Error('The session is still there.');
      return stripe.map(part, {}, undefined);
    };
    try {
      await use(complete, asked);
    } finally {
      server.close();
    }
  }

  it('are fetched with the key, and show product, price and picture', () =>
    withApi(200, async (complete, asked) => {
      const { events, missing } = await complete(exampleEvent);
      expect(asked).toEqual(['/v1/checkout/sessions/cs_1/line_items?limit=100&expand[]=data.price.product']);
      expect(missing).toBeUndefined();
      expect(events[0]?.detail).toMatchObject({
        order: {
          lines: [
            {
              productId: 'prod_1',
              title: '陶器ドリッパー 01',
              quantity: 2,
              price: { amount: '1925', currency: 'JPY' },
              url: 'https://shop.example/p/1',
              imageUrl: 'https://shop.example/1.jpg',
            },
            { productId: 'prod_2', title: 'Beans', quantity: 2, price: { amount: '551', currency: 'JPY' } },
          ],
        },
      });
      expect(events.flatMap(problemsOf)).toEqual([]);
    }));

  it('are asked for neither without a key, nor for what has none, nor when they are there', () =>
    withApi(200, async (complete, asked) => {
      expect((await complete(exampleEvent, {})).missing).toMatchObject([{ path: 'line_items' }]);
      await complete({ ...exampleEvent, type: 'customer.created' });
      const whole = await complete({
        ...exampleEvent,
        data: { object: { ...exampleEvent.data.object, line_items: lines } },
      });
      expect(whole.events[0]?.detail).toMatchObject({ order: { lines: [{ productId: 'prod_1' }, {}] } });
      expect(asked).toEqual([]);
    }));

  it('are tried again later when Stripe is busy, down, or refuses the key', async () => {
    for (const status of [429, 500, 403])
      await withApi(status, async (complete) => {
        await expect(complete(exampleEvent)).rejects.toThrow(RetryableError);
      });
    await withApi(200, async (complete) => {
      const refusal = complete(exampleEvent, { secretKey: 'rk_other' });
      await expect(refusal).rejects.toThrow('api.stripe.com refuses the credentials: 401.');
    });
  });

  it('are missing from the order when Stripe does not know the session, as with a key of the other mode', () =>
    withApi(404, async (complete) => {
      const { events, missing } = await complete(exampleEvent);
      expect(events[0]?.detail).toMatchObject({ order: { id: 'pi_1', lines: [] } });
      expect(missing).toMatchObject([{ path: 'line_items', problem: expect.stringContaining('same mode') }]);
    }));
});
