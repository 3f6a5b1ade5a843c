import * as z from 'zod/mini';
import { defineConnector } from '../contract/connector.ts';
import type { DeliveryHeaders, DeliveryPart } from '../contract/delivery.ts';
import { readBody } from '../contract/read-body.ts';
import { segmentConfig } from './config.ts';
import { mapCall } from './map.ts';
import { callSchema, cartMemoryOf } from './read.ts';
import { segmentTopics } from './topics.ts';
import { verifyWriteKey } from './write-key.ts';

/** More calls than a batch of Segment's libraries has. */
const mostCalls = 500;

const batchSchema = z.object({
  batch: z.array(z.unknown()).check(z.minLength(1), z.maxLength(mostCalls)),
  sentAt: z.optional(z.string()),
});

/** Calls of Segment's and RudderStack's libraries: `track`, `identify`, `page` and `batch`, e-commerce spec v2. */
export const segment = defineConnector({
  name: 'segment',
  title: 'Segment / RudderStack',
  routes: ['/v1/track', '/v1/identify', '/v1/page', '/v1/batch'],
  config: segmentConfig,
  topics: segmentTopics,
  mostBytes: 500 * 1024,
  headers: [],
  contentTypes: ['application/json', 'text/plain'],
  verify: verifyWriteKey,
  parts: ({ headers, body, receivedAt }) => callsOf(headers, body).map((call) => partOf(call, headers, receivedAt)),
  map: mapCall,
});

/** The calls of a request. The path says which kind a single one is. @throws ContractError when it is none */
function callsOf(headers: DeliveryHeaders, body: unknown): unknown[] {
  const [, kind] = /^\/v1\/(track|identify|page)$/.exec(headers[':path'] ?? '') ?? [];
  if (kind === undefined) return readBody('segment batch', batchSchema, body).batch;
  return [{ ...readBody('segment call', z.looseObject({}), body), type: kind }];
}

function partOf(call: unknown, headers: DeliveryHeaders, receivedAt: number): DeliveryPart {
  const read = readBody('segment call', callSchema, call);
  const { type, event } = read;
  const topic = type === 'track' ? (event ?? '') : type;
  const cart = cartMemoryOf(read);
  const isDelta = topic === 'Product Added' || topic === 'Product Removed';
  return {
    topic,
    headers,
    body: call,
    receivedAt,
    ...(isDelta && cart !== undefined && { thing: { resource: 'cart', id: cart } }),
  };
}
