import * as z from 'zod/mini';
import { defineConnector } from '../contract/connector.ts';
import type { DeliveryHeaders, DeliveryPart, PlatformThing } from '../contract/delivery.ts';
import { ignoredAs, type Mapping, marked } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { mapCart } from './carts.ts';
import { mapCheckout } from './checkouts.ts';
import { type ShopifyConfig, shopifyConfig } from './config.ts';
import { mapConsent, mapCustomer } from './customers.ts';
import { shopifyId, text } from './fields.ts';
import { classicForm, noData } from './graphql-form.ts';
import { mapOrder } from './orders.ts';
import { mapFulfillment, mapProgress } from './parcels.ts';
import type { ResourceMapping } from './part.ts';
import { mapPrivacy } from './privacy.ts';
import { changedOrders } from './reconcile.ts';
import { mapRefund, mapReturn } from './refunds.ts';
import { shopifyTopics } from './topics.ts';
import { verifyShopify } from './verify.ts';

/** The mapping of each resource, and whether a state of it is remembered. */
const resources: Readonly<Record<string, readonly [ResourceMapping, (keyof ThingFields)?]>> = {
  carts: [mapCart, 'token'],
  checkouts: [mapCheckout, 'token'],
  orders: [mapOrder, 'id'],
  refunds: [mapRefund],
  returns: [mapReturn],
  fulfillments: [mapFulfillment, 'id'],
  fulfillment_events: [mapProgress],
  customers: [mapCustomer, 'id'],
  customers_email_marketing_consent: [mapConsent],
  customers_marketing_consent: [mapConsent],
};

const thingFields = z.object({ id: z.optional(shopifyId), token: text, updated_at: text });

type ThingFields = z.output<typeof thingFields>;

/** The envelope of Shopify's partner source on EventBridge; names in the metadata differ in their case. */
const envelopeFields = z.object({
  detail: z.object({ payload: z.unknown(), metadata: z.record(z.string(), z.unknown()) }),
});

export const shopify = defineConnector<ShopifyConfig>({
  name: 'shopify',
  title: 'Shopify',
  config: shopifyConfig,
  credentials: {
    clientId: { en: 'the app’s client ID', ja: 'アプリのクライアント ID' },
    clientSecret: { en: 'the app’s client secret', ja: 'アプリのクライアントシークレット' },
  },
  topics: shopifyTopics,
  topicHeader: 'x-shopify-topic',
  mostBytes: 768 * 1024,
  headers: [
    'x-shopify-topic',
    'x-shopify-shop-domain',
    'x-shopify-event-id',
    'x-shopify-triggered-at',
    'x-shopify-test',
  ],
  verify: verifyShopify,
  partnerBus: {
    sourcePrefix: 'aws.partner/shopify.com/',
    open: (envelope) => {
      const { payload, metadata } = readBody('shopify envelope', envelopeFields, envelope).detail;
      return { headers: lowerCase(metadata), body: payload };
    },
  },
  parts: ({ headers, body, receivedAt }) => [partOf(headers, body, receivedAt)],
  map: mapPart,
  changedSince: changedOrders,
  needsToAsk: ['domain'],
});

function partOf(headers: DeliveryHeaders, body: unknown, receivedAt: number): DeliveryPart {
  const newer = classicForm(body);
  const topic = newer?.topic ?? headers['x-shopify-topic'] ?? '';
  const own = newer ? newer.body : body;
  const thing = thingOf(topic, own);
  const changed = thing?.changedAt;
  return {
    topic,
    headers,
    body: own,
    receivedAt,
    ...(thing && { thing: thing.thing }),
    ...(changed && { changedAt: changed }),
  };
}

/** The thing whose state is remembered, with the time of its change. */
function thingOf(topic: string, body: unknown): { thing: PlatformThing; changedAt?: number } | undefined {
  const [resource = ''] = topic.split('/');
  const named = resources[resource]?.[1];
  const read = z.safeParse(thingFields, body);
  const id = named && read.success ? read.data[named] : undefined;
  if (!read.success || !id) return undefined;
  const changedAt = Date.parse(read.data.updated_at ?? '');
  return { thing: { resource, id }, ...(Number.isFinite(changedAt) && { changedAt }) };
}

function mapPart(part: DeliveryPart, config: ShopifyConfig, last: Parameters<ResourceMapping>[2]): Mapping {
  const from = part.headers['x-shopify-shop-domain'];
  if (config.domain !== undefined && from !== undefined && from !== config.domain) return ignoredAs('another-shop');
  if (part.body === undefined) return { ...ignoredAs('no-data'), missing: [noData] };
  const map = part.topic.match(/^customers\/(redact|data_request)$/)
    ? mapPrivacy
    : resources[part.topic.split('/')[0] ?? '']?.[0];
  if (map === undefined) return ignoredAs('not-ours');
  const mapping = map(part, config, last);
  return part.headers['x-shopify-test'] === 'true'
    ? { ...mapping, events: mapping.events.map((one) => marked(one, { test: true })) }
    : mapping;
}

function lowerCase(metadata: Readonly<Record<string, unknown>>): DeliveryHeaders {
  const texts = Object.entries(metadata).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([name, value]) => [name.toLowerCase(), value]));
}
