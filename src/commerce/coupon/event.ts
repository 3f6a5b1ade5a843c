import * as z from 'zod/mini';
import { envelope, referenceSchema } from '../envelope.ts';
import { idSchema } from '../values/id.ts';

/** A coupon that the customer used. */
const couponSchema = z.object({
  code: idSchema.check(z.describe('The code as it was issued')),
});

export const couponEvents = {
  'coupon.redeemed': z
    .object({ ...envelope, coupon: couponSchema, order: z.optional(referenceSchema) })
    .check(z.describe('The customer used a coupon.')),
} as const;
