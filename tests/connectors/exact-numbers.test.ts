import { createHmac } from 'node:crypto';
import type { Context, SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { queueHandler } from '../../src/aws/queue.ts';
import { parseExactly } from '../../src/commerce/reading/exact-json.ts';
import { bytesOf, ConnectedShop } from './connected-shop.ts';

/** A cart as Shopify documents it. No number of JavaScript holds its variant. */
const cart = `{"token":"eeafa272cebfd4b22385bc4b645e762c","note":null,"updated_at":"2026-11-20T05:00:00Z","line_items":[
  {"variant_id":704912205188288575,"product_id":788032119674292922,"title":"Cup","quantity":3,
   "price_set":{"shop_money":{"amount":"7499","currency_code":"JPY"}}}]}`;
const link = 'https://example.myshopify.com/cart/704912205188288575:3?storefront=true';

/** The cart's links in the events on the bus. */
const links = ({ bus }: ConnectedShop) => bus.map(({ detail }) => (detail.cart as { readonly url?: string }).url); // of carts alone

describe('an id of eighteen digits', () => {
  it('reaches the link of a cart that came over HTTP', async () => {
    const shop = new ConnectedShop('2026-11-20T05:01:00Z');
    shop.secrets = ['secret'];
    const headers = {
      'x-shopify-topic': 'carts/update',
      'x-shopify-shop-domain': 'example.myshopify.com',
      'x-shopify-hmac-sha256': createHmac('sha256', 'secret').update(cart).digest('base64'),
    };
    expect(await shop.receive('/in/shopify', headers, bytesOf(cart))).toMatchObject({ status: 200 });
    await shop.drain();
    expect(links(shop)).toEqual([link]);
  });

  it('reaches it over the partner’s bus as well, whose envelope waits in the queue as it came', async () => {
    const shop = new ConnectedShop('2026-11-20T05:01:00Z');
    const body = `{"source":"aws.partner/shopify.com/1/x","detail-type":"shopifyWebhook","time":"2026-11-20T05:00:30Z",
      "detail":{"metadata":{"X-Shopify-Topic":"carts/update","X-Shopify-Shop-Domain":"example.myshopify.com"},"payload":${cart}}}`;
    const attributes = { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) };
    const event = { Records: [{ messageId: '1', receiptHandle: '1', body, attributes }] } as unknown as SQSEvent; // as far as it is read
    const handle = queueHandler(
      (message) => shop.map(message),
      () => ({ hide: async () => {} }),
      parseExactly,
    );
    expect(await handle(event, {} as Context)).toEqual({ batchItemFailures: [] });
    expect(links(shop)).toEqual([link]);
  });
});
