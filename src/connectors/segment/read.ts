import * as z from 'zod/mini';

/** Text or a number; anything else is taken as absent. */
const loose = z.catch(z.optional(z.union([z.string(), z.number()])), undefined);
const text = z.catch(z.optional(z.string()), undefined);
const flag = z.catch(z.optional(z.boolean()), undefined);

/** A product of the e-commerce spec v2. */
export const segmentProductSchema = z.object({
  product_id: loose,
  sku: loose,
  name: text,
  variant: text,
  price: loose,
  quantity: loose,
  url: text,
  image_url: text,
});

const address = z.catch(z.optional(z.object({ country: text })), undefined);

/** What is used of a call; everything else is tolerated. */
export const callSchema = z.object({
  type: z.string(),
  event: text,
  messageId: text,
  userId: loose,
  anonymousId: loose,
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
        cart_id: loose,
        checkout_id: loose,
        order_id: loose,
        refund_id: loose,
        review_id: loose,
        rating: loose,
        review_body: text,
        total: loose,
        revenue: loose,
        value: loose,
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

/** The id of the cart; where a call names none, the cart of the one whom it names. */
export function cartIdOf({ properties, userId, anonymousId }: Call): string {
  return String(properties?.cart_id ?? `cart-of-${userId ?? anonymousId ?? 'nobody'}`);
}
