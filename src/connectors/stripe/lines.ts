import { askApi } from '../contract/api.ts';
import type { DeliveryPart } from '../contract/delivery.ts';
import type { Reach } from '../contract/reach.ts';
import { eventFields } from './fields.ts';

/**
 * Fetches the lines of a session, which no event holds. Without a key, or with one of the other mode, the order has none.
 * Source: https://docs.stripe.com/api/checkout/sessions/line_items
 * @throws RetryableError when Stripe is busy or refuses the key
 */
export async function withLines(part: DeliveryPart, reach: Reach): Promise<DeliveryPart> {
  const { secretKey } = reach.credentials;
  const event = eventFields.safeParse(part.body);
  const session = event.success ? event.data.data?.object : undefined;
  const hasLines = part.topic === 'checkout.session.completed' || part.topic === 'checkout.session.expired';
  if (!hasLines || secretKey === undefined || !session?.id || session.line_items) return part;
  const query = 'limit=100&expand[]=data.price.product';
  const url = `https://api.stripe.com/v1/checkout/sessions/${encodeURIComponent(session.id)}/line_items?${query}`;
  const headers = { authorization: `Bearer ${secretKey}` };
  const { status, json } = await askApi({ url, headers, answers: [400, 404] }, reach);
  if (status >= 400) return part; // a key of the other mode does not know it
  return { ...part, body: { ...event.data, data: { object: { ...session, line_items: json } } } };
}
