import * as z from 'zod/mini';
import { envelope, nounId } from '../envelope.ts';
import { productTitleSchema, variantSchema } from '../values/line-item.ts';
import { linkSchema } from '../values/link.ts';
import { moneySchema } from '../values/money-schema.ts';

/** A product by itself, as its page shows it. */
const productSchema = z.object({
  id: nounId,
  title: productTitleSchema,
  variant: variantSchema,
  url: z.optional(linkSchema.check(z.describe("The product's page"))),
  imageUrl: z.optional(linkSchema.check(z.describe('A picture of the product'))),
  price: z.optional(moneySchema.check(z.describe('Of one piece'))),
});

export const productEvents = {
  'product.viewed': z
    .object({ ...envelope, product: productSchema })
    .check(
      z.describe('The customer looked at the page of a product. Post it for visitors whom the shop can tell apart.'),
    ),
  'product.back_in_stock': z
    .object({ ...envelope, product: productSchema })
    .check(z.describe('A product can be bought again. Post it once for each customer who asked to be told.')),
} as const;

export type Product = z.output<typeof productSchema>;
