import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type SignedIn, visitorToken } from '../../src/client/visitor-token.ts';
import { BrowsedShop, shopOrigin } from './browsed-shop.ts';

const visitor = '5f2c0a9d3b7e4816a1c4d2e0f9b86735';
const other = '00000000000000000000000000000001';
const secret = 'the secret of the backend';
const hour = 3_600_000;

const product = { id: 'p', title: 'A cup', price: '9.5', currency: 'USD', url: `${shopOrigin}/p` };
const view = (id: string, more: object = {}) => ({ id: `view-${id}`, type: 'view', product: { ...product, ...more } });
const line = { productId: 'p', title: 'A cup', price: 9.5, quantity: 2 };
const cart = (id: string, lines: readonly object[] = [line], more: object = {}) => ({
  id: `cart-${id}`,
  type: 'cart',
  cart: { currency: 'USD', lines, ...more },
});
const beacon = (...events: readonly object[]) => ({ visitor, events });

/** A token for Ann, as the shop's backend signs it. */
const tokenOf = (shop: BrowsedShop, who: SignedIn = { id: 'c-1', email: 'ann@example.com' }, lifetime?: number) =>
  visitorToken(secret, who, shop.now, lifetime);

/** A token by hand: any header, any claims, any secret. */
function forged(header: object, claims: object, by = secret): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', by).update(signed).digest('base64url')}`;
}

describe('what a page reports', () => {
  it('is kept while nobody says who the visitor is: the last views, cart and checkout, and nothing on the bus', async () => {
    const shop = new BrowsedShop();
    for (const id of ['a', 'b', 'c', 'd']) await shop.post(beacon(view(id, { id }), cart(id)));
    await shop.post(beacon(view('e', { id: 'a' })));
    expect(shop.bus).toEqual([]);
    const { kept } = (await shop.kept(visitor)) as { kept: { type: string; detail: { product?: { id: string } } }[] };
    expect(kept.map(({ type, detail }) => detail.product?.id ?? type)).toEqual(['c', 'd', 'cart.updated', 'a']);
  });

  it('becomes the customer’s once the backend has signed them in, and joins what comes later without a token', async () => {
    const shop = new BrowsedShop();
    await shop.post(beacon(view('a'), cart('a')));
    shop.now += hour;
    expect(await shop.post({ ...beacon(), token: await tokenOf(shop) })).toMatchObject({ status: 200 });
    await shop.post(beacon(view('b', { id: 'q' })));
    const customer = { id: 'c-1', email: 'ann@example.com', anonymousId: visitor };
    expect(shop.bus.map(({ type, detail }) => [type, detail.customer])).toEqual([
      ['customer.updated', customer],
      ['product.viewed', customer],
      ['cart.updated', customer],
      ['product.viewed', { anonymousId: visitor }],
    ]);
    expect(shop.bus[1]?.detail).toMatchObject({
      occurredAt: '2026-11-10T11:59:59.998Z',
      product: { price: { amount: 9.5 } },
    });
    const [known] = await shop.world.stores.identities.find({ anonymousId: visitor });
    const history = await shop.world.stores.customers.load(known?.owner ?? '');
    expect(history?.profile.identities).toMatchObject({ id: 'c-1', email: 'ann@example.com' });
    expect(history?.facts.map(({ kind }) => kind).sort()).toEqual(['browsing', 'cart']);
  });

  it('is put on the bus once the shop itself has told of the browser', async () => {
    const shop = new BrowsedShop();
    await shop.post(beacon(view('a')));
    const detail = {
      id: 'u',
      occurredAt: '2026-11-10T11:00:00Z',
      shop: 'demo',
      customer: { id: 'c-9', anonymousId: visitor },
    };
    await shop.world.ingest({ 'detail-type': 'customer.updated', detail, source: 'store.demo' });
    await shop.post(beacon(view('b', { id: 'q' })));
    expect(shop.bus.map(({ detail }) => detail.product)).toMatchObject([{ id: 'p' }, { id: 'q' }]);
  });

  it.each([
    ['types an address', { email: 'ann@example.com' }],
    ['has an account that nobody signed in to', { phone: '+819012345678' }],
    ['is somebody without a name', {}],
  ])('waits while all that is told of the browser is that it %s', async (_, typed) => {
    const shop = new BrowsedShop();
    const tell = async (id: string, customer: object) => {
      const detail = { id, occurredAt: '2026-11-10T11:00:00Z', shop: 'demo', customer };
      await shop.world
        .at('2026-11-10T11:00:00Z')
        .ingest({ 'detail-type': 'customer.updated', detail, source: 'store.demo' });
    };
    await tell('u-1', { ...typed, anonymousId: visitor });
    await shop.post(beacon(view('a')));
    expect(shop.bus).toEqual([]);
    expect(await shop.kept(visitor)).toMatchObject({ kept: [{ type: 'product.viewed' }] });
    await tell('u-2', { id: 'c-9', ...typed, anonymousId: visitor });
    await shop.post(beacon(view('b', { id: 'q' })));
    expect(shop.bus.map(({ detail }) => detail.product)).toMatchObject([{ id: 'p' }, { id: 'q' }]);
  });

  it('goes on the bus once an address that was verified is told with the browser, also if it was typed before', async () => {
    const shop = new BrowsedShop();
    for (const [id, verified] of [
      ['u-1', undefined],
      ['u-2', ['email']],
    ] as const) {
      const customer = { email: 'ann@example.com', verified, anonymousId: visitor };
      const detail = { id, occurredAt: '2026-11-10T11:00:00Z', shop: 'demo', customer };
      await shop.world
        .at('2026-11-10T11:00:00Z')
        .ingest({ 'detail-type': 'customer.updated', detail, source: 'store.demo' });
      await shop.post(beacon(view(`of-${id}`, { id })));
    }
    expect(shop.bus.map(({ detail }) => detail.product)).toMatchObject([{ id: 'u-1' }, { id: 'u-2' }]);
  });

  it('changes nothing when the beacon is sent twice', async () => {
    const shop = new BrowsedShop();
    await shop.post(beacon(view('a'), cart('a')));
    await shop.post(beacon(view('a'), cart('a')));
    const token = await tokenOf(shop);
    await shop.post({ ...beacon(view('b', { id: 'q' })), token });
    await shop.post({ ...beacon(view('b', { id: 'q' })), token });
    const ids = shop.bus.map(({ detail }) => detail.id);
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(4);
    expect(ids.join()).not.toContain(visitor);
  });

  it('of an earlier visit is told as history, so that nobody is reminded at once of yesterday', async () => {
    const shop = new BrowsedShop();
    await shop.post(beacon(cart('a')));
    shop.now += 3 * hour;
    await shop.post({ ...beacon(view('b')), token: await tokenOf(shop) });
    expect(shop.bus.map(({ type, detail }) => [type, detail.history])).toEqual([
      ['customer.updated', undefined],
      ['cart.updated', true],
      ['product.viewed', undefined],
    ]);
  });

  it('waits for the next page when the bus takes nothing', async () => {
    const shop = new BrowsedShop();
    shop.busFails = true;
    expect(await shop.post({ ...beacon(view('a')), token: await tokenOf(shop) })).toMatchObject({ status: 200 });
    shop.busFails = false;
    await shop.post({ ...beacon(view('b', { id: 'q' })), token: await tokenOf(shop) });
    expect(shop.bus.map(({ type }) => type)).toEqual(['customer.updated', 'product.viewed', 'product.viewed']);
  });

  it('is bounded for a known visitor, whatever number of addresses it comes from', async () => {
    const shop = new BrowsedShop();
    await shop.post({ ...beacon(), token: await tokenOf(shop) });
    const statuses: number[] = [];
    for (let index = 0; index < 5; index += 1) {
      const events = Array.from({ length: 20 }, (_, place) => view(`${index}-${place}`, { id: `${index}-${place}` }));
      statuses.push((await shop.post(beacon(...events), { address: `192.0.2.${index}` })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  it('is bounded for a customer, whatever number of browsers a token is used in', async () => {
    const shop = new BrowsedShop();
    shop.records = false;
    const token = await tokenOf(shop);
    const post = async (index: number) => {
      const events = Array.from({ length: 20 }, (_, place) => view(`${index}-${place}`, { id: `${index}-${place}` }));
      const browser = index.toString(16).padStart(32, '0');
      return (await shop.post({ visitor: browser, token, events }, { address: `192.0.2.${index}` })).status;
    };
    const statuses: number[] = [];
    for (let index = 1; index <= 10; index += 1) statuses.push(await post(index));
    expect(statuses).toEqual([200, 200, ...Array(8).fill(429)]);
    expect(shop.bus).toHaveLength(42);
    shop.now += hour;
    expect(await post(11)).toBe(200);
  });

  it('is bounded for a known visitor who asks to be forgotten in between, or reports all at once', async () => {
    const shop = new BrowsedShop();
    await shop.post({ ...beacon(), token: await tokenOf(shop) });
    const post = (index: number) =>
      shop.post(
        beacon(...Array.from({ length: 20 }, (_, place) => view(`${index}-${place}`, { id: `p-${index}-${place}` }))),
      );
    shop.records = false;
    const taken = async () => new Set(shop.bus.map(({ detail }) => detail.id)).size - 1; // the first one says who it is
    await Promise.all(Array.from({ length: 12 }, (_, index) => post(index)));
    expect(await taken()).toBe(60);
    expect(shop.bus).toHaveLength(61);
    await shop.post({ visitor, forget: true });
    expect((await post(20)).status).toBe(429);
    shop.now += hour;
    await shop.post({ visitor, forget: true });
    expect(await shop.kept(visitor)).toEqual({ kept: [] });
    expect((await post(21)).status).toBe(200);
  });

  it('is taken whole when a visitor’s ten pages are left at once', async () => {
    const shop = new BrowsedShop();
    const { connections } = shop.world.stores;
    const thing = connections.thing.bind(connections);
    connections.thing = async (one) => {
      const read = await thing(one);
      await new Promise((resolve) => setTimeout(resolve, 2));
      return read;
    };
    const pages = Array.from({ length: 10 }, (_, index) => shop.post(beacon(view(`v-${index}`, { id: `p-${index}` }))));
    expect((await Promise.all(pages)).map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  it('leads to the shop alone: other addresses, markup and links in texts are left out', async () => {
    const shop = new BrowsedShop();
    const hostile = {
      title: '<b onclick=x>Call</b> evil.com now',
      url: 'https://evil.example/p',
      imageUrl: 'https://cdn.example/p.png',
    };
    const lines = [{ ...line, ...hostile, url: 'javascript:alert(1)', imageUrl: `https://shop.example@evil.example/` }];
    const more = { url: 'https://shop.example.evil.example/cart' };
    await shop.post({ ...beacon(view('a', hostile), cart('a', lines, more)), token: await tokenOf(shop) });
    const [, viewed, filled] = shop.bus;
    expect(viewed?.detail.product).toEqual({
      id: 'p',
      title: 'Call  evil.com now',
      imageUrl: 'https://cdn.example/p.png',
      price: { amount: 9.5, currency: 'USD' },
    });
    expect(JSON.stringify(filled?.detail.cart)).not.toMatch(/evil\.example|javascript|<b/);
    const [known] = await shop.world.stores.identities.find({ anonymousId: visitor });
    const history = await shop.world.stores.customers.load(known?.owner ?? '');
    expect(JSON.stringify(history?.facts)).not.toContain('evil.com');
  });

  it('keeps twenty lines of a cart, sums them where no total is given, and empties one without lines', async () => {
    const shop = new BrowsedShop();
    const lines = Array.from({ length: 30 }, (_, index) => ({ ...line, productId: `p-${index}` }));
    const token = await tokenOf(shop);
    await shop.post({ ...beacon(cart('a', lines), cart('b', [], { id: 7 })), token });
    const [, filled, emptied] = shop.bus;
    expect(filled?.detail.cart).toMatchObject({
      total: { amount: 380, currency: 'USD' },
      id: expect.stringMatching(/^cart-of-/),
    });
    expect(emptied).toMatchObject({ type: 'cart.emptied', detail: { cart: { id: '7' } } });
  });

  it('says of each event by field why it is refused, and takes the others', async () => {
    const shop = new BrowsedShop();
    const answer = await shop.post(
      beacon(view('a'), view('b', { price: -3 }), { id: 'order-1', type: 'order', order: {} }),
    );
    expect(answer).toMatchObject({
      status: 200,
      body: {
        results: [
          { status: 'accepted' },
          { status: 'refused', problems: [{ path: 'detail.product.price.amount' }] },
          { status: 'refused', problems: [{ path: 'type', problem: 'must be view, cart or checkout' }] },
        ],
      },
    });
    expect((await shop.post(beacon({ id: 'identify-1', type: 'identify', customer: { id: 'c-1' } }))).status).toBe(400);
    expect(shop.counts.filter((count) => count === 'RefusedEvent')).toHaveLength(3);
  });

  it('never says who somebody is', async () => {
    const shop = new BrowsedShop();
    const body = {
      ...beacon({ ...view('a'), customer: { id: 'c-1', email: 'ann@example.com' } }),
      customer: { id: 'c-1' },
    };
    await shop.post({ ...body, token: await tokenOf(shop, { id: 'c-2' }) });
    expect(JSON.stringify(shop.bus)).not.toMatch(/c-1|ann@/);
  });
});

describe('a visitor token', () => {
  const claims = (shop: BrowsedShop, more: object = {}) => ({ sub: 'c-1', exp: shop.now / 1000 + 600, ...more });
  const sent = async (token: string, shop: BrowsedShop) => (await shop.post({ ...beacon(view('a')), token })).status;

  it('that is forged is answered with 401, counted, and nothing of the beacon is stored', async () => {
    const shop = new BrowsedShop();
    const hs = { alg: 'HS256' };
    const tokens = [
      forged(hs, claims(shop), 'another secret'),
      forged({ alg: 'none' }, claims(shop)),
      `${forged(hs, claims(shop)).split('.').slice(0, 2).join('.')}.`,
      forged(hs, claims(shop, { exp: undefined })),
      forged(hs, claims(shop, { nbf: shop.now / 1000 + 300 })),
      forged(hs, claims(shop, { exp: shop.now / 1000 + 90_000 })),
      forged(hs, claims(shop, { visitor: other })),
      forged(hs, { exp: shop.now / 1000 + 600, email: 'no address' }),
      forged(hs, { exp: shop.now / 1000 + 600, email: 'typed@example.com', email_verified: false }),
      forged(hs, { exp: shop.now / 1000 + 600, phone_number: '+819012345678' }),
      'not.a.token',
      'x',
    ];
    for (const token of tokens) expect([token, await sent(token, shop)]).toEqual([token, 401]);
    expect([shop.bus, await shop.kept(visitor)]).toEqual([[], undefined]);
    expect(shop.counts.filter((one) => one.startsWith('RefusedDelivery'))).toHaveLength(tokens.length);
    expect(new Set(shop.counts)).toEqual(
      new Set(['RefusedDelivery wrong-signature', 'RefusedDelivery unusable-token']),
    );
    shop.secrets = [];
    expect(await sent(forged(hs, claims(shop)), shop)).toBe(401);
  });

  it('that is over leaves the visit anonymous', async () => {
    const shop = new BrowsedShop();
    const token = await tokenOf(shop, { id: 'c-1' }, 60);
    shop.now += hour;
    expect(await sent(token, shop)).toBe(200);
    expect(shop.counts).toEqual(['ExpiredToken', 'KeptEvent product.viewed']);
    expect(shop.bus).toEqual([]);
  });

  it('that names a visitor counts for no other, and with boundTokens one that names none for nobody', async () => {
    const shop = new BrowsedShop();
    const bound = await tokenOf(shop, { id: 'c-1', visitor: other });
    expect(await sent(bound, shop)).toBe(401);
    expect((await shop.post({ visitor: other, events: [view('a')], token: bound })).status).toBe(200);
    shop.config = { ...shop.config, boundTokens: true };
    expect(await sent(await tokenOf(shop), shop)).toBe(401);
    expect(await sent(await tokenOf(shop, { id: 'c-2', visitor }), shop)).toBe(200);
  });

  it('is good with the secret before, and carries what the backend has verified', async () => {
    const shop = new BrowsedShop();
    shop.secrets = ['the next secret', secret];
    const who = { email: 'ann@example.com', emailVerified: true, phone: '+819012345678', locale: 'ja' };
    expect(await sent(await tokenOf(shop, who), shop)).toBe(200);
    expect(shop.bus[0]?.detail.customer).toEqual({
      email: 'ann@example.com',
      phone: '+819012345678',
      verified: ['email'],
      locale: 'ja',
      anonymousId: visitor,
    });
  });
});

describe('the collector', () => {
  it.each([
    ['another origin', { headers: { origin: 'https://evil.example' } }, 403, 'RefusedDelivery wrong-origin'],
    ['no origin', { headers: { origin: '' } }, 403, 'RefusedDelivery wrong-origin'],
    ['a body over 16 KB', { bytes: Buffer.alloc(16 * 1024 + 1, ' ') }, 413, 'RefusedDelivery too-large'],
    ['another content type', { headers: { 'content-type': 'image/png' } }, 415, 'RefusedDelivery wrong-content-type'],
    ['a robot', { headers: { 'user-agent': 'Googlebot/2.1' } }, 204, 'IgnoredDelivery robot'],
    ['no user agent', { headers: { 'user-agent': '' } }, 204, 'IgnoredDelivery robot'],
    ['Global Privacy Control', { headers: { 'sec-gpc': '1' } }, 204, 'IgnoredDelivery privacy-control'],
    ['broken JSON', { bytes: Buffer.from('{\n "visitor" "x"}') }, 400, 'RefusedDelivery malformed'],
    ['no visitor', { bytes: Buffer.from('{"events":[]}') }, 400, 'RefusedDelivery malformed'],
  ])('stores nothing of a request with %s, and counts it', async (_, request, status, counted) => {
    const shop = new BrowsedShop();
    expect((await shop.post(beacon(view('a')), request)).status).toBe(status);
    expect([shop.counts, shop.bus, await shop.kept(visitor)]).toEqual([[counted], [], undefined]);
  });

  it('says where the JSON breaks and which field is wrong, never what it holds', async () => {
    const shop = new BrowsedShop();
    expect((await shop.post('{\n "visitor" "x"}')).body?.error).toContain('line 2, column 12');
    const { body } = await shop.post({ visitor: 'a secret', events: [] });
    expect(body?.error).toContain('visitor must be 32 hexadecimal digits');
    expect(JSON.stringify(body)).not.toContain('a secret');
  });

  it('turns away an address that asks too often, a whole IPv6 network at once, and no other', async () => {
    const shop = new BrowsedShop();
    const status = async (address: string) => (await shop.post(beacon(), { address })).status;
    for (let index = 0; index < 60; index += 1) expect(await status(`2001:db8::${index.toString(16)}`)).toBe(200);
    expect([await status('2001:db8::ffff'), await status('2001:db8:0:1::1'), await status('192.0.2.9')]).toEqual([
      429, 200, 200,
    ]);
    shop.now += 1000;
    expect(await status('2001:db8::1')).toBe(200);
  });

  it('answers the question of a browser whether it may post, for the shop’s origins alone', async () => {
    const shop = new BrowsedShop();
    expect(await shop.post('', { method: 'OPTIONS' })).toEqual({ status: 204, origin: shopOrigin });
    const foreign = await shop.post('', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } });
    expect([foreign.status, foreign.origin]).toEqual([403, undefined]);
  });

  it('forgets a visitor who withdraws, also one who opposes by Global Privacy Control', async () => {
    const shop = new BrowsedShop();
    await shop.post(beacon(view('a')));
    expect((await shop.post({ visitor, forget: true }, { headers: { 'sec-gpc': '1' } })).status).toBe(204);
    expect(await shop.kept(visitor)).toEqual({ kept: [] });
    await shop.post({ ...beacon(), token: await tokenOf(shop) });
    expect(shop.bus.map(({ type }) => type)).toEqual(['customer.updated']);
  });

  it('keeps at most 16,000 bytes of a visitor, whatever a page says', async () => {
    const shop = new BrowsedShop();
    const lines = Array.from({ length: 20 }, (_, index) => ({
      ...line,
      title: '漢'.repeat(100),
      productId: `p-${index}`,
    }));
    for (const type of ['cart', 'checkout'])
      expect(
        await shop.post(beacon({ id: `big-${type}`, type, [type]: { lines, currency: 'JPY', total: 1 } })),
      ).toMatchObject({ status: 200 });
    for (const id of ['a', 'b', 'c'])
      await shop.post(beacon(view(id, { id, url: `${shopOrigin}/${'x'.repeat(900)}` })));
    expect(Buffer.byteLength(JSON.stringify(await shop.kept(visitor)))).toBeLessThan(16_100);
    const url = `${shopOrigin}/${'漢'.repeat(90)}`; // nine characters each when it is read
    const long = lines.map((one) => ({ ...one, title: 'A cup', url, imageUrl: url }));
    expect((await shop.post(beacon(cart('long', long)))).status).toBe(200);
    const state = (await shop.kept(visitor)) as { kept: { detail: { cart: { lines: object[] } } }[] };
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(16_100);
    expect(state.kept.at(-1)?.detail.cart.lines.length).toBeGreaterThan(3);
  });
});
