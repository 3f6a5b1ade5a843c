import * as z from 'zod/mini';
import type { Beacon } from '../contract/pages.ts';
import { readBody } from '../contract/read-body.ts';

/** What a page may say at once; the script never sends more. */
const mostEvents = 20;

/** Lines that a cart from a page keeps: as many as a message shows. */
const mostLines = 20;

const text = z.string().check(z.maxLength(2000));
const id = z.union([z.string().check(z.minLength(1), z.maxLength(200)), z.int()]);
const amount = z.union([z.number(), z.string().check(z.maxLength(40))]);
const money = z.union([amount, z.object({ amount, currency: z.string().check(z.maxLength(3)) })]);
const nullish = <Shape extends z.ZodMiniType>(shape: Shape) => z.optional(z.nullable(shape));

const productFields = {
  title: text,
  variant: nullish(text),
  url: nullish(text),
  imageUrl: nullish(text),
  price: nullish(money),
};

const currency = nullish(z.string().check(z.maxLength(3)));

const productSchema = z.object({ id, currency, ...productFields });

const lineSchema = z.object({ productId: id, quantity: z._default(z.number(), 1), ...productFields });

const contents = {
  id: nullish(id),
  currency,
  total: nullish(money),
  url: nullish(text),
  lines: z.pipe(
    z.array(lineSchema),
    z.transform((lines) => lines.slice(0, mostLines)),
  ),
};

/** Made by the page once for each thing that happens: a beacon that is sent twice tells of the same things. */
const eventId = z.string().check(z.regex(/^[\w-]{6,40}$/, 'must be 6 to 40 letters and digits'));

/** What a page reports: what was looked at, what is in the cart, what is paid for. */
export const pageEventSchema = z.discriminatedUnion('type', [
  z.object({ id: eventId, type: z.literal('view'), product: productSchema }),
  z.object({ id: eventId, type: z.literal('cart'), cart: z.object(contents) }),
  z.object({ id: eventId, type: z.literal('checkout'), checkout: z.object({ ...contents, cartId: nullish(id) }) }),
]);

export type PageEvent = z.output<typeof pageEventSchema>;
export type PageProduct = z.output<typeof productSchema>;
export type PageContents = Extract<PageEvent, { readonly type: 'checkout' }>['checkout'];
export type PageMoney = z.output<typeof money>;

const beaconSchema = z.object({
  visitor: z.string().check(z.regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits')),
  token: z.optional(z.string().check(z.minLength(1), z.maxLength(4000))),
  forget: z.optional(z.boolean()),
  events: z._default(z.array(z.unknown()).check(z.maxLength(mostEvents)), []),
});

/** What a page sent, its events as they came. @throws ContractError naming the fields that cannot be read */
export function readBeacon(body: unknown): Beacon & { readonly events: readonly unknown[] } {
  return readBody('browser beacon', beaconSchema, body);
}
