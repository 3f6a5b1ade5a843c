import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import type { DeliveryHeaders } from '../../src/connectors/contract/delivery.ts';
import type { MappedEvent, Mapping, Remembered } from '../../src/connectors/contract/mapping.ts';
import { shopify } from '../../src/connectors/shopify/connector.ts';

export const receivedAt = Date.parse('2026-11-20T15:01:00+09:00');
export const domain = 'example.myshopify.com';

/** Maps the one part of a delivery. */
export function mapped(
  topic: string,
  body: unknown,
  config: unknown = {},
  last?: Remembered,
  more: DeliveryHeaders = {},
): Mapping {
  const headers = { 'x-shopify-topic': topic, 'x-shopify-shop-domain': domain, ...more };
  const [part] = shopify.parts({ headers, body, receivedAt }, config);
  if (part === undefined) throw new Error('A delivery of Shopify has one part.');
  return shopify.map(part, config, last);
}

export function types({ events }: Mapping): string[] {
  return events.map(({ type }) => type);
}

/** The fields that the contract of an event drops from a mapped one. @throws ContractError when it refuses it */
export function problemsOf({ type, detail }: MappedEvent): readonly string[] {
  const whole = { shop: 'shop', customer: { id: '1' }, ...detail };
  const event = { 'detail-type': type, detail: whole, source: 'store.shop', time: new Date(receivedAt).toISOString() };
  return readStoreEvent(event, { now: Math.max(receivedAt, Date.parse(detail.occurredAt)), shop: 'shop' }).dropped;
}
