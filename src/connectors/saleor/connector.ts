import * as z from 'zod/mini';
import { defineConnector } from '../contract/connector.ts';
import type { DeliveryHeaders, DeliveryPart } from '../contract/delivery.ts';
import { ignoredAs, type Mapping, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { mapCheckout } from './checkouts.ts';
import { type SaleorConfig, saleorConfig } from './config.ts';
import { mapCustomer } from './customers.ts';
import { thingFields } from './fields.ts';
import { mapOrder } from './orders.ts';
import { changedOrders } from './reconcile.ts';
import { saleorTopics } from './topics.ts';
import { saleorVerifier } from './verify.ts';

type Thing = 'order' | 'checkout' | 'user';

/** The thing that a topic is about, by the topic's first word: a fulfillment comes with its order. */
const thingOf: Readonly<Record<string, Thing>> = {
  order: 'order',
  fulfillment: 'order',
  checkout: 'checkout',
  customer: 'user',
  account: 'user',
};

const maps: Readonly<
  Record<Thing, (part: DeliveryPart, config: SaleorConfig, last: Remembered | undefined) => Mapping>
> = { order: mapOrder, checkout: mapCheckout, user: mapCustomer };

const permissions: Readonly<Record<Thing, string>> = {
  order: 'MANAGE_ORDERS',
  checkout: 'MANAGE_CHECKOUTS',
  user: 'MANAGE_USERS',
};

const bodyFields = z.record(z.string(), z.unknown());

/** Saleor's webhooks, with the subscription query of this folder. Source: https://docs.saleor.io/developer/extending/webhooks */
export const saleor = defineConnector<SaleorConfig>({
  name: 'saleor',
  title: 'Saleor',
  config: saleorConfig,
  credentials: { appToken: { en: 'the token of the app', ja: 'アプリのトークン' } },
  topics: saleorTopics,
  topicHeader: 'saleor-event',
  mostBytes: 768 * 1024,
  headers: ['saleor-event'],
  verify: saleorVerifier(),
  parts: ({ headers, body, receivedAt }) => [partOf(headers, body, receivedAt)],
  map: mapPart,
  changedSince: changedOrders,
  needsToAsk: ['url'],
});

function partOf(headers: DeliveryHeaders, body: unknown, receivedAt: number): DeliveryPart {
  const topic = headers['saleor-event'] ?? '';
  const part = { topic, headers, body, receivedAt };
  const resource = resourceOf(topic);
  if (resource === undefined) return part;
  const read = z.safeParse(thingFields, readBody('saleor webhook', bodyFields, body)[resource]);
  if (!read.success) return part;
  const changedAt = Date.parse(read.data.updatedAt ?? '');
  const thing = { resource, id: read.data.id };
  return { ...part, thing, ...(Number.isFinite(changedAt) && { changedAt }) };
}

function resourceOf(topic: string): Thing | undefined {
  return thingOf[topic.split('_')[0] ?? ''];
}

function mapPart(part: DeliveryPart, config: SaleorConfig, last: Remembered | undefined): Mapping {
  const resource = resourceOf(part.topic);
  if (resource === undefined || 'ignored' in (saleorTopics[part.topic] ?? { ignored: '' }))
    return ignoredAs('not-ours');
  const body = readBody('saleor webhook', bodyFields, part.body);
  if (body[resource] !== null && body[resource] !== undefined) return maps[resource](part, config, last);
  const problem = `is missing: give the app the permission ${permissions[resource]}, and the webhook the subscription query of src/connectors/saleor`;
  return { ...ignoredAs('no-data'), missing: [{ path: resource, problem }] };
}
