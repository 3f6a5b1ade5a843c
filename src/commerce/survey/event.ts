import * as z from 'zod/mini';
import { envelope, nounId, referenceSchema } from '../envelope.ts';
import { multiLine } from '../values/text.ts';
import { highestScores, longestComment, scores } from './scale.ts';

const name = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/));

/** A customer's answer to a survey: a score, a choice, or both. */
const surveySchema = z
  .object({
    id: nounId,
    name: z.optional(name.check(z.describe('The survey, by its name in store.yaml; none for "how was it"'))),
    score: z.optional(
      z
        .int()
        .check(
          z.minimum(scores.lowest),
          z.maximum(scores.highest),
          z.describe('From 0 to 10, 10 being best; of five faces from 1 to 5'),
        ),
    ),
    outOf: z.optional(
      z.literal([...highestScores]).check(z.describe('The best score there is; 10 where it is absent')),
    ),
    choice: z.optional(name.check(z.describe('The chosen option, by its name in store.yaml'))),
    comment: z.optional(
      z.pipe(
        z.string().check(z.maxLength(longestComment), z.describe('Why, in the words of the customer')),
        z.transform(multiLine),
      ),
    ),
  })
  .check(
    z.refine(({ score, choice }) => score !== undefined || choice !== undefined, 'has a score or a choice'),
    z.refine(({ score = 0, outOf = scores.highest }) => score <= outOf, 'has no score above the best one'),
  );

export const surveyEvents = {
  'survey.answered': z
    .object({ ...envelope, survey: surveySchema, order: z.optional(referenceSchema) })
    .check(
      z.describe(
        'The customer answered a survey: with a score, a choice, or both. The page behind the links in our mails posts it.',
      ),
    ),
} as const;
