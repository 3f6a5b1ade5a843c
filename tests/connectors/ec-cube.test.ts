import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import type { DeliveryPart } from '../../src/connectors/contract/delivery.ts';
import type { MappedEvent, Mapping, Remembered } from '../../src/connectors/contract/mapping.ts';
import type { Token } from '../../src/connectors/contract/reach.ts';
import { ecCube } from '../../src/connectors/ec-cube/connector.ts';
import { exampleNotices } from '../../src/connectors/ec-cube/example.ts';
import { RetryableError } from '../../src/model/errors.ts';
import { ConnectedShop } from './connected-shop.ts';

const receivedAt = Date.parse('2026-11-20T15:01:00+09:00');
const [{ data: order }] = exampleNotices;
const shop = 'https://shop.example';

const member = {
  id: '7',
  name01: '見本',
  name02: '花子',
  email: 'customer@mail.example.com',
  birth: '1990-04-30T00:00:00+09:00',
  create_date: '2026-11-20T14:00:00+09:00',
  update_date: '2026-11-20T14:00:00+09:00',
  Status: { id: '2' },
};

function partsOf(entity: string, data: unknown, action = 'updated'): readonly DeliveryPart[] {
  return ecCube.parts({ headers: {}, body: [{ entity, id: 1, action, data }], receivedAt }, {});
}

/** Stands for a keyed hash. */
const keyed = (value: string) => createHmac('sha256', 'a key of the shop').update(value).digest('base64url');

function mapped(entity: string, data: unknown, config: unknown = {}, last?: Remembered): Mapping {
  const [part] = partsOf(entity, data);
  if (part === undefined) throw new Error('One notice is one part.');
  return ecCube.map(part, config, last, keyed);
}

function types({ events }: Mapping): string[] {
  return events.map(({ type }) => type);
}

function problemsOf({ type, detail }: MappedEvent): readonly string[] {
  const whole = { shop: 'shop', customer: { id: '1' }, ...detail };
  const event = { 'detail-type': type, detail: whole, source: 'store.shop', time: new Date(receivedAt).toISOString() };
  return readStoreEvent(event, { now: Math.max(receivedAt, Date.parse(detail.occurredAt)), shop: 'shop' }).dropped;
}

describe('a signature of EC-CUBE', () => {
  const bytes = Buffer.from('[]');
  const verdict = (signature?: string, secrets = ['s']) =>
    ecCube.verify?.(
      { path: '/in/ec-cube', headers: signature === undefined ? {} : { 'x-eccube-signature': signature }, bytes },
      { secrets, now: receivedAt, fetch },
    );

  it('is in hexadecimal digits; without one, or with another’s, nothing is accepted', () => {
    const right = createHmac('sha256', 's').update(bytes).digest('hex');
    expect(verdict(right)).toEqual({ verdict: 'accepted' });
    expect(verdict(right, ['new', 's'])).toEqual({ verdict: 'accepted' });
    expect(verdict()).toEqual({ verdict: 'refused', reason: 'no-signature' });
    for (const wrong of ['', 'zz', right.slice(2), createHmac('sha256', 't').update(bytes).digest('hex')])
      expect(verdict(wrong)).toEqual({ verdict: 'refused', reason: 'wrong-signature' });
  });
});

describe('an order of EC-CUBE', () => {
  const first = mapped('order', order, { url: shop });

  it('is placed with the goods, the price that the customer paid, and its page', () => {
    expect(first.events[0]).toMatchObject({
      type: 'order.placed',
      detail: {
        id: 'ec-cube-order-1042-placed',
        customer: { id: '7', locale: 'ja', country: 'JP', timeZone: 'Asia/Tokyo' },
        order: {
          number: '1042',
          total: { amount: '4950', currency: 'JPY' },
          lines: [{ productId: '1', variant: '白', price: { amount: '3850' }, url: `${shop}/products/detail/1` }],
          url: `${shop}/mypage/history/1042`,
        },
      },
    });
    expect(first.events.flatMap(problemsOf)).toEqual([]);
  });

  it('is none while it is being paid or entered', () => {
    for (const id of ['7', '8'])
      expect(mapped('order', { ...order, OrderStatus: { id } }).ignored).toBe('not-ordered-yet');
  });

  it('that is paid a week after it was entered is live, and placed then, if it was heard of before', () => {
    const entered = { ...order, OrderStatus: { id: '7' }, order_date: '2026-11-01T15:00:00+09:00' };
    const { remember } = mapped('order', entered);
    const paid = { ...entered, OrderStatus: { id: '6' } };
    expect(mapped('order', paid).events[0]?.detail.history).toBe(true);
    const [placed] = mapped('order', paid, {}, remember).events;
    expect(placed?.detail.history).toBeUndefined();
    expect(placed?.detail.occurredAt).toBe(order.update_date);
    expect(placed?.detail.customer).toMatchObject({ id: '7', verified: [] });
  });

  it('says each change once, however often EC-CUBE says "updated"', () => {
    const [shipping] = order.Shippings;
    const sent = {
      ...order,
      OrderStatus: { id: '5' },
      Shippings: [{ ...shipping, tracking_number: '１２３４-5678-9012', shipping_date: '2026-11-21T00:00:00+09:00' }],
    };
    expect(mapped('order', order, {}, first.remember).ignored).toBe('unchanged');
    const left = mapped('order', sent, {}, first.remember);
    expect(left.events).toMatchObject([
      {
        type: 'shipment.dispatched',
        detail: {
          id: 'ec-cube-shipping-55-dispatched',
          shipment: {
            carrier: 'ヤマト運輸',
            trackingUrl: 'https://jizen.kuronekoyamato.co.jp/jizen/servlet/crjz.b.NQ0010?id=123456789012',
          },
        },
      },
    ]);
    expect(mapped('order', sent, {}, left.remember).ignored).toBe('unchanged');
    const returned = mapped('order', { ...sent, OrderStatus: { id: '9' } }, {}, left.remember);
    expect(types(returned)).toEqual(['order.refunded']);
    expect(types(mapped('order', { ...order, OrderStatus: { id: '3' } }, {}, first.remember))).toEqual([
      'order.cancelled',
    ]);
  });

  it('tells one parcel after the other', () => {
    const [shipping] = order.Shippings;
    const two = (dates: readonly (string | null)[]) => ({
      ...order,
      Shippings: dates.map((shipping_date, nth) => ({ ...shipping, id: `${nth}`, shipping_date })),
    });
    const one = mapped('order', two(['2026-11-21T00:00:00+09:00', null]), {}, first.remember);
    expect(one.events.map(({ detail }) => detail.id)).toEqual(['ec-cube-shipping-0-dispatched']);
    const both = mapped('order', two(['2026-11-21T00:00:00+09:00', '2026-11-22T00:00:00+09:00']), {}, one.remember);
    expect(both.events.map(({ detail }) => detail.id)).toEqual(['ec-cube-shipping-1-dispatched']);
  });

  it('follows the shop’s own table of states and carriers', () => {
    const config = {
      statuses: { placed: [20], dispatched: [21] },
      carriers: [{ name: '自社便', url: 'https://shop.example/parcels/{number}' }],
    };
    expect(mapped('order', { ...order, OrderStatus: { id: '1' } }, config).ignored).toBe('not-ordered-yet');
    const [shipping] = order.Shippings;
    const sent = {
      ...order,
      OrderStatus: { id: '21' },
      Shippings: [{ ...shipping, shipping_delivery_name: '自社便A', tracking_number: '12' }],
    };
    expect(mapped('order', sent, config).events[1]?.detail).toMatchObject({
      shipment: { trackingUrl: 'https://shop.example/parcels/12' },
    });
  });

  it.each([
    ['佐川急便', 'k2k.sagawa-exp.co.jp'],
    ['ゆうパック', 'trackings.post.japanpost.jp'],
    ['日本郵便', 'trackings.post.japanpost.jp'],
    ['クロネコヤマト', 'jizen.kuronekoyamato.co.jp'],
  ])('has a parcel’s page with %s', (carrier, host) => {
    const [shipping] = order.Shippings;
    const sent = {
      ...order,
      OrderStatus: { id: '5' },
      Shippings: [{ ...shipping, shipping_delivery_name: carrier, tracking_number: '1234' }],
    };
    const [, event] = mapped('order', sent).events;
    expect(event?.type === 'shipment.dispatched' ? new URL(event.detail.shipment.trackingUrl ?? '').host : '').toBe(
      host,
    );
  });

  it('of long ago is history, and a guest’s order has the guest’s address', () => {
    const old = { ...order, order_date: '2026-10-01T00:00:00+09:00', Customer: null };
    expect(mapped('order', old, { url: shop }).events[0]).toMatchObject({
      detail: { history: true, customer: { email: 'customer@mail.example.com', phone: '09000000000' } },
    });
  });

  it('that cannot be read is refused by field, never by value', () => {
    const broken = () => mapped('order', { ...order, update_date: 7 });
    expect(broken).toThrow(/^ec-cube order does not fit its contract: update_date /);
    expect(broken).not.toThrow(/customer@/);
  });
});

describe('a member of EC-CUBE', () => {
  it('is a customer once the membership is no longer provisional', () => {
    const provisional = mapped('customer', { ...member, Status: { id: '1' } }, { membersConfirm: true });
    expect(types(provisional)).toEqual(['customer.updated']);
    const regular = mapped('customer', member, { membersConfirm: true }, provisional.remember);
    expect(regular.events[0]).toMatchObject({
      type: 'customer.created',
      detail: { customer: { name: '見本 花子', birthday: '1990-04-30', verified: ['email'] } },
    });
    expect(regular.events.flatMap(problemsOf)).toEqual([]);
  });

  it('is created once: the same record again is no change, and a later one is', () => {
    const created = mapped('customer', member);
    expect(types(created)).toEqual(['customer.created']);
    expect(mapped('customer', member, {}, created.remember)).toEqual({ events: [], ignored: 'unchanged' });
    const later = { ...member, name02: '太郎', update_date: '2026-11-20T14:00:01+09:00' };
    const changed = mapped('customer', later, {}, created.remember);
    expect(types(changed)).toEqual(['customer.updated']);
    expect(mapped('customer', later, {}, changed.remember).events).toEqual(changed.events);
  });

  it('whose creation EC-CUBE tells again, and the next round too, becomes one event', async () => {
    const world = new ConnectedShop('2026-11-20T15:01:00+09:00');
    const told = (action: string, way: string, after = 0) => ({
      ...{ connector: 'ec-cube', way, headers: {}, receivedAt: receivedAt + after },
      body: [{ entity: 'customer', id: 7, action, data: member }],
    });
    await world.map(told('created', 'http'));
    await world.map(told('created', 'http'));
    await world.map(told('created', 'http', 1000));
    await world.map(told('updated', 'poll', 600_000));
    expect(world.bus.map(({ type }) => type)).toEqual(['customer.created']);
    expect(world.counted('IgnoredDelivery')).toEqual(Array(3).fill('ec-cube unchanged'));
  });

  it('has not verified an address that was changed between the confirmation and the fetch', async () => {
    const world = new ConnectedShop('2026-11-20T15:01:00+09:00');
    world.config = { membersConfirm: true };
    const told = (data: typeof member) =>
      world.map({
        ...{ connector: 'ec-cube', way: 'http', headers: {}, receivedAt },
        body: [{ entity: 'customer', id: data.id, action: 'updated', data }],
      });
    const typed = 'somebody@mail.example.com';
    const last = () => world.bus.at(-1)?.detail.customer;
    await told({ ...member, Status: { id: '1' } });
    await told({ ...member, email: typed, update_date: '2026-11-20T14:05:00+09:00' });
    expect(world.bus.map(({ type }) => type)).toEqual(['customer.updated', 'customer.created']);
    expect(last()).toMatchObject({ email: typed, verified: [] });

    await told({ ...member, id: '8', Status: { id: '1' } });
    await told({ ...member, id: '8', email: typed, Status: { id: '1' }, update_date: '2026-11-20T14:04:00+09:00' });
    await told({ ...member, id: '8', email: typed, update_date: '2026-11-20T14:05:00+09:00' });
    expect(last()).toMatchObject({ email: typed, verified: [] }); // the mail had gone to the first one

    await told({ ...member, id: '9', Status: { id: '1' } });
    await told({ ...member, id: '9', update_date: '2026-11-20T14:05:00+09:00' });
    expect(last()).toMatchObject({ email: member.email, verified: ['email'] });
    const { remember } = mapped('customer', { ...member, Status: { id: '1' } }, world.config);
    expect(JSON.stringify(remember)).not.toContain('customer');
  });

  it('has verified the address with which the membership was confirmed, and none that came later', () => {
    const config = { membersConfirm: true };
    const verifiedOf = (last?: Remembered) =>
      mapped('customer', member, config, last).events[0]?.detail.customer?.verified;
    const provisional = mapped('customer', { ...member, Status: { id: '1' } }, config);
    expect(provisional.events[0]?.detail.customer?.verified).toEqual([]);
    expect(verifiedOf(provisional.remember)).toEqual(['email']);
    expect(verifiedOf({ created: true })).toEqual([]);
    expect(verifiedOf(undefined)).toEqual([]); // the address may have changed since
  });

  it('agrees or opts out when the newsletter’s column changes, and not by a box that was never ticked', () => {
    const config = { consentColumn: 'mailmaga_flg' };
    const consentOf = ({ events }: Mapping) => events[0]?.detail.customer?.consent?.email?.granted;
    const unticked = mapped('customer', { ...member, mailmaga_flg: false }, config);
    expect(consentOf(unticked)).toBeUndefined();
    const later = { ...member, update_date: '2026-11-20T15:00:00+09:00' };
    const ticked = mapped('customer', { ...later, mailmaga_flg: true }, config, unticked.remember);
    expect(consentOf(ticked)).toBe(true);
    expect(consentOf(mapped('customer', { ...later, mailmaga_flg: true }, config, ticked.remember))).toBeUndefined();
    expect(consentOf(mapped('customer', { ...later, mailmaga_flg: false }, config, ticked.remember))).toBe(false);
    expect(consentOf(mapped('customer', { ...member, mailmaga_flg: true }, {}))).toBeUndefined();
  });
});

describe('a product of EC-CUBE', () => {
  const product = (stock: number) => ({
    id: '1',
    name: '陶器ドリッパー 01',
    update_date: '2026-11-20T15:00:00+09:00',
    ProductClasses: [{ stock, stock_unlimited: false }],
    CustomerFavoriteProducts: [{ Customer: { id: '7' } }, { Customer: { id: '8' } }, { Customer: { id: '7' } }],
  });

  it('is back in stock for those who keep it among their favourites, if the shop says that they wait', () => {
    const config = { favouritesWait: true };
    expect(mapped('product', product(0)).ignored).toBe('favourites-do-not-wait');
    const out = mapped('product', product(0), config);
    const back = mapped('product', product(3), config, out.remember);
    expect(back.events.map(({ detail }) => detail.customer?.id)).toEqual(['7', '8']);
    expect(back.events.flatMap(problemsOf)).toEqual([]);
    expect(mapped('product', product(2), config, back.remember).ignored).toBe('in-stock-as-before');
    expect(mapped('product', product(3), config).ignored).toBe('in-stock-as-before');
  });
});

describe('what EC-CUBE only names', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** A shop whose tokens last for a request or two, each with a refresh token of its own. */
  async function play(answer: (query: string, variables: Record<string, unknown>) => unknown) {
    const asked: string[] = [];
    let tokens = 0;
    let refresh = 'refresh-0';
    let busy = 0;
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer); // a request gives buffers
      const body = Buffer.concat(chunks).toString();
      asked.push(request.url ?? '');
      if (request.url === '/token') {
        if (new URLSearchParams(body).get('refresh_token') !== refresh) return response.writeHead(401).end('{}');
        tokens += 1;
        refresh = `refresh-${tokens}`;
        return response.end(
          JSON.stringify({ access_token: `token-${tokens}`, expires_in: 3600, refresh_token: refresh }),
        );
      }
      if (request.headers.authorization !== `Bearer token-${tokens}`) return response.writeHead(401).end('{}');
      if (busy > 0) return response.writeHead(429).end('{}');
      const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> }; // what was sent
      return response.end(JSON.stringify({ data: answer(query, variables) }));
    });
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo; // it listens on a port
    let kept: Token | undefined;
    const reach = {
      fetch: (url: string, init?: RequestInit) => fetch(url.replace(shop, `http://127.0.0.1:${port}`), init),
      now: receivedAt,
      credentials: { clientId: 'id', clientSecret: 'secret', refreshToken: 'refresh-0' },
      token: async (renew: (old: Token | undefined) => Promise<Token>) => {
        if (kept === undefined || kept.until === 0) kept = await renew(kept);
        return kept.access;
      },
      forgetToken: async () => {
        if (kept) kept = { ...kept, until: 0 };
      },
    };
    const expire = () => {
      tokens += 1;
      refresh = kept?.refresh ?? refresh;
    };
    return { reach, asked, expire, setBusy: (times: number) => (busy = times) };
  }

  it('is fetched, with a token that is renewed by the refresh token that came with the last', async () => {
    const { reach, expire, setBusy } = await play(() => ({ order }));
    const [part] = partsOf('order', undefined);
    if (part === undefined) throw new Error('One notice is one part.');
    const whole = await ecCube.complete?.(part, reach, { url: shop });
    expect(whole?.changedAt).toBe(Date.parse(order.update_date));
    expect(whole && types(ecCube.map(whole, {}, undefined))).toEqual(['order.placed']);
    expire();
    expect(await ecCube.complete?.(part, reach, { url: shop })).toEqual(whole);
    setBusy(1);
    await expect(ecCube.complete?.(part, reach, { url: shop })).rejects.toThrow(RetryableError);
  });

  it('was deleted meanwhile when the shop does not know it', async () => {
    const { reach, asked } = await play(() => ({ order: null }));
    const [part] = partsOf('order', undefined);
    expect(part && (await ecCube.complete?.(part, reach, { url: shop }))).toBeUndefined();
    const [gone] = partsOf('order', undefined, 'deleted');
    const requests = asked.length;
    expect(
      gone && ecCube.map((await ecCube.complete?.(gone, reach, { url: shop })) ?? gone, {}, undefined).ignored,
    ).toBe('deleted');
    expect(asked).toHaveLength(requests);
  });

  it('is asked for page by page, and comes oldest first, as the webhooks’ own notices', async () => {
    const { reach } = await play((query, { page }) => {
      if (query.includes('customers(')) return { customers: { nodes: [member], pageInfo: { hasNextPage: false } } };
      const nodes = [{ ...order, id: String(page), update_date: `2026-11-20T1${6 - Number(page)}:00:00+09:00` }];
      return { orders: { nodes, pageInfo: { hasNextPage: page === 1 } } };
    });
    const found: Mapping[] = [];
    for await (const { headers, body } of ecCube.changedSince?.(receivedAt, reach, { url: shop }) ?? [])
      for (const part of ecCube.parts({ headers, body, receivedAt }, {})) found.push(ecCube.map(part, {}, undefined));
    expect(found.flatMap(({ events }) => events.map(({ detail }) => detail.id))).toEqual([
      'ec-cube-order-2-placed',
      'ec-cube-customer-7-created',
      'ec-cube-order-1-placed',
    ]);
  });
});
