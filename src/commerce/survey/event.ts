import * as z from 'zod/mini';
import { envelope, nounId, referenceSchema } from '../envelope.ts';
import { multiLine } from '../values/text.ts';
import { longestComment, scores } from './scale.ts';

/** A customer's answer to a survey. */
const surveySchema = z.object({
  id: nounId,
  score: z.int().check(z.minimum(scores.lowest), z.maximum(scores.highest), z.describe('From 0 to 10, 10 being best')),
  comment: z.optional(
    z.pipe(
      z.string().check(z.maxLength(longestComment), z.describe('Why, in the words of the customer')),
      z.transform(multiLine),
    ),
  ),
});

export const surveyEvents = {
  'survey.answered': z
    .object({ ...envelope, survey: surveySchema, order: z.optional(referenceSchema) })
    .check(z.describe('The customer said how it was, from 0 to 10. The page behind the links in our mails posts it.')),
} as const;
