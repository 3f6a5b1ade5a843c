import * as z from 'zod/mini';
import { moneySchema } from './money.ts';

const id = z.string().check(z.minLength(1));
const instant = z.iso.datetime({ offset: true });
const link = z.url({ protocol: /^https?$/ });

/** One line of a cart, a checkout or an order. */
export const lineSchema = z.looseObject({
  productId: id,
  title: z.string().check(z.describe("The product's name, in the customer's language if the store has it")),
  quantity: z.number().check(z.positive()),
  price: z.optional(moneySchema),
  url: z.optional(link),
  imageUrl: z.optional(link),
});

/** A cart as it stands after a change; `url` brings the customer back to it. */
export const cartSchema = z.looseObject({ id, total: moneySchema, lines: z.array(lineSchema), url: z.optional(link) });

/** A checkout that was begun. */
export const checkoutSchema = z.looseObject({
  id,
  total: moneySchema,
  lines: z.array(lineSchema),
  url: z.optional(link),
});

/** An order as placed. */
export const orderSchema = z.looseObject({
  id,
  number: z.optional(z.string().check(z.describe('What the customer knows the order by, if not the id'))),
  total: moneySchema,
  lines: z.array(lineSchema),
  url: z.optional(link.check(z.describe("The order's page"))),
});

/** A refund of all or part of an order. `open` until it is paid out (`completed`) or `declined`. */
export const refundSchema = z.looseObject({
  id,
  total: z.optional(moneySchema),
  status: z.enum(['open', 'completed', 'declined']),
  reason: z.optional(z.string()),
});

/** A parcel on its way. One order may have several. */
export const shipmentSchema = z.looseObject({
  id,
  carrier: z.optional(z.string()),
  trackingNumber: z.optional(z.string()),
  trackingUrl: z.optional(link),
  expectedAt: z.optional(instant),
});

/** A review that the customer wrote. */
export const reviewSchema = z.looseObject({
  id,
  rating: z.number().check(z.minimum(1), z.maximum(5)),
  productId: z.optional(id),
});

/** A mention of something by its id alone. */
export const referenceSchema = z.looseObject({ id });

export type Line = z.output<typeof lineSchema>;
export type Refund = z.output<typeof refundSchema>;
