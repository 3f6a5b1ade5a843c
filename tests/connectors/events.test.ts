import { describe, expect, it } from 'vitest';
import { standardSignature } from '../../src/connectors/contract/standard-webhooks.ts';
import { eventsExample as example } from '../../src/connectors/events/example.ts';
import { bytesOf, ConnectedShop } from './connected-shop.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const [placed, dispatched] = example.events;

function shop(): ConnectedShop {
  const connected = new ConnectedShop();
  connected.secrets = [secret];
  return connected;
}

function signed(of: ConnectedShop, body: Uint8Array, by = secret, seconds = of.now / 1000) {
  const id = 'msg_1';
  const timestamp = String(Math.floor(seconds));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': standardSignature(by, id, timestamp, body),
  };
}

async function post(of: ConnectedShop, body: unknown) {
  const bytes = bytesOf(body);
  return of.receive('/in/events', signed(of, bytes), bytes);
}

describe('the signature of Standard Webhooks', () => {
  it('is the one of the specification’s own example', () => {
    const bytes = Buffer.from('{"test": 2432232314}');
    const of = standardSignature(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', bytes);
    expect(of).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it.each([
    ['another secret', (of: ConnectedShop, body: Uint8Array) => signed(of, body, 'another'), 'wrong-signature'],
    [
      'six minutes ago',
      (of: ConnectedShop, body: Uint8Array) => signed(of, body, secret, of.now / 1000 - 360),
      'stale-timestamp',
    ],
    [
      'six minutes ahead',
      (of: ConnectedShop, body: Uint8Array) => signed(of, body, secret, of.now / 1000 + 360),
      'stale-timestamp',
    ],
    ['no header', () => ({}), 'no-signature'],
    [
      'no number as the time',
      (of: ConnectedShop, body: Uint8Array) => ({ ...signed(of, body), 'webhook-timestamp': 'now' }),
      'no-timestamp',
    ],
    [
      'another id',
      (of: ConnectedShop, body: Uint8Array) => ({ ...signed(of, body), 'webhook-id': 'msg_2' }),
      'wrong-signature',
    ],
  ] as const)('with %s is refused with 401, counted, and nothing is stored', async (_, headers, reason) => {
    const of = shop();
    const bytes = bytesOf(placed);
    const { status } = await of.receive('/in/events', headers(of, bytes), bytes);
    expect([status, of.counted('RefusedDelivery'), of.queue]).toEqual([401, [`events ${reason}`], []]);
  });

  it('of any of several secrets, among several signatures, is accepted', async () => {
    const of = shop();
    of.secrets = ['the newer one', secret];
    const bytes = bytesOf(placed);
    const headers = signed(of, bytes);
    const { status } = await of.receive(
      '/in/events',
      { ...headers, 'webhook-signature': `v1a,xyz v1,AAAA ${headers['webhook-signature']}` },
      bytes,
    );
    expect([status, of.queue.length]).toEqual([200, 1]);
  });
});

describe('a posted event', () => {
  it('reaches the bus as the shop’s, and its customer the profile', async () => {
    const of = shop();
    const { status, body } = await post(of, placed);
    expect([status, body]).toEqual([200, { results: [{ id: 'order-4001-placed', status: 'accepted' }] }]);
    await of.drain();
    expect(of.bus.map(({ type, detail }) => [type, detail.id])).toEqual([['order.placed', 'order-4001-placed']]);
    const customer = of.world.stores.identities.customerFor({ kind: 'id', value: 'c-1001' });
    expect((await of.world.stores.customers.load(customer))?.fact('order', '4001')).toBeDefined();
  });

  it('in a batch is accepted or refused by itself, with field and reason, and a dropped field is named', async () => {
    const of = shop();
    const bad = { type: 'order.placed', detail: { ...placed.detail, order: { id: 'x' } } };
    const mistyped = { type: 'order.place', detail: placed.detail };
    const dropping = { ...placed, detail: { ...placed.detail, customer: { id: 'c-2', email: 'no address' } } };
    const { status, body } = await post(of, { events: [placed, bad, mistyped, dropping] });
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { status: 'accepted' },
      { status: 'refused', problems: [{ path: 'detail.order.total' }, { path: 'detail.order.lines' }] },
      { status: 'refused', problems: [{ path: 'type' }] },
      { status: 'accepted', dropped: ['customer.email'] },
    ]);
    expect(of.queue).toMatchObject([{ connector: 'events', body: { events: [placed, dropping] } }]);
    expect(of.counted('RefusedEvent')).toHaveLength(2);
  });

  it('of which none is accepted answers 400, and nothing is queued', async () => {
    const of = shop();
    const { status } = await post(of, { type: 'order.placed', detail: {} });
    expect([status, of.queue]).toEqual([400, []]);
  });

  it.each([
    ['{"type": "order.placed",\n "detail": }', 400, 'line 2, column 12'],
    ['', 400, 'line 1, column 1'],
    ['{"events": []}', 400, 'must have an event'],
    ['[1]', 400, 'must be an event'],
    ['"x"', 400, ''],
    [`"${'x'.repeat(256 * 1024)}"`, 413, '262144 bytes'],
  ])('written as %.30s answers %i and says where', async (text, status, said) => {
    const of = shop();
    const answer = await post(of, text);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(said);
    expect(of.queue).toEqual([]);
  });

  it('as a form answers 415, and at another path 404', async () => {
    const of = shop();
    const bytes = bytesOf(placed);
    const form = { ...signed(of, bytes), 'content-type': 'application/x-www-form-urlencoded' };
    expect((await of.receive('/in/events', form, bytes)).status).toBe(415);
    expect((await of.receive('/in/nothing', signed(of, bytes), bytes)).status).toBe(404);
  });

  it('that cannot be verified, because the secrets cannot be read, answers 503', async () => {
    const of = shop();
    of.secretsFail = true;
    expect((await post(of, placed)).status).toBe(503);
  });

  it('that the queue does not take answers 503, so that the sender sends again', async () => {
    const of = shop();
    of.queueFails = true;
    expect((await post(of, placed)).status).toBe(503);
  });
});

describe('an event that names only its order', () => {
  it('is about the customer who placed the order', async () => {
    const of = shop();
    await post(of, placed);
    await post(of, dispatched);
    await of.drain();
    expect(of.bus.at(-1)).toMatchObject({ type: 'shipment.dispatched', detail: { customer: { id: 'c-1001' } } });
  });

  it('of a guest goes to the address that the order was placed under', async () => {
    const of = shop();
    await post(of, { ...placed, detail: { ...placed.detail, customer: { email: 'Guest@Example.com' } } });
    await post(of, dispatched);
    await of.drain();
    expect(of.bus.at(-1)?.detail.customer).toEqual({ email: 'Guest@example.com' });
  });

  it('waits in the queue until the order is known', async () => {
    const of = shop();
    await post(of, dispatched);
    const [waiting] = of.queue;
    await expect(of.drain()).rejects.toThrow('order.id is of no order that came through a connector');
    expect(of.bus).toEqual([]);
    await post(of, placed);
    await of.drain();
    await of.map(waiting);
    expect(of.bus.map(({ type }) => type)).toEqual(['order.placed', 'shipment.dispatched']);
  });

  it('changes nothing when it is delivered twice', async () => {
    const of = shop();
    await post(of, { events: [placed, dispatched] });
    const [delivery] = of.queue;
    await of.drain();
    const before = await of.world.table.scan({ sk: '', prefixes: [''] });
    await of.map(delivery);
    expect(await of.world.table.scan({ sk: '', prefixes: [''] })).toEqual(before);
  });

  it('keeps no address in what connectors remember', async () => {
    const of = shop();
    await post(of, placed);
    await of.drain();
    const { items } = await of.world.table.scan({ sk: '', prefixes: ['6#'] });
    const kept = items.filter(({ pk }) => pk.startsWith('K#'));
    expect(kept).toHaveLength(3); // the order, when the connector delivered, and that it reports orders
    expect(JSON.stringify(kept)).not.toMatch(/hanako|c-1001|4001/);
  });
});
