import * as z from 'zod/mini';
import { envelope } from '../envelope.ts';
import { displayTextSchema } from '../values/display-text.ts';
import { looseIdSchema } from '../values/id.ts';
import { maxLength } from '../values/text.ts';

/** A level of the shop's membership. */
const tierSchema = z.object({
  id: looseIdSchema.check(z.describe("The store's id")),
  name: displayTextSchema(maxLength.name, 'What the customer knows the level by'),
});

export const tierEvents = {
  'customer.tier_reached': z
    .object({ ...envelope, tier: tierSchema })
    .check(z.describe("The customer rose to a level of the shop's membership.")),
} as const;
