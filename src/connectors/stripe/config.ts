import * as z from 'zod/mini';

/** What a shop that sells by Stripe Checkout may set. */
export const stripeConfig = z.object({
  /** What the shop puts into `client_reference_id`. It does not count of Payment Links, which take it from the payer's address bar. */
  reference: z._default(z.enum(['none', 'customer', 'cart', 'order']), 'none'),
  /**
   * The events that tell of refunds. `refund`: refund.created, .updated and .failed, each with its own amount. `charge`:
   * charge.refunded, which tells the sum. Both together would count twice, so the other is ignored.
   */
  refunds: z._default(z.enum(['refund', 'charge']), 'refund'),
  timeZone: z.optional(z.string()),
});

export type StripeConfig = z.output<typeof stripeConfig>;
