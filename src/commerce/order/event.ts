import * as z from 'zod/mini';
import { envelope, nounId, referenceSchema } from '../envelope.ts';
import { optionalDisplayText, optionalReferenceNumber } from '../values/display-text.ts';
import { instantSchema } from '../values/instant.ts';
import { lineItemsSchema, totalSchema } from '../values/line-item.ts';
import { linkSchema } from '../values/link.ts';
import { moneySchema } from '../values/money-schema.ts';
import { maxLength } from '../values/text.ts';

/** An order as placed. */
const orderSchema = z.object({
  id: nounId,
  number: optionalReferenceNumber('What the customer knows the order by, if not the id'),
  total: totalSchema,
  lines: lineItemsSchema,
  url: z.optional(linkSchema.check(z.describe("The order's page"))),
  reorderUrl: z.optional(linkSchema.check(z.describe('The page that puts the same goods into a cart again'))),
  dispatchBy: z.optional(
    instantSchema.check(z.describe('When the shop promised to have sent it, ISO 8601 with offset')),
  ),
});

/** A refund of all or part of an order. `open` until it is paid out (`completed`) or `declined`. */
const refundSchema = z.object({
  id: nounId,
  total: z.optional(moneySchema.check(z.describe('What is paid back'))),
  status: z
    .enum(['open', 'completed', 'declined'])
    .check(z.describe('open until it is paid out (completed) or declined')),
  reason: optionalDisplayText(maxLength.title, 'Why, in the words of the store'),
});

export const orderEvents = {
  'order.placed': z
    .object({ ...envelope, order: orderSchema, cart: z.optional(referenceSchema) })
    .check(z.describe('The customer bought something.')),
  'order.cancelled': z
    .object({ ...envelope, order: referenceSchema })
    .check(z.describe('An order was called off, by the customer or by the shop.')),
  'order.refunded': z
    .object({ ...envelope, order: referenceSchema, refund: refundSchema })
    .check(z.describe('A refund of all or part of an order was opened, paid out or declined.')),
} as const;

export type Refund = z.output<typeof refundSchema>;
