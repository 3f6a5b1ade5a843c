import { describe, expect, it } from 'vitest';
import { AftercartClient, PostError, type PostedEvent } from '../../src/client/client.ts';
import { eventsExample as example } from '../../src/connectors/events/example.ts';
import { ConnectedShop } from './connected-shop.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const [placed] = example.events;
/** As a backend writes them. */
const posted: readonly PostedEvent[] = JSON.parse(JSON.stringify(example.events));
const first = posted.slice(0, 1);

/** A client whose requests go to the shop's route; `ending` says how the first ones end instead. */
function connected(ending: readonly (number | 'down')[] = [], by = secret) {
  const shop = new ConnectedShop();
  shop.secrets = [secret];
  const pauses: number[] = [];
  const ends = [...ending];
  const client = new AftercartClient({
    url: 'https://links.example/in/events',
    secret: by,
    now: () => shop.now,
    pause: async (milliseconds) => void pauses.push(milliseconds),
    fetch: async (url, { headers, body }) => {
      const end = ends.shift();
      if (end === 'down') throw new TypeError('fetch failed');
      if (end !== undefined) return new Response('busy', { status: end, headers: { 'retry-after': '2' } });
      const all = Object.fromEntries(new Headers(headers));
      const answer = await shop.receive(new URL(url).pathname, all, Buffer.from(String(body)));
      return Response.json(answer.body, { status: answer.status });
    },
  });
  return { client, shop, pauses };
}

describe('the client', () => {
  it('posts events that are accepted with its signature, and reach the bus', async () => {
    const { client, shop } = connected();
    const results = await client.post(posted);
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    await shop.drain();
    expect(shop.bus.map(({ type }) => type)).toEqual(['order.placed', 'shipment.dispatched']);
  });

  it('makes as many requests as the events need, and keeps their order', async () => {
    const { client, shop } = connected();
    const many = Array.from({ length: 1100 }, (_, index): PostedEvent => {
      const customer = { id: `c-${index}` };
      return { type: 'customer.updated', detail: { id: `u-${index}`, occurredAt: '2026-11-11T00:00:00Z', customer } };
    });
    const results = await client.post(many);
    expect(results.map(({ id }) => id)).toEqual(many.map(({ detail }) => detail.id));
    expect(shop.queue).toHaveLength(3);
  });

  it('says which event is refused, and by which field; a type alone refuses what no contract knows', async () => {
    const { client } = connected();
    // @ts-expect-error: an order has a total
    const bad: PostedEvent = { type: 'order.placed', detail: { ...placed.detail, order: { id: '1', lines: [] } } };
    const results = await client.post([...first, bad]);
    expect(results).toMatchObject([
      { status: 'accepted' },
      { status: 'refused', problems: [{ path: 'detail.order.total' }] },
    ]);
  });

  it('tries again after 429, 5xx and no answer, as long as it is asked to wait', async () => {
    const { client, shop, pauses } = connected([429, 'down', 503]);
    await client.post(first);
    expect([pauses, shop.queue.length]).toEqual([[2000, 500, 2000], 1]);
  });

  it('gives up after five requests, and at once when the signature is wrong', async () => {
    const down = connected(['down', 'down', 'down', 'down', 'down', 'down']);
    await expect(down.client.post(first)).rejects.toThrow('nothing answered');
    expect(down.pauses).toHaveLength(4);
    const wrong = connected([], 'another secret');
    const failure = await wrong.client.post(first).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PostError);
    expect(failure).toMatchObject({ status: 401, message: expect.stringContaining('The signature is wrong') });
    expect(wrong.pauses).toEqual([]);
  });
});
