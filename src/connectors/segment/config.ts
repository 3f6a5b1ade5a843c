import * as z from 'zod/mini';

/** The settings of the Segment dialect. */
export const segmentConfig = z.object({
  /** The currency of amounts that name none: `JPY`. */
  currency: z._default(z.string().check(z.regex(/^[A-Z]{3}$/, 'must be a currency such as JPY')), 'JPY'),
  /** True if a `userId` is always the id of an account. false: calls with one alone are left out. */
  userIdIsAccount: z._default(z.boolean(), true),
});

export type SegmentConfig = z.output<typeof segmentConfig>;
