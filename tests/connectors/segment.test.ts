import { describe, expect, it } from 'vitest';
import { segmentExample as example } from '../../src/connectors/segment/example.ts';
import { bytesOf, ConnectedShop } from './connected-shop.ts';

const key = 'a write key';
const basic = (user: string, password = '') => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

async function call(shop: ConnectedShop, path: string, body: object, authorization = basic(key)) {
  shop.secrets = [key];
  return (await shop.receive(path, { authorization }, bytesOf(body))).status;
}

const change = (event: string, id: string, quantity: number, more: object = {}) => ({
  event,
  messageId: id,
  userId: 'c-1',
  timestamp: '2026-11-10T12:00:00Z',
  properties: { cart_id: 'k', product_id: 'p', name: 'A cup', price: '9.50', quantity, currency: 'USD', ...more },
});

/** Tracks calls, and what came of each: type, and lines of the cart. */
async function tracked(...calls: readonly object[]) {
  const shop = new ConnectedShop();
  for (const one of calls) expect(await call(shop, '/v1/track', one)).toBe(200);
  await shop.drain();
  return { shop, events: shop.bus };
}

describe('the Segment dialect', () => {
  it('takes the write key by Basic authorization alone', async () => {
    const shop = new ConnectedShop();
    const body = change('Product Added', 'm', 1);
    const tried = [basic(key), basic('another'), basic(key, 'x'), 'Bearer a', ''];
    const statuses = [];
    for (const one of tried) statuses.push(await call(shop, '/v1/track', body, one));
    expect(statuses).toEqual([200, 401, 401, 401, 401]);
  });

  it('rebuilds a cart from what is added and removed, each counted once', async () => {
    const added = change('Product Added', 'm-1', 2);
    const { events, shop } = await tracked(
      added,
      change('Product Added', 'm-2', 1, { product_id: 'q', name: 'A pot', price: 20 }),
      added,
      change('Product Removed', 'm-3', 1),
      change('Product Removed', 'm-4', 1, { product_id: 'q' }),
      change('Product Removed', 'm-5', 1),
    );
    const carts = events.map(({ type, detail }) => {
      const { total, lines = [] } = detail.cart as {
        total?: { amount: number };
        lines?: { productId: string; quantity: number }[];
      };
      return [type, total?.amount, lines.map(({ productId, quantity }) => `${productId} ${quantity}`).join()];
    });
    expect(carts).toEqual([
      ['cart.updated', 19, 'p 2'],
      ['cart.updated', 39, 'p 2,q 1'],
      ['cart.updated', 29.5, 'q 1,p 1'],
      ['cart.updated', 9.5, 'p 1'],
      ['cart.emptied', undefined, ''],
    ]);
    expect(shop.counted('IgnoredDelivery')).toEqual(['segment already-counted']);
  });

  it('keeps the carts of visitors and of customers apart, also where a visitor sends the names of another’s', async () => {
    const added = (messageId: string, product_id: string, who: object, more: object = {}) => ({
      event: 'Product Added',
      messageId,
      timestamp: '2026-11-10T12:00:00Z',
      properties: { product_id, name: 'A cup', price: 1, ...more },
      ...who,
    });
    const { events } = await tracked(
      added('1', 'own', { userId: 'c-1' }),
      added('2', 'planted', { anonymousId: 'c-1' }),
      added('3', 'more', { userId: 'c-1' }),
      added('4', 'own', { userId: 'c-1' }, { cart_id: 'k' }),
      added('5', 'planted', { anonymousId: 'v' }, { cart_id: 'k' }),
    );
    const products = events.map(({ detail }) =>
      (detail.cart as { lines: { productId: string }[] }).lines.map(({ productId }) => productId).join(),
    );
    expect(products).toEqual(['own', 'planted', 'own,more', 'own', 'planted']);
    const [own, planted] = events.map(({ detail }) => (detail.cart as { id: string }).id);
    expect(own).not.toBe(planted);
  });

  it('ignores what a browser may send and no event can hold, and leaves the dead letters to orders', async () => {
    const anonymousId = 'v';
    const product = { product_id: 'p', name: 'A cup', price: 1 };
    const added = (more: object) => ({
      event: 'Product Added',
      messageId: 'm',
      anonymousId,
      properties: product,
      ...more,
    });
    const odd = [
      ...['x'.repeat(300), 'null', '__proto__', 'a\u0000'].map((id) => added({ anonymousId: id })),
      ...[
        { price: 'NaN' },
        { cart_id: 'constructor' },
        { currency: 'NOPE' },
        { quantity: 1e9 },
        { name: '\u200b' },
      ].map((more) => added({ properties: { ...product, ...more } })),
      added({ properties: {} }),
      added({ timestamp: '2099-01-01T00:00:00Z' }),
      added({ event: 'Product Reviewed', properties: { review_id: 'r', rating: 99 } }),
    ];
    const { events, shop } = await tracked(...odd.map((one, index) => ({ ...one, messageId: `m-${index}` })));
    expect(new Set(shop.counted('IgnoredDelivery'))).toEqual(
      new Set(['segment no-identity', 'segment no-product', 'segment not-usable', 'segment no-id']),
    );
    expect(events.every(({ detail }) => Date.parse(String(detail.occurredAt)) <= shop.now)).toBe(true);
    const order = {
      event: 'Order Completed',
      messageId: 'o',
      anonymousId,
      properties: { order_id: 'o', total: 1e9, currency: 'USD', products: [{ name: '\u200b', sku: 's' }] },
    };
    await expect(tracked(order)).rejects.toThrow('order.placed does not fit its contract');
  });

  it('maps a batch: the order names its cart, so that nobody is reminded of it', async () => {
    const shop = new ConnectedShop();
    expect(await call(shop, '/v1/batch', example)).toBe(200);
    await shop.drain();
    expect(shop.bus).toMatchObject([
      { type: 'cart.updated', detail: { cart: { id: 'cart-1', total: { amount: 3960, currency: 'JPY' } } } },
      { type: 'order.placed', detail: { order: { id: '4001' }, cart: { id: 'cart-1' }, customer: { id: 'c-1001' } } },
    ]);
  });

  it.each([
    ['Product Viewed', { product_id: 'p', name: 'A cup', price: 1 }, 'product.viewed'],
    ['Cart Viewed', { cart_id: 'k', products: [{ product_id: 'p', name: 'A cup', price: 1 }] }, 'cart.updated'],
    ['Cart Viewed', { cart_id: 'k', products: [] }, 'cart.emptied'],
    ['Checkout Started', { order_id: 'o', value: 3, products: [] }, 'checkout.started'],
    ['Order Completed', { order_id: 'o', revenue: '3', products: [{ sku: 's' }] }, 'order.placed'],
    ['Order Cancelled', { order_id: 'o' }, 'order.cancelled'],
    ['Order Refunded', { order_id: 'o', total: 3 }, 'order.refunded'],
    ['Product Reviewed', { review_id: 'r', rating: '5', product_id: 'p' }, 'review.submitted'],
  ])('%s with %j becomes %s', async (event, properties, type) => {
    const { events } = await tracked({
      event,
      messageId: 'm',
      userId: 'c-1',
      timestamp: '2026-11-10T12:00:00Z',
      properties,
    });
    expect(events.map((one) => one.type)).toEqual([type]);
  });

  it('takes the traits of identify, and ignores pages and calls of nobody', async () => {
    const shop = new ConnectedShop();
    const traits = { email: 'ann@example.com', firstName: 'Ann', address: { country: 'GB' }, birthday: '1990-04-30' };
    await call(shop, '/v1/identify', {
      userId: 7,
      messageId: 'm',
      traits,
      context: { locale: 'en-GB', timezone: 'Europe/London' },
    });
    await call(shop, '/v1/page', { userId: 7, messageId: 'n' });
    await call(shop, '/v1/track', { event: 'Product Viewed', messageId: 'o', properties: {} });
    await call(shop, '/v1/track', { event: 'Song Played', messageId: 'p', userId: 7 });
    await shop.drain();
    const customer = { id: '7', email: 'ann@example.com', name: 'Ann', country: 'GB', timeZone: 'Europe/London' };
    expect(shop.bus).toMatchObject([{ type: 'customer.updated', detail: { customer } }]);
    expect(shop.counted('IgnoredDelivery')).toEqual(['segment page', 'segment no-identity', 'segment unknown-topic']);
  });

  it('finds the customer of a refund that names only the order', async () => {
    const order = {
      event: 'Order Completed',
      messageId: 'a',
      userId: 'c-9',
      timestamp: '2026-11-10T12:00:00Z',
      properties: { order_id: 'o', total: 3 },
    };
    const { events } = await tracked(order, {
      event: 'Order Refunded',
      messageId: 'b',
      timestamp: '2026-11-10T13:00:00Z',
      properties: { order_id: 'o' },
    });
    expect(events.at(-1)).toMatchObject({ type: 'order.refunded', detail: { customer: { id: 'c-9' } } });
  });
});
