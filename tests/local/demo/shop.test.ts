import { describe, expect, it } from 'vitest';
import type { Json } from '../../../local/aws/json.ts';
import type { Mail } from '../../../local/aws/outbox.ts';
import { withShop } from '../../../local/demo/shop/pages.ts';
import { parseStoreEvent } from '../../../src/commerce/reading/read-event.ts';
import { pageSource } from './page-source.fixture.ts';

const now = Date.UTC(2026, 2, 10, 3);

const mail = {
  channel: 'email',
  id: 'mail-1',
  at: now,
  to: 'hanako@example.com',
  html: '<html lang="ja"></html>',
  tags: { customer: 'c1', journey: 'review-request', step: 'ask' },
  events: [],
} as unknown as Mail; // the pages read no more of it

const lines = [{ productId: 'mug', title: '炻器マグカップ', quantity: 2, price: { minor: 2600, currency: 'JPY' } }];
const total = { minor: 5200, currency: 'JPY' };
const fact = (value: Json): Json => ({ pk: 'C#c1', sk: `3#fact#${value.kind}#${value.id}`, value });

const items: readonly Json[] = [
  {
    pk: 'C#c1',
    sk: '1#profile',
    value: { customer: 'c1', name: '花子', locale: 'ja-JP', identities: { id: 's-1', email: 'hanako@example.com' } },
  },
  fact({ kind: 'order', id: 'o-1', number: '1001', placedAt: now, toldAt: now, total, lines, refunds: {} }),
  fact({ kind: 'cart', id: 'cart-1', updatedAt: now, total, lines }),
  fact({ kind: 'shipment', id: 'p-1', order: 'o-1', carrier: 'デモ宅配便', dispatchedAt: now }),
];

async function visit(url: string, form?: Record<string, string>) {
  const posted: Json[] = [];
  const putEvents = (entries: readonly Json[]) => {
    posted.push(...entries);
    return {};
  };
  const source = pageSource({ now, messages: [mail], items, over: { putEvents } });
  const answer = await withShop(
    source,
    async () => undefined,
  )({
    method: form === undefined ? 'GET' : 'POST',
    url,
    headers: { 'accept-language': 'en' },
    body: Buffer.from(new URLSearchParams(form).toString()),
  });
  const events = posted.map((entry) =>
    parseStoreEvent(
      { 'detail-type': entry.DetailType, source: entry.Source, detail: JSON.parse(String(entry.Detail)) },
      { now, shop: 'demo' },
    ),
  );
  return { status: answer?.status, body: String(answer?.body ?? ''), headers: answer?.headers ?? {}, events };
}

describe('the demo shop', () => {
  it.each([
    ['/shop?message=mail-1', '煎茶 100g'],
    ['/shop?lang=en', 'Sencha, 100 g'],
    ['/shop/new?lang=en', 'Tea cups, set of 2'],
    ['/shop/guide?lang=ja', '92℃のお湯'],
    ['/shop/account?message=mail-1', '#1001'],
    ['/shop/products/mug?message=mail-1', '2,600円'],
    ['/shop/cart/cart-1?message=mail-1', '5,200円'],
    ['/shop/orders/o-1?message=mail-1', 'ご注文 1001'],
    ['/parcels/p-1?message=mail-1', 'デモ宅配便'],
  ])('shows %s', async (url, words) => {
    const { status, body } = await visit(url);
    expect([status, body]).toEqual([200, expect.stringContaining(words)]);
  });

  it.each(['/shop/orders/o-2?message=mail-1', '/shop/products/none', '/parcels/none'])('has no %s', async (url) => {
    expect((await visit(url)).status).toBe(404);
  });

  it('says on each page that it is a demo, and whose message led there', async () => {
    expect((await visit('/shop/cart/cart-1?message=mail-1')).body).toMatch(/デモストアのページです.*<b>花子<\/b>/s);
    expect((await visit('/parcels/p-1?message=mail-1')).body).toContain('実在しない宅配会社');
  });

  it.each([
    ['review', { id: 'o-1', rating: '4' }, 'review.submitted', { review: { rating: 4 }, order: { id: 'o-1' } }],
    ['buy', { id: 'mug' }, 'order.placed', { order: { total: { minor: 2600, currency: 'JPY' } } }],
    ['add', { id: 'mug' }, 'cart.updated', { cart: { lines: [{ productId: 'mug' }] } }],
    ['order-cart', { id: 'cart-1' }, 'order.placed', { cart: { id: 'cart-1' }, order: { total } }],
    ['order-again', { id: 'o-1' }, 'order.placed', { order: { lines: [{ quantity: 2 }] } }],
    ['deliver', { id: 'p-1' }, 'shipment.delivered', { order: { id: 'o-1' }, shipment: { id: 'p-1' } }],
  ])('posts what the form "%s" means as an event of its customer', async (act, fields, type, expected) => {
    const { status, headers, events } = await visit('/shop/orders/o-1?message=mail-1', { act, ...fields });
    expect([status, headers.location]).toEqual([303, `/shop/posted?type=${type}&message=mail-1`]);
    expect(events).toMatchObject([{ type, customer: { email: 'hanako@example.com' }, ...expected }]);
  });

  it.each([
    ['/shop/orders/o-1', { act: 'review', id: 'o-1', rating: '4' }],
    ['/shop/orders/o-1?message=mail-1', { act: 'review', id: 'o-1', rating: '6' }],
    ['/shop/orders/o-1?message=mail-1', { act: 'steal', id: 'o-1' }],
    ['/shop/orders/o-1?message=mail-1', { act: 'order-cart', id: 'cart-2' }],
  ])('posts nothing for a form that makes no sense: %s %j', async (url, form) => {
    expect(await visit(url, form)).toMatchObject({ status: 404, events: [] });
  });
});
