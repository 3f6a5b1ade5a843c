import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { asJson, type Json } from '../../local/aws/json.ts';
import { clientOf } from '../local/fixture.ts';
import { inShop, type LocalShop } from './local-shop.ts';
import { listenTo } from './payload-results.ts';
import { hasPayloads, payloadFolder, payloadsIn, secretOf, setSecrets } from './payload-ways.ts';

const opens = '2026-03-02T10:00:00+09:00';

/** An envelope in which AWS hands something to a function, as AWS's own tests have it. */
function envelope(name: string): Json {
  return JSON.parse(readFileSync(new URL(`aws/${name}.json`, payloadFolder), 'utf8'));
}

/** Calls a function with an event as it is: what it answers, and the name of the error that it failed by. */
async function call(
  { runtime }: LocalShop,
  name: string,
  event: Json,
): Promise<{ readonly answer: Json; readonly failed?: string }> {
  const client = new LambdaClient(clientOf(runtime));
  const { Payload, FunctionError } = await client.send(
    new InvokeCommand({ FunctionName: `aftercart-${name}`, Payload: JSON.stringify(event) }),
  );
  client.destroy();
  const text = new TextDecoder().decode(Payload);
  const answer = text === '' || text === 'null' ? {} : asJson(JSON.parse(text));
  return { answer, ...(FunctionError !== undefined && { failed: String(answer.errorType) }) };
}

const order = () => payloadsIn('woocommerce').find(({ file }) => file === 'order-1.json')?.json;

/** A delivery of WooCommerce in the envelope of the HTTP API. */
function requestOf(body: string, isBase64Encoded: boolean): Json {
  const whole = envelope('lambda-apigw-http-v2');
  const signature = createHmac('sha256', secretOf('woocommerce')).update(body).digest('base64');
  return {
    ...whole,
    rawPath: '/in/woocommerce',
    headers: {
      ...asJson(whole.headers),
      'Content-Type': 'application/json',
      'x-wc-webhook-topic': 'order.created',
      'X-WC-Webhook-Signature': signature,
    },
    body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded,
  };
}

/** Messages of a queue in the envelope of Lambda, with ids of their own. */
function recordsOf(...bodies: readonly string[]): Json {
  const [record] = envelope('lambda-sqs').Records as [Json]; // the sample has one
  return { Records: bodies.map((body, nth) => ({ ...record, messageId: `message-${nth}`, body })) };
}

const queued = [
  'map-delivery',
  'ingest-event',
  'start-journey',
  'deliver-message',
  'record-feedback',
  'sweep-customers',
];

describe.skipIf(!hasPayloads)(
  'every recorded envelope of AWS that a function is called with (skipped without ../shared)',
  () => {
    it('of the HTTP API, as it is, is answered by each function behind it and leaves nothing', () =>
      inShop(opens, async (shop) => {
        await setSecrets(shop);
        const request = envelope('lambda-apigw-http-v2');
        const statuses: [string, unknown][] = [];
        for (const name of ['receive-delivery', 'collect-browsing', 'manage-consent', 'take-survey']) {
          const { answer, failed } = await call(shop, name, request);
          statuses.push([name, failed ?? answer.statusCode]);
        }
        expect(statuses).toEqual([
          ['receive-delivery', 404],
          ['collect-browsing', 403],
          ['manage-consent', 400],
          ['take-survey', 400],
        ]);
        await shop.toTheEnd();
        expect(shop.runtime.deadLetters()).toEqual([]);
      }));

    it('of the HTTP API, with a delivery, comes out as its event: plain, in base64, twice, and once only', () =>
      inShop(opens, async (shop) => {
        await setSecrets(shop);
        const hear = listenTo(shop);
        const body = JSON.stringify(order());
        for (const isBase64Encoded of [true, false, true]) {
          const { answer } = await call(shop, 'receive-delivery', requestOf(body, isBase64Encoded));
          expect(answer.statusCode).toBe(200);
        }
        const { events, counts } = await hear([], 0);
        expect([events.map(({ type }) => type), counts]).toEqual([
          ['order.placed'],
          ['IgnoredDelivery unchanged', 'IgnoredDelivery unchanged'],
        ]);
      }));

    it('of a queue, as it is, fails as one message of its batch in each function that reads a queue', () =>
      inShop(opens, async (shop) => {
        const batch = envelope('lambda-sqs');
        const [{ messageId }] = batch.Records as [Json]; // the sample has one
        for (const name of queued) {
          const { answer, failed } = await call(shop, name, batch);
          expect([name, failed, answer.batchItemFailures]).toEqual([name, undefined, [{ itemIdentifier: messageId }]]);
        }
      }));

    it('of a queue, with deliveries in any order among one that is none, is mapped but for that one', () =>
      inShop(opens, async (shop) => {
        const headers = { 'x-wc-webhook-topic': 'order.created' };
        const delivery = { connector: 'woocommerce', way: 'http', headers, body: order(), receivedAt: shop.now };
        const bodies = [delivery, {}, delivery].map((one) => JSON.stringify(one));
        const { answer } = await call(shop, 'map-delivery', recordsOf(...bodies));
        expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
        expect(await ordersOf(shop)).toHaveLength(1);
      }));

    it('of EventBridge is a message of a queue: as it is, it fails by itself; with an event of the store, it is recorded once', () =>
      inShop(opens, async (shop) => {
        const whole = envelope('lambda-eventbridge-event');
        const detail = {
          ...{ id: 'e-1', shop: 'demo', occurredAt: new Date(shop.now).toISOString(), customer: { id: 'c-1' } },
          order: { id: 'o-1', total: { amount: 100, currency: 'JPY' }, lines: [] },
        };
        const event = {
          ...whole,
          source: 'store.demo',
          'detail-type': 'order.placed',
          time: detail.occurredAt,
          detail,
        };
        const bodies = [event, whole, event].map((one) => JSON.stringify(one));
        const { answer } = await call(shop, 'ingest-event', recordsOf(...bodies));
        expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
        expect(await ordersOf(shop)).toHaveLength(1);
      }));

    it('of EventBridge, on the account’s own bus, reaches no function', () =>
      inShop(opens, async (shop) => {
        const { source, 'detail-type': type, detail } = envelope('lambda-eventbridge-event');
        const before = shop.lines.length;
        shop.runtime.putFromService(String(source), String(type), [], asJson(detail));
        await shop.until(new Date(shop.now + 60_000).toISOString());
        expect([shop.lines.slice(before), shop.runtime.deadLetters()]).toEqual([[], []]);
      }));
  },
);

/** The orders that the shop has recorded. */
async function ordersOf(shop: LocalShop): Promise<string[]> {
  await shop.until(new Date(shop.now + 10_000).toISOString());
  return (await shop.items()).map(({ sk }) => sk).filter((sk) => sk.startsWith('3#fact#order'));
}
