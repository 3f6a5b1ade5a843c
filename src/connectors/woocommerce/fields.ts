import * as z from 'zod/mini';
import { nullable } from '../contract/read-body.ts';

const text = nullable(z.string());
const amount = nullable(z.union([z.string(), z.number()]));

export const wooId = z.pipe(z.union([z.number(), z.string().check(z.minLength(1))]), z.transform(String));

export const metaFields = nullable(z.array(z.object({ key: z.string(), value: z.unknown() })));

const addressFields = nullable(
  z.object({ first_name: text, last_name: text, country: text, email: text, phone: text }),
);

const lineFields = z.object({
  name: text,
  product_id: nullable(wooId),
  quantity: z.number(),
  subtotal: amount,
  subtotal_tax: amount,
  image: z.catch(nullable(z.object({ src: text })), undefined),
});

export const orderFields = z.object({
  id: wooId,
  number: text,
  status: z.string(),
  currency: z.string(),
  total: z.union([z.string(), z.number()]),
  customer_id: nullable(wooId),
  billing: addressFields,
  line_items: z.array(lineFields),
  refunds: nullable(z.array(z.object({ id: wooId, total: amount }))),
  meta_data: metaFields,
  date_created_gmt: z.string(),
  date_modified_gmt: z.string(),
  date_paid_gmt: text,
  date_completed_gmt: text,
});

export const customerFields = z.object({
  id: wooId,
  email: text,
  first_name: text,
  last_name: text,
  billing: addressFields,
  meta_data: metaFields,
  date_created_gmt: z.string(),
  date_modified_gmt: text,
});

export const thingFields = z.object({ id: wooId, date_modified_gmt: text });

export type WooOrder = z.output<typeof orderFields>;
export type WooCustomer = z.output<typeof customerFields>;
export type WooMeta = z.output<typeof metaFields>;

/** WooCommerce's times in UTC have no offset. */
export function instantOf(gmt: string): string {
  return /(Z|[+-]\d\d:\d\d)$/.test(gmt) ? gmt : `${gmt}Z`;
}

/** The value of a plug-in's key, as a text. */
export function metaText(meta: WooMeta, key: string | undefined): string | undefined {
  const value = key === undefined ? undefined : meta?.find((one) => one.key === key)?.value;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
