import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { EventBridgeClient, PutPartnerEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Json } from '../../local/aws/json.ts';
import { clientOf } from '../local/fixture.ts';
import type { LocalShop } from './local-shop.ts';

/** Deliveries as platforms document or send them, beside the repository. */
export const payloadFolder = new URL('../../../shared/payloads/', import.meta.url);

export const hasPayloads = existsSync(payloadFolder);

/** What each platform signs with. */
const secrets = {
  shopify: 'the secret of shopify',
  woocommerce: 'the secret of woocommerce',
  stripe: 'whsec_of_stripe',
};

/** What a platform signs with. */
export const secretOf = (platform: keyof typeof secrets): string => secrets[platform];

const folders = ['shopify', 'woocommerce', 'stripe', 'ses', 'sms'] as const;

/** A file of the folder: `shopify/official-order-1.json`. */
export interface Payload {
  readonly name: string;
  readonly folder: (typeof folders)[number];
  readonly file: string;
  readonly json: Json;
}

/** The payloads of the folders, in the order of their names. */
export function payloadsIn(...names: readonly Payload['folder'][]): Payload[] {
  return names.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, payloadFolder))
      .sort()
      .map((file) => {
        const json = JSON.parse(readFileSync(new URL(`${folder}/${file}`, payloadFolder), 'utf8')) as Json; // an object
        return { name: `${folder}/${file}`, folder, file, json };
      }),
  );
}

/** Sets what the platforms sign with. */
export async function setSecrets({ runtime }: LocalShop): Promise<void> {
  const client = new LambdaClient(clientOf(runtime));
  for (const [connector, value] of Object.entries(secrets)) {
    const Payload = JSON.stringify({ do: 'secret', connector, value, keepHours: 0 });
    await client.send(new InvokeCommand({ FunctionName: 'aftercart-manage-connectors', Payload }));
  }
  client.destroy();
}

/** The tags of a message, by which a report on it comes back. */
export type Tags = Readonly<Record<string, string>>;

/** Delivers a payload the way that its sender does, and returns the status that the sender is told. */
export function deliver(payload: Payload, shop: LocalShop, tags?: Tags): Promise<number> {
  const { folder, json } = payload;
  if (folder === 'ses') return putFromSes(payload, shop, tags);
  if (folder === 'sms') return publishText({ ...json, ...(tags && { context: tags }) }, shop);
  if (json.source !== undefined && json['detail-type'] !== undefined) return putAsPartner(json, shop);
  return post(payload, shop);
}

/** An envelope of a partner's event source, on that source's bus. */
async function putAsPartner(envelope: Json, { runtime }: LocalShop): Promise<number> {
  const client = new EventBridgeClient(clientOf(runtime));
  const { source, 'detail-type': type, detail } = envelope;
  const Entries = [{ Source: String(source), DetailType: String(type), Detail: JSON.stringify(detail) }];
  const { FailedEntryCount } = await client.send(new PutPartnerEventsCommand({ Entries }));
  client.destroy();
  return FailedEntryCount === 0 ? 200 : 400;
}

/** The topic of a file that holds the body alone. */
const shopifyTopics = [
  [/order/, 'orders/create'],
  [/checkout/, 'checkouts/update'],
  [/cart/, 'carts/update'],
  [/customer/, 'customers/update'],
  [/fulfillment/, 'fulfillments/update'],
  [/refund/, 'refunds/create'],
] as const;

/** The event of a bare object. */
const stripeTopics: Readonly<Record<string, string>> = {
  'checkout.session': 'checkout.session.completed',
  charge: 'charge.refunded',
  coupon: 'coupon.created',
  customer: 'customer.created',
  payment_intent: 'payment_intent.payment_failed',
  promotion_code: 'promotion_code.created',
  refund: 'refund.created',
};

async function post({ folder, file, json }: Payload, { runtime, now }: LocalShop): Promise<number> {
  const { headers, body } = signed(folder, file, json, Math.floor(now / 1000));
  const answer = await fetch(`${runtime.endpoint}/in/${folder}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return answer.status;
}

function signed(folder: string, file: string, json: Json, seconds: number) {
  if (folder === 'shopify') {
    const body = JSON.stringify(json);
    const topic = shopifyTopics.find(([name]) => name.test(file))?.[1] ?? '';
    const signature = hmac(secrets.shopify, body).digest('base64');
    return {
      body,
      headers: {
        'x-shopify-topic': topic,
        'x-shopify-hmac-sha256': signature,
        'x-shopify-shop-domain': 'example.myshopify.com',
      },
    };
  }
  if (folder === 'woocommerce') {
    const body = JSON.stringify(json);
    const signature = hmac(secrets.woocommerce, body).digest('base64');
    const topic = `${file.split('-')[0]}.created`;
    return {
      body,
      headers: {
        'x-wc-webhook-topic': topic,
        'x-wc-webhook-signature': signature,
        'x-wc-webhook-source': 'https://shop.example/',
      },
    };
  }
  const body = JSON.stringify(json.object === 'event' ? json : stripeEvent(json));
  const signature = hmac(secrets.stripe, `${seconds}.${body}`).digest('hex');
  return { body, headers: { 'stripe-signature': `t=${seconds},v1=${signature}` } };
}

function hmac(secret: string, text: string) {
  return createHmac('sha256', secret).update(text);
}

/** The fixtures are bare objects: the event around them is ours. */
function stripeEvent(object: Json): Json {
  const type = stripeTopics[String(object.object)] ?? '';
  const created = typeof object.created === 'number' ? object.created : 0;
  return { id: `evt_${object.id}`, object: 'event', type, created, livemode: true, data: { object } };
}

/**
 * An event of SES on the default bus. Those that are recorded as SNS has them are the detail of the same event.
 * @param tags the tags of a message of the shop, in place of another's; the mail's configuration set is the stack's then
 */
async function putFromSes({ json }: Payload, { runtime }: LocalShop, tags?: Tags): Promise<number> {
  const event = json.detail === undefined ? { 'detail-type': 'Email Event', detail: json } : json;
  const { mail, ...others } = event.detail as Json & { readonly mail: Json }; // every event of SES is about a mail
  const own = tags && Object.entries({ ...tags, 'ses:configuration-set': 'aftercart' });
  const listed = own && { tags: Object.fromEntries(own.map(([name, value]) => [name, [value]])) };
  const detail = { ...others, mail: { ...mail, ...listed } };
  runtime.putFromService('aws.ses', String(event['detail-type']), [], detail);
  return 200;
}

/** A carrier's report, or a customer's text, on the topic. */
async function publishText(message: Json, { runtime }: LocalShop): Promise<number> {
  const TopicArn = runtime.stack.ofType('AWS::SNS::Topic').find(({ name }) => name.endsWith('-sms-events'))?.ref ?? '';
  const { status } = await fetch(runtime.endpoint, {
    method: 'POST',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=T/20260302/ap-northeast-1/sns/aws4_request, x' },
    body: new URLSearchParams({ Action: 'Publish', TopicArn, Message: JSON.stringify(message) }),
  });
  return status;
}
