import * as z from 'zod/mini';
import { nullable } from '../contract/read-body.ts';

const text = nullable(z.string());
const flag = nullable(z.boolean());
const id = z.string().check(z.minLength(1));

const money = z.object({ amount: z.union([z.number(), z.string()]), currency: z.string() });

const metadata = nullable(z.array(z.object({ key: z.string(), value: z.string() })));

const address = nullable(
  z.object({ firstName: text, lastName: text, phone: text, country: nullable(z.object({ code: z.string() })) }),
);

const mentionedUser = nullable(z.object({ id, email: text, firstName: text, lastName: text, isConfirmed: flag }));

/** What both orders and checkouts say of their customer. */
const buyer = { user: mentionedUser, billingAddress: address, shippingAddress: address, metadata };

const product = nullable(z.object({ id, name: text, slug: text, thumbnail: nullable(z.object({ url: text })) }));

const variant = nullable(z.object({ name: text, product }));

const price = nullable(z.object({ gross: nullable(money) }));

export const orderFields = z.object({
  ...buyer,
  id,
  number: text,
  created: z.string(),
  updatedAt: z.string(),
  status: z.string(),
  origin: text,
  isPaid: flag,
  userEmail: text,
  languageCodeEnum: text,
  checkoutId: text,
  channel: nullable(z.object({ slug: z.string() })),
  total: z.object({ gross: money }),
  totalRefunded: nullable(money),
  lines: z.array(
    z.object({
      productName: text,
      variantName: text,
      translatedProductName: text,
      translatedVariantName: text,
      quantity: z.number(),
      unitPrice: price,
      variant,
    }),
  ),
  fulfillments: nullable(z.array(z.object({ id, status: z.string(), created: text, trackingNumber: text, metadata }))),
});

export const checkoutFields = z.object({
  ...buyer,
  id,
  token: text,
  created: z.string(),
  updatedAt: z.string(),
  email: text,
  languageCode: text,
  channel: nullable(z.object({ slug: z.string() })),
  totalPrice: z.object({ gross: money }),
  lines: z.array(z.object({ quantity: z.number(), unitPrice: price, variant })),
});

export const userFields = z.object({
  id,
  email: text,
  firstName: text,
  lastName: text,
  isActive: flag,
  isConfirmed: flag,
  isStaff: flag,
  languageCode: text,
  dateJoined: z.string(),
  updatedAt: text,
  metadata,
  defaultBillingAddress: address,
  defaultShippingAddress: address,
});

/** The thing of a delivery, as far as its identity goes. */
export const thingFields = z.object({ id, updatedAt: text });

export type SaleorOrder = z.output<typeof orderFields>;
export type SaleorCheckout = z.output<typeof checkoutFields>;
export type SaleorUser = z.output<typeof userFields>;
export type SaleorAddress = z.output<typeof address>;
export type SaleorMetadata = z.output<typeof metadata>;
export type SaleorMoney = z.output<typeof money>;

/** The value of a key of public metadata, if there is one. */
export function metadataValue(all: SaleorMetadata, key: string | undefined): string | undefined {
  return (key !== undefined && all?.find((one) => one.key === key)?.value.trim()) || undefined;
}
