import * as z from 'zod/mini';
import { customerSchema } from './customer/customer.ts';
import { idSchema } from './values/id.ts';
import { instantSchema } from './values/instant.ts';
import { plainProblem } from './values/plain-problem.ts';
import { maxLength } from './values/text.ts';

z.config({ localeError: plainProblem });

/** The fields that every event has. Unknown fields are tolerated and left out, but in an agreement to marketing, which they cost. */
export const envelope = {
  version: z._default(z.literal(1), 1).check(z.describe('Version of this contract')),
  id: idSchema.check(z.describe('Stable id of the happening: the same when the event is sent again')),
  occurredAt: instantSchema.check(z.describe('When it happened, ISO 8601 with offset')),
  shop: z
    .string()
    .check(
      z.regex(/^[a-z0-9-]+$/, 'must be lower-case letters, digits and hyphens'),
      z.maxLength(maxLength.id),
      z.describe('Which shop, as in the source store.<shop>'),
    ),
  test: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        'true: a trial. It is checked; it makes its customer if there is none, and says nothing of one who is there. No order, cart or parcel of it counts, and nothing starts, ends or is sent',
      ),
    ),
  history: z
    .optional(z.boolean())
    .check(
      z.describe(
        'true: told afterwards, by an import. It fills profile and facts; no journey starts, ends or goes on by it, and nothing is sent because of it',
      ),
    ),
  customer: customerSchema.check(z.describe('Whom it happened to')),
};

/** The envelope of an event that asks for something: it asks now, so it is never history. */
export const requestEnvelope = {
  ...envelope,
  history: z
    .optional(
      z.literal(false, { error: 'must be left out: this event asks for something, and history asks for nothing' }),
    )
    .check(z.describe('Never true: this event asks for something')),
};

/** The store's id of the thing that an event is about. */
export const nounId = idSchema.check(z.describe("The store's id"));

/** A mention of something by its id alone. */
export const referenceSchema = z.object({ id: nounId });
