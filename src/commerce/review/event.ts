import * as z from 'zod/mini';
import { envelope, nounId, referenceSchema } from '../envelope.ts';
import { looseIdSchema } from '../values/id.ts';

/** A review that the customer wrote. */
const reviewSchema = z.object({
  id: nounId,
  rating: z.number().check(z.minimum(1), z.maximum(5), z.describe('From 1 to 5, 5 being best')),
  productId: z.optional(looseIdSchema.check(z.describe("The store's id of the product"))),
});

export const reviewEvents = {
  'review.submitted': z
    .object({ ...envelope, review: reviewSchema, order: z.optional(referenceSchema) })
    .check(z.describe('The customer wrote a review.')),
} as const;
