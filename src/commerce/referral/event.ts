import * as z from 'zod/mini';
import { envelope, nounId } from '../envelope.ts';
import { optionalDisplayName } from '../values/display-text.ts';

/** A customer brought another one. Each of the two has an event with a side of it. */
const referralSchema = z.object({
  id: nounId,
  role: z
    .enum(['referrer', 'referred'])
    .check(z.describe("Which side this event's customer is: who recommended the shop, or who came")),
  friend: optionalDisplayName('How the other one is called, in a word that may be shown'),
});

export const referralEvents = {
  'referral.completed': z
    .object({ ...envelope, referral: referralSchema })
    .check(z.describe('A customer whom another one sent has bought. Post it twice: once for each of the two.')),
} as const;
