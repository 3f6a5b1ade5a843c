import * as z from 'zod/mini';
import { envelope, nounId, referenceSchema } from '../envelope.ts';
import { lineItemsSchema, totalSchema } from '../values/line-item.ts';
import { linkSchema } from '../values/link.ts';

/** A checkout that was begun. */
const checkoutSchema = z.object({
  id: nounId,
  total: totalSchema,
  lines: lineItemsSchema,
  url: z.optional(linkSchema.check(z.describe('Brings the customer back to the checkout'))),
});

export const checkoutEvents = {
  'checkout.started': z
    .object({ ...envelope, checkout: checkoutSchema, cart: z.optional(referenceSchema) })
    .check(z.describe('The customer went from the cart to the checkout.')),
} as const;
