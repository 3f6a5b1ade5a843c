import * as z from 'zod/mini';
import { moneySchema } from './money-schema.ts';
import { longestComment, scores } from './survey.ts';

const id = z.string().check(z.minLength(1), z.describe("The store's id"));
const instant = z.iso.datetime({ offset: true });
const link = z.url({ protocol: /^https?$/ });

/** One line of a cart, a checkout or an order. */
export const lineSchema = z.looseObject({
  productId: id.check(z.describe("The store's id of the product")),
  title: z.string().check(z.describe("The product's name, in the customer's language if the store has it")),
  quantity: z.number().check(z.positive(), z.describe('How many')),
  price: z.optional(moneySchema.check(z.describe('Of one piece'))),
  url: z.optional(link.check(z.describe("The product's page"))),
  imageUrl: z.optional(link.check(z.describe('A picture of the product'))),
});

const total = moneySchema.check(z.describe('What it costs altogether'));
const lines = z.array(lineSchema).check(z.describe('What is in it'));

/** A cart as it stands after a change; `url` brings the customer back to it. */
export const cartSchema = z.looseObject({
  id,
  total,
  lines,
  url: z.optional(link.check(z.describe('Brings the customer back to the cart'))),
});

/** A checkout that was begun. */
export const checkoutSchema = z.looseObject({
  id,
  total,
  lines,
  url: z.optional(link.check(z.describe('Brings the customer back to the checkout'))),
});

/** An order as placed. */
export const orderSchema = z.looseObject({
  id,
  number: z.optional(z.string().check(z.describe('What the customer knows the order by, if not the id'))),
  total,
  lines,
  url: z.optional(link.check(z.describe("The order's page"))),
  dispatchBy: z.optional(instant.check(z.describe('When the shop promised to have sent it, ISO 8601 with offset'))),
});

/** A refund of all or part of an order. `open` until it is paid out (`completed`) or `declined`. */
export const refundSchema = z.looseObject({
  id,
  total: z.optional(moneySchema.check(z.describe('What is paid back'))),
  status: z
    .enum(['open', 'completed', 'declined'])
    .check(z.describe('open until it is paid out (completed) or declined')),
  reason: z.optional(z.string().check(z.describe('Why, in the words of the store'))),
});

/** A parcel on its way. One order may have several. */
export const shipmentSchema = z.looseObject({
  id,
  carrier: z.optional(z.string().check(z.describe('Who carries it'))),
  trackingNumber: z.optional(z.string().check(z.describe("The carrier's number"))),
  trackingUrl: z.optional(link.check(z.describe("The carrier's page of the parcel"))),
  expectedAt: z.optional(instant.check(z.describe('When it should arrive, ISO 8601 with offset'))),
});

/** A review that the customer wrote. */
export const reviewSchema = z.looseObject({
  id,
  rating: z.number().check(z.minimum(1), z.maximum(5), z.describe('From 1 to 5, 5 being best')),
  productId: z.optional(id.check(z.describe("The store's id of the product"))),
});

/** A coupon that the customer used. */
export const couponSchema = z.looseObject({
  code: z.string().check(z.minLength(1), z.describe('The code as it was issued')),
});

/** A product by itself, as its page shows it. */
export const productSchema = z.looseObject({
  id,
  title: z.string().check(z.describe("The product's name, in the customer's language if the store has it")),
  url: z.optional(link.check(z.describe("The product's page"))),
  imageUrl: z.optional(link.check(z.describe('A picture of the product'))),
  price: z.optional(moneySchema.check(z.describe('Of one piece'))),
});

/** Something that the customer asked the shop. */
export const inquirySchema = z.looseObject({
  id,
  subject: z.optional(z.string().check(z.describe('What it is about, in a line that may be shown to the customer'))),
  answerBy: z.optional(instant.check(z.describe('When the shop promises to have answered, ISO 8601 with offset'))),
});

/** A level of the shop's membership. */
export const tierSchema = z.looseObject({
  id,
  name: z.string().check(z.minLength(1), z.describe('What the customer knows the level by')),
});

/** What a customer answered when asked how it was. */
export const surveySchema = z.looseObject({
  id,
  score: z.int().check(z.minimum(scores.lowest), z.maximum(scores.highest), z.describe('From 0 to 10, 10 being best')),
  comment: z.optional(z.string().check(z.maxLength(longestComment), z.describe('Why, in the words of the customer'))),
});

/** A customer brought another one. Each of the two has an event with a side of it. */
export const referralSchema = z.looseObject({
  id,
  role: z
    .enum(['referrer', 'referred'])
    .check(z.describe("Which side this event's customer is: who recommended the shop, or who came")),
  friend: z.optional(z.string().check(z.describe('How the other one is called, in a word that may be shown'))),
});

/** A mention of something by its id alone. */
export const referenceSchema = z.looseObject({ id });

export type Line = z.output<typeof lineSchema>;
export type Product = z.output<typeof productSchema>;
export type Refund = z.output<typeof refundSchema>;
