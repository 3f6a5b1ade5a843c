import * as z from 'zod/mini';
import { usableId } from '../contract/usable-id.ts';

/** An id of a visitor's, or of what they did; one that cannot be used is taken as absent. */
const id = z.optional(z.pipe(z.unknown(), z.transform(usableId)));

/** A number that can be an amount; anything else is taken as absent, because any visitor can send it. */
const number = z.catch(
  z.optional(
    z.pipe(
      z.pipe(z.union([z.string().check(z.minLength(1)), z.number()]), z.transform(Number)),
      z.number().check(z.minimum(0), z.maximum(1_000_000_000)),
    ),
  ),
  undefined,
);

const text = z.catch(z.optional(z.string()), undefined);
const flag = z.catch(z.optional(z.boolean()), undefined);

/** A product of the e-commerce spec v2. */
export const segmentProductSchema = z.object({
  product_id: id,
  sku: id,
  name: text,
  variant: text,
  price: number,
  quantity: number,
  url: text,
  image_url: text,
});

const address = z.catch(z.optional(z.object({ country: text })), undefined);

/** What is used of a call; everything else is tolerated. */
export const callSchema = z.object({
  type: z.string(),
  event: text,
  messageId: id,
  userId: id,
  anonymousId: id,
  timestamp: text,
  originalTimestamp: text,
  context: z.catch(
    z.optional(
      z.object({
        locale: text,
        timezone: text,
        traits: z.catch(z.optional(z.looseObject({ email: text, phone: text })), undefined),
      }),
    ),
    undefined,
  ),
  traits: z.catch(
    z.optional(
      z.object({ email: text, phone: text, name: text, firstName: text, lastName: text, birthday: text, address }),
    ),
    undefined,
  ),
  properties: z.catch(
    z.optional(
      z.object({
        ...segmentProductSchema.shape,
        cart_id: id,
        checkout_id: id,
        order_id: id,
        refund_id: id,
        review_id: id,
        rating: number,
        review_body: text,
        total: number,
        revenue: number,
        value: number,
        currency: text,
        coupon: text,
        email: text,
        test: flag,
        products: z.catch(z.optional(z.array(segmentProductSchema)), undefined),
      }),
    ),
    undefined,
  ),
});

export type Call = z.output<typeof callSchema>;
export type SegmentProduct = z.output<typeof segmentProductSchema>;

/**
 * The id of the cart; where a call names none, the cart of the one whom it names. A visitor may choose an anonymous id that
 * spells a customer's: the names of their carts begin otherwise.
 */
export function cartIdOf({ properties, userId, anonymousId }: Call): string | undefined {
  const own = userId === undefined ? undefined : `cart-of-${userId}`;
  const visitors = anonymousId === undefined ? undefined : `visitor-cart-of-${anonymousId}`;
  return properties?.cart_id ?? usableId(own ?? visitors);
}

/**
 * The name under which the lines of a cart are remembered. A visitor may send the id of somebody else's cart: it is remembered
 * for each browser, or else for each account, by itself.
 */
export function cartMemoryOf(call: Call): string | undefined {
  const { properties, userId, anonymousId } = call;
  const cart = properties?.cart_id;
  if (cart === undefined) return cartIdOf(call);
  const who = anonymousId === undefined ? ['user', userId ?? ''] : ['visitor', anonymousId];
  return JSON.stringify([...who, cart]);
}
