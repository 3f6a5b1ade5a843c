import * as z from 'zod/mini';
import { nullable } from '../contract/read-body.ts';

export const text = nullable(z.string());
export const flag = nullable(z.boolean());

/** A number in the REST form, a text such as `gid://shopify/Order/1` in the GraphQL form. */
export const shopifyId = z.pipe(
  z.union([z.number(), z.string().check(z.minLength(1))]),
  z.transform((id) => String(id).replace(/^gid:\/\/shopify\/\w+\//, '')),
);

const amount = z.object({ amount: z.string(), currency_code: z.string() });

/** An amount in the shop's currency and in the one that the customer saw. */
export const moneySet = nullable(z.object({ shop_money: nullable(amount), presentment_money: nullable(amount) }));

export const lineFields = z.object({
  product_id: nullable(shopifyId),
  variant_id: nullable(shopifyId),
  title: text,
  variant_title: text,
  quantity: z.number(),
  price: nullable(z.union([z.string(), z.number()])),
  price_set: moneySet,
});

const addressFields = nullable(z.object({ country_code: text }));

const consentFields = nullable(z.object({ state: text, opt_in_level: text, consent_updated_at: text }));

export const customerFields = z.object({
  id: nullable(shopifyId),
  email: text,
  phone: text,
  first_name: text,
  last_name: text,
  state: text,
  locale: text,
  verified_email: flag,
  email_marketing_consent: consentFields,
  sms_marketing_consent: consentFields,
  default_address: addressFields,
});

/** What checkouts and orders say of their customer. */
export const buyerFields = {
  email: text,
  contact_email: text,
  phone: text,
  sms_marketing_phone: text,
  buyer_accepts_marketing: flag,
  buyer_accepts_sms_marketing: flag,
  customer_locale: text,
  customer: nullable(customerFields),
  billing_address: addressFields,
  shipping_address: addressFields,
  note_attributes: z.catch(nullable(z.array(z.object({ name: z.string(), value: z.unknown() }))), undefined),
  cart_token: text,
  created_at: z.string(),
} as const;

const buyer = z.object(buyerFields);

export type LineFields = z.output<typeof lineFields>;
export type CustomerFields = z.output<typeof customerFields>;
export type ConsentFields = z.output<typeof consentFields>;
export type BuyerFields = z.output<typeof buyer>;
export type MoneySet = z.output<typeof moneySet>;
