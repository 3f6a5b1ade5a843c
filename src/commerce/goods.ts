import * as z from 'zod/mini';
import { longestComment, scores } from './survey-scale.ts';
import {
  displayTextSchema,
  optionalDisplayName,
  optionalDisplayText,
  optionalReferenceNumber,
} from './values/display-text.ts';
import { idSchema, looseIdSchema } from './values/id.ts';
import { instantSchema } from './values/instant.ts';
import { linkSchema } from './values/link.ts';
import { moneySchema } from './values/money-schema.ts';
import { maxLength, multiLine } from './values/text.ts';

/** More lines than anybody fills a cart with, and few enough to be read in a moment. */
const mostLines = 500;

const id = idSchema.check(z.describe("The store's id"));
const title = displayTextSchema(maxLength.title, "The product's name, in the customer's language if the store has it");

/** One line of a cart, a checkout or an order. */
export const lineSchema = z.object({
  productId: looseIdSchema.check(z.describe("The store's id of the product")),
  title,
  quantity: z.number().check(z.minimum(0.001), z.maximum(1_000_000), z.describe('How many: from 0.001 to 1,000,000')),
  price: z.optional(moneySchema.check(z.describe('Of one piece'))),
  url: z.optional(linkSchema.check(z.describe("The product's page"))),
  imageUrl: z.optional(linkSchema.check(z.describe('A picture of the product'))),
});

const total = moneySchema.check(z.describe('What it costs altogether'));
const lines = z.array(lineSchema).check(z.maxLength(mostLines), z.describe('What is in it'));

/** A cart as it stands after a change; `url` brings the customer back to it. */
export const cartSchema = z.object({
  id,
  total,
  lines,
  url: z.optional(linkSchema.check(z.describe('Brings the customer back to the cart'))),
});

/** A checkout that was begun. */
export const checkoutSchema = z.object({
  id,
  total,
  lines,
  url: z.optional(linkSchema.check(z.describe('Brings the customer back to the checkout'))),
});

/** An order as placed. */
export const orderSchema = z.object({
  id,
  number: optionalReferenceNumber('What the customer knows the order by, if not the id'),
  total,
  lines,
  url: z.optional(linkSchema.check(z.describe("The order's page"))),
  dispatchBy: z.optional(
    instantSchema.check(z.describe('When the shop promised to have sent it, ISO 8601 with offset')),
  ),
});

/** A refund of all or part of an order. `open` until it is paid out (`completed`) or `declined`. */
export const refundSchema = z.object({
  id,
  total: z.optional(moneySchema.check(z.describe('What is paid back'))),
  status: z
    .enum(['open', 'completed', 'declined'])
    .check(z.describe('open until it is paid out (completed) or declined')),
  reason: optionalDisplayText(maxLength.title, 'Why, in the words of the store'),
});

/** A parcel on its way. One order may have several. */
export const shipmentSchema = z.object({
  id,
  carrier: optionalDisplayText(maxLength.name, 'Who carries it'),
  trackingNumber: optionalReferenceNumber("The carrier's number"),
  trackingUrl: z.optional(linkSchema.check(z.describe("The carrier's page of the parcel"))),
  expectedAt: z.optional(instantSchema.check(z.describe('When it should arrive, ISO 8601 with offset'))),
});

/** A review that the customer wrote. */
export const reviewSchema = z.object({
  id,
  rating: z.number().check(z.minimum(1), z.maximum(5), z.describe('From 1 to 5, 5 being best')),
  productId: z.optional(looseIdSchema.check(z.describe("The store's id of the product"))),
});

/** A coupon that the customer used. */
export const couponSchema = z.object({
  code: idSchema.check(z.describe('The code as it was issued')),
});

/** A product by itself, as its page shows it. */
export const productSchema = z.object({
  id,
  title,
  url: z.optional(linkSchema.check(z.describe("The product's page"))),
  imageUrl: z.optional(linkSchema.check(z.describe('A picture of the product'))),
  price: z.optional(moneySchema.check(z.describe('Of one piece'))),
});

/** Something that the customer asked the shop. */
export const inquirySchema = z.object({
  id,
  subject: optionalDisplayText(maxLength.title, 'What it is about, in a line that may be shown to the customer'),
  answerBy: z.optional(
    instantSchema.check(z.describe('When the shop promises to have answered, ISO 8601 with offset')),
  ),
});

/** A level of the shop's membership. */
export const tierSchema = z.object({
  id: looseIdSchema.check(z.describe("The store's id")),
  name: displayTextSchema(maxLength.name, 'What the customer knows the level by'),
});

/** What a customer answered when asked how it was. */
export const surveySchema = z.object({
  id,
  score: z.int().check(z.minimum(scores.lowest), z.maximum(scores.highest), z.describe('From 0 to 10, 10 being best')),
  comment: z.optional(
    z.pipe(
      z.string().check(z.maxLength(longestComment), z.describe('Why, in the words of the customer')),
      z.transform(multiLine),
    ),
  ),
});

/** A customer brought another one. Each of the two has an event with a side of it. */
export const referralSchema = z.object({
  id,
  role: z
    .enum(['referrer', 'referred'])
    .check(z.describe("Which side this event's customer is: who recommended the shop, or who came")),
  friend: optionalDisplayName('How the other one is called, in a word that may be shown'),
});

/** A mention of something by its id alone. */
export const referenceSchema = z.object({ id });

export type Line = z.output<typeof lineSchema>;
export type Product = z.output<typeof productSchema>;
export type Refund = z.output<typeof refundSchema>;
