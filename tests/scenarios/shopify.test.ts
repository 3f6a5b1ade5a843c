import { createHmac } from 'node:crypto';
import { EventBridgeClient, PutPartnerEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exampleOrder } from '../../src/connectors/shopify/example.ts';
import { clientOf } from '../local/fixture.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const secret = 'the client secret of the app';
const source = 'aws.partner/shopify.com/0000000/aws-shopify-webhooks-test';
const opens = '2026-11-20T14:00:00+09:00';
const journeys = ['abandoned-cart', 'abandoned-checkout', 'post-purchase', 'review-request'];

const shopper = { id: String(exampleOrder.customer.id), email: exampleOrder.email, country: 'JP' };

const line = {
  ...exampleOrder.line_items[0],
  price_set: { shop_money: { amount: '3850', currency_code: 'JPY' } },
};

const cartOf = (updated_at: string) => ({ token: exampleOrder.cart_token, updated_at, line_items: [line] });

const checkout = {
  token: 'checkout-1',
  cart_token: exampleOrder.cart_token,
  email: exampleOrder.email,
  buyer_accepts_marketing: true,
  customer_locale: 'ja-JP',
  shipping_address: { country_code: 'JP' },
  currency: 'JPY',
  total_price: '3850',
  line_items: [line],
  completed_at: null,
  abandoned_checkout_url: 'https://shop.example.com/checkouts/checkout-1/recover',
  created_at: '2026-11-20T14:30:00+09:00',
  updated_at: '2026-11-20T14:40:00+09:00',
};

const parcel = {
  id: 5,
  order_id: exampleOrder.id,
  status: 'success',
  tracking_company: 'Yamato',
  tracking_number: '1234-5678-9012',
  created_at: '2026-11-21T12:00:00+09:00',
  updated_at: '2026-11-21T12:00:00+09:00',
};

const arrival = {
  id: 6,
  fulfillment_id: parcel.id,
  order_id: exampleOrder.id,
  status: 'delivered',
  happened_at: '2026-11-23T11:00:00+09:00',
};

async function connect({ runtime }: LocalShop): Promise<void> {
  const client = new LambdaClient(clientOf(runtime));
  const request = { do: 'secret', connector: 'shopify', value: secret, keepHours: 0 };
  const FunctionName = 'aftercart-manage-connectors';
  const { FunctionError } = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(request) }));
  client.destroy();
  expect(FunctionError).toBeUndefined();
}

/** Delivers a webhook as Shopify does: signed, and so often. */
async function deliver(shop: LocalShop, topic: string, body: object, times = 2): Promise<void> {
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': 'example.myshopify.com',
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(text).digest('base64'),
  };
  for (let time = 0; time < times; time += 1) {
    const answer = await fetch(`${shop.runtime.endpoint}/in/shopify`, { method: 'POST', headers, body: text });
    expect(answer.status).toBe(200);
  }
}

/** Puts an event on the bus of Shopify's partner source, as Shopify does. */
async function putAsPartner({ runtime }: LocalShop, topic: string, payload: unknown, from = source) {
  const client = new EventBridgeClient(clientOf(runtime));
  const metadata = { 'X-Shopify-Topic': topic, 'X-Shopify-Shop-Domain': 'example.myshopify.com' };
  const Detail = JSON.stringify({ payload, metadata });
  const Entries = [{ Source: from, DetailType: 'shopifyWebhook', Detail }];
  const answer = await client.send(new PutPartnerEventsCommand({ Entries }));
  client.destroy();
  return answer;
}

describe('a shop on Shopify', () => {
  beforeEach(() => vi.stubEnv('AWS_REGION', 'ap-northeast-1'));
  afterEach(() => vi.unstubAllEnvs());

  it('thanks for the order of a cart, reminds of nothing, and asks for a review after the delivery', () =>
    inShop(
      opens,
      async (shop) => {
        shop.customers.add(shopper);
        await connect(shop);
        await shop.until('2026-11-20T14:05:00+09:00');
        await deliver(shop, 'carts/create', cartOf('2026-11-20T14:05:00+09:00'));
        await shop.until('2026-11-20T14:20:00+09:00');
        await deliver(shop, 'carts/update', cartOf('2026-11-20T14:20:00+09:00'));
        await shop.until('2026-11-20T15:00:05+09:00');
        await deliver(shop, 'orders/create', exampleOrder);
        await shop.until('2026-11-20T15:03:00+09:00');
        await deliver(shop, 'checkouts/update', checkout); // that was before the order
        await shop.until('2026-11-23T11:00:00+09:00');
        expect(shop.sentToTheMinute(shopper)).toEqual([['thanks', '2026-11-21 10:00']]);

        await deliver(shop, 'fulfillment_events/create', arrival);
        await shop.until('2026-11-23T11:10:00+09:00');
        await deliver(shop, 'fulfillments/create', parcel); // that was two days before
        await shop.toTheEnd();
        expect(shop.sentToTheMinute(shopper)).toEqual([
          ['thanks', '2026-11-21 10:00'],
          ['how-to-use', '2026-11-25 10:00'],
          ['ask', '2026-11-30 10:00'],
          ['goes-with', '2026-12-05 10:00'],
        ]);
        const [thanks] = shop.mailsTo(shopper);
        expect(thanks?.text).toContain('陶器ドリッパー 01');
        expect(await shop.profileOf(shopper)).toMatchObject({ identities: { email: shopper.email } });
      },
      { journeys },
    ));

  it('reminds of the same checkout when no order follows', () =>
    inShop(
      opens,
      async (shop) => {
        shop.customers.add(shopper);
        await connect(shop);
        await shop.until(checkout.updated_at);
        await deliver(shop, 'carts/update', cartOf('2026-11-20T14:20:00+09:00'));
        await deliver(shop, 'checkouts/update', checkout);
        await shop.until('2026-11-20T20:00:00+09:00');
        expect(shop.sentToTheMinute({ ...shopper })).toEqual([['finish-order', '2026-11-20 18:40']]);
      },
      { journeys },
    ));

  it('hears of an order by its partner event source, and of the same order by a webhook as of one', () =>
    inShop(
      opens,
      async (shop) => {
        shop.customers.add(shopper);
        await connect(shop);
        await shop.until('2026-11-20T15:00:05+09:00');
        const elsewhere = await putAsPartner(shop, 'orders/create', exampleOrder, `${source}-of-another`);
        expect(elsewhere).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'ResourceNotFoundException' }] });
        for (const _ of [1, 2])
          expect(await putAsPartner(shop, 'orders/create', exampleOrder)).toMatchObject({ FailedEntryCount: 0 });
        await deliver(shop, 'orders/create', exampleOrder);
        await shop.until('2026-11-22T12:00:00+09:00');
        expect(shop.sentToTheMinute(shopper)).toEqual([['thanks', '2026-11-21 10:00']]);
        expect(await shop.runsOf(shopper)).toHaveLength(1);
      },
      { journeys },
    ));
});
