import * as z from 'zod/mini';
import { envelope, nounId, referenceSchema } from '../envelope.ts';
import { lineItemsSchema, totalSchema } from '../values/line-item.ts';
import { linkSchema } from '../values/link.ts';

/** A cart as it is after a change; `url` brings the customer back to it. */
const cartSchema = z.object({
  id: nounId,
  total: totalSchema,
  lines: lineItemsSchema,
  url: z.optional(linkSchema.check(z.describe('Brings the customer back to the cart'))),
});

export const cartEvents = {
  'cart.updated': z.object({ ...envelope, cart: cartSchema }).check(z.describe('A cart was filled or changed.')),
  'cart.emptied': z.object({ ...envelope, cart: referenceSchema }).check(z.describe('The last thing left a cart.')),
} as const;
