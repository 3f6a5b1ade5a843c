import * as z from 'zod/mini';
import { requestEnvelope } from '../envelope.ts';
import { maxLength } from '../values/text.ts';

export const journeyRequestEvents = {
  'journey.requested': z
    .object({
      ...requestEnvelope,
      journey: z.object({
        name: z
          .string()
          .check(z.minLength(1), z.maxLength(maxLength.id), z.describe("The journey's name, as its folder is called")),
      }),
    })
    .check(z.describe('Somebody of the shop lets this customer into a journey by hand.')),
} as const;
