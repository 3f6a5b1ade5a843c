import * as z from 'zod/mini';
import { envelope, nounId, referenceSchema } from '../envelope.ts';
import { optionalDisplayText, recordTextSchema } from '../values/display-text.ts';
import { instantSchema } from '../values/instant.ts';
import { maxLength } from '../values/text.ts';

/** Something that the customer asked the shop. */
const inquirySchema = z.object({
  id: nounId,
  subject: optionalDisplayText(maxLength.title, 'What it is about, in a line that may be shown to the customer'),
  text: z.optional(
    recordTextSchema(
      maxLength.text,
      "The customer's own words, for the staff: no message shows them. Cut at 2,000 characters",
    ),
  ),
  answerBy: z.optional(
    instantSchema.check(z.describe('When the shop promises to have answered, ISO 8601 with offset')),
  ),
});

export const inquiryEvents = {
  'inquiry.received': z
    .object({ ...envelope, inquiry: inquirySchema, order: z.optional(referenceSchema) })
    .check(z.describe('The customer asked the shop something.')),
  'inquiry.answered': z
    .object({ ...envelope, inquiry: inquirySchema, order: z.optional(referenceSchema) })
    .check(z.describe('The shop answered an inquiry; there may be more to say.')),
  'inquiry.closed': z
    .object({ ...envelope, inquiry: inquirySchema, order: z.optional(referenceSchema) })
    .check(z.describe('An inquiry is settled.')),
} as const;
