import * as z from 'zod/mini';
import { nullable } from '../contract/read-body.ts';

const text = nullable(z.string());
const minor = nullable(z.number());

/** The last second of the year 9999. */
const latest = 253_402_300_799;

/**
 * The snapshot form: `data.object` holds the thing as it was. A thin event has none, and some things, such as a balance, have
 * no id.
 */
export const eventFields = z.object({
  id: z.string(),
  type: z.string(),
  created: z.union([z.number().check(z.minimum(0), z.maximum(latest)), z.string()]),
  livemode: z.optional(z.boolean()),
  data: nullable(z.object({ object: nullable(z.looseObject({ id: text })) })),
});

const lineFields = z.object({
  description: text,
  quantity: minor,
  amount_subtotal: minor,
  price: nullable(
    z.object({
      id: text,
      currency: text,
      unit_amount: minor,
      product: nullable(
        z.union([
          z.string(),
          z.object({ id: z.string(), name: text, url: text, images: nullable(z.array(z.string())) }),
        ]),
      ),
    }),
  ),
});

export const linesFields = z.object({ data: z.array(lineFields) });

export const sessionFields = z.object({
  id: z.string(),
  mode: text,
  amount_total: minor,
  currency: text,
  client_reference_id: text,
  payment_link: text,
  customer: text,
  customer_email: text,
  customer_details: nullable(
    z.object({ email: text, phone: text, name: text, address: nullable(z.object({ country: text })) }),
  ),
  consent: nullable(z.object({ promotions: text })),
  locale: text,
  payment_intent: text,
  url: text,
  after_expiration: nullable(z.object({ recovery: nullable(z.object({ url: text })) })),
  line_items: nullable(linesFields),
});

export const refundFields = z.object({
  id: z.string(),
  amount: z.number(),
  currency: z.string(),
  status: text,
  charge: text,
  payment_intent: text,
});

export const chargeFields = z.object({
  id: z.string(),
  amount_refunded: z.number(),
  currency: z.string(),
  payment_intent: text,
});

export const customerFields = z.object({
  id: z.string(),
  email: text,
  phone: text,
  name: text,
  preferred_locales: nullable(z.array(z.string())),
  address: nullable(z.object({ country: text })),
});

export type StripeEvent = z.output<typeof eventFields>;
export type Session = z.output<typeof sessionFields>;
export type SessionLine = z.output<typeof lineFields>;

/** Stripe's times are seconds in snapshot events, and ISO 8601 in thin ones. */
export function instantOf({ created }: StripeEvent): string {
  return typeof created === 'string' ? created : new Date(created * 1000).toISOString();
}
