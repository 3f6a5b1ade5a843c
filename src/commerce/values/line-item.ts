import * as z from 'zod/mini';
import { displayTextSchema, optionalDisplayText } from './display-text.ts';
import { looseIdSchema } from './id.ts';
import { linkSchema } from './link.ts';
import { moneySchema } from './money-schema.ts';
import { maxLength } from './text.ts';

/** More lines than anybody fills a cart with, and few enough to be read in a moment. */
const mostLines = 500;

/** The name of a product, wherever an event carries one. */
export const productTitleSchema = displayTextSchema(
  maxLength.title,
  "The product's name, in the customer's language if the store has it",
);

/** The version of a product that was chosen. */
export const variantSchema = optionalDisplayText(
  maxLength.name,
  "Which of the product's versions: its size, colour or taste",
);

/** One line of a cart, a checkout or an order. */
const lineItemSchema = z.object({
  productId: looseIdSchema.check(z.describe("The store's id of the product")),
  title: productTitleSchema,
  variant: variantSchema,
  quantity: z.number().check(z.minimum(0.001), z.maximum(1_000_000), z.describe('How many: from 0.001 to 1,000,000')),
  price: z.optional(moneySchema.check(z.describe('Of one piece'))),
  url: z.optional(linkSchema.check(z.describe("The product's page"))),
  imageUrl: z.optional(linkSchema.check(z.describe('A picture of the product'))),
});

/** The lines of a cart, a checkout or an order. */
export const lineItemsSchema = z.array(lineItemSchema).check(z.maxLength(mostLines), z.describe('What is in it'));

/** The total of a cart, a checkout or an order. */
export const totalSchema = moneySchema.check(z.describe('What it costs altogether'));

export type LineItem = z.output<typeof lineItemSchema>;
