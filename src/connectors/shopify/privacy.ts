import * as z from 'zod/mini';
import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs } from '../contract/mapping.ts';
import { nullable, readBody } from '../contract/read-body.ts';
import { shopifyId, text } from './fields.ts';
import type { ResourceMapping } from './part.ts';

const privacyFields = z.object({
  /** Only these topics have it: the topic is in a header, which is not signed, and an order has a customer too. */
  shop_domain: z.string(),
  customer: nullable(z.object({ id: nullable(shopifyId), email: text, phone: text })),
  data_request: nullable(z.object({ id: shopifyId })),
});

/** What the compliance topics ask for. Their bodies have no time: a redelivery is told by that of the first attempt. */
export const mapPrivacy: ResourceMapping = (part) => {
  const { customer, data_request: request } = readBody('shopify compliance', privacyFields, part.body);
  const { id, email, phone } = customer ?? {};
  if (!id && !email && !phone) return ignoredAs('nobody-named');
  const occurredAt = part.headers['x-shopify-triggered-at'] ?? new Date(part.receivedAt).toISOString();
  const erased = part.topic === 'customers/redact';
  const subject = request?.id ?? id ?? part.headers['x-shopify-event-id'] ?? part.receivedAt;
  const detail = {
    id: eventIdOf('shopify', erased ? 'redact' : 'data-request', subject, Date.parse(occurredAt)),
    occurredAt,
    // Shopify asks on behalf of the address: what guests ordered with it belongs to the request.
    customer: { ...(id && { id }), ...(email && { email, verified: ['email' as const] }), ...(phone && { phone }) },
  };
  return { events: [{ type: erased ? 'customer.erased' : 'customer.data_requested', detail }] };
};
