import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { customerSchema } from './customer/customer.ts';
import {
  cartSchema,
  checkoutSchema,
  couponSchema,
  inquirySchema,
  orderSchema,
  productSchema,
  referenceSchema,
  referralSchema,
  refundSchema,
  reviewSchema,
  shipmentSchema,
  surveySchema,
  tierSchema,
} from './goods.ts';
import { idSchema } from './values/id.ts';
import { instantSchema } from './values/instant.ts';
import { maxLength } from './values/text.ts';

z.config(en());

/** What every event carries, whatever happened. Unknown fields are tolerated everywhere, and left out. */
const envelope = {
  version: z._default(z.literal(1), 1).check(z.describe('Version of this contract')),
  id: idSchema.check(z.describe('Stable id of the occurrence: the same when the event is sent again')),
  occurredAt: instantSchema.check(z.describe('When it happened, ISO 8601 with offset')),
  shop: z
    .string()
    .check(z.regex(/^[a-z0-9-]+$/), z.maxLength(maxLength.id), z.describe('Which shop, as in the source store.<shop>')),
  test: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        'true: a trial. It is checked; it makes its customer if there is none, and says nothing of one who is there. No order, cart or parcel of it counts, and nothing starts, ends or is sent',
      ),
    ),
  customer: customerSchema.check(z.describe('Whom it happened to')),
};

/** Every event a store can send: detail-type → schema of the detail, described by what it means. */
export const eventSchemas = {
  'customer.updated': z.object(envelope).check(z.describe("The customer's details or consent changed.")),
  'cart.updated': z.object({ ...envelope, cart: cartSchema }).check(z.describe('A cart was filled or changed.')),
  'cart.emptied': z.object({ ...envelope, cart: referenceSchema }).check(z.describe('The last thing left a cart.')),
  'checkout.started': z
    .object({ ...envelope, checkout: checkoutSchema, cart: z.optional(referenceSchema) })
    .check(z.describe('The customer went from the cart to the checkout.')),
  'order.placed': z
    .object({ ...envelope, order: orderSchema, cart: z.optional(referenceSchema) })
    .check(z.describe('The customer bought something.')),
  'order.cancelled': z
    .object({ ...envelope, order: referenceSchema })
    .check(z.describe('An order was called off, by the customer or by the shop.')),
  'order.refunded': z
    .object({ ...envelope, order: referenceSchema, refund: refundSchema })
    .check(z.describe('A refund of all or part of an order was opened, paid out or declined.')),
  'shipment.dispatched': z
    .object({ ...envelope, order: referenceSchema, shipment: shipmentSchema })
    .check(z.describe('A parcel of an order left for the customer.')),
  'shipment.out_for_delivery': z
    .object({ ...envelope, order: referenceSchema, shipment: shipmentSchema })
    .check(z.describe('A parcel of an order is on the last stretch, and arrives today.')),
  'shipment.delayed': z
    .object({ ...envelope, order: referenceSchema, shipment: shipmentSchema })
    .check(z.describe('A parcel of an order arrives later than expected; `expectedAt` says when, if anybody knows.')),
  'shipment.delivered': z
    .object({ ...envelope, order: referenceSchema, shipment: shipmentSchema })
    .check(z.describe('A parcel of an order reached the customer.')),
  'review.submitted': z
    .object({ ...envelope, review: reviewSchema, order: z.optional(referenceSchema) })
    .check(z.describe('The customer wrote a review.')),
  'coupon.redeemed': z
    .object({ ...envelope, coupon: couponSchema, order: z.optional(referenceSchema) })
    .check(z.describe('The customer used a coupon.')),
  'customer.created': z
    .object(envelope)
    .check(z.describe('Somebody became a customer: they signed up, or opened an account.')),
  'customer.tier_reached': z
    .object({ ...envelope, tier: tierSchema })
    .check(z.describe("The customer rose to a level of the shop's membership.")),
  'product.viewed': z
    .object({ ...envelope, product: productSchema })
    .check(
      z.describe('The customer looked at the page of a product. Post it for visitors whom the shop can tell apart.'),
    ),
  'product.back_in_stock': z
    .object({ ...envelope, product: productSchema })
    .check(z.describe('A product can be bought again. Post it once for each customer who asked to be told.')),
  'inquiry.received': z
    .object({ ...envelope, inquiry: inquirySchema, order: z.optional(referenceSchema) })
    .check(z.describe('The customer asked the shop something.')),
  'inquiry.answered': z
    .object({ ...envelope, inquiry: inquirySchema, order: z.optional(referenceSchema) })
    .check(z.describe('The shop answered an inquiry; there may be more to say.')),
  'inquiry.closed': z
    .object({ ...envelope, inquiry: inquirySchema, order: z.optional(referenceSchema) })
    .check(z.describe('An inquiry is settled.')),
  'survey.answered': z
    .object({ ...envelope, survey: surveySchema, order: z.optional(referenceSchema) })
    .check(z.describe('The customer said how it was, from 0 to 10. The page behind the links in our mails posts it.')),
  'referral.completed': z
    .object({ ...envelope, referral: referralSchema })
    .check(z.describe('A customer whom another one sent has bought. Post it twice: once for each of the two.')),
  'journey.requested': z
    .object({
      ...envelope,
      journey: z.object({
        name: z
          .string()
          .check(z.minLength(1), z.maxLength(maxLength.id), z.describe("The journey's name, as its folder is called")),
      }),
    })
    .check(z.describe('Somebody of the shop lets this customer into a journey by hand.')),
} as const;

export type EventType = keyof typeof eventSchemas;

/** The names of all events, as they stand in `detail-type`. */
export const eventTypes = Object.keys(eventSchemas) as EventType[]; // the keys of a const object

/** A store event after parsing: its type beside its detail; money in minor units. */
export type StoreEvent = { [T in EventType]: { readonly type: T } & z.output<(typeof eventSchemas)[T]> }[EventType];

/** An event's detail as a store sends it. */
export type EventDetail<T extends EventType> = z.input<(typeof eventSchemas)[T]>;

/** The events that tell of the customer alone. No fact remembers them, so they can start a journey and do nothing else. */
export const unremembered: readonly EventType[] = ['customer.updated', 'customer.created', 'journey.requested'];

/** The events that facts remember: a run can end with them and await them, and a goal can be one. */
export const rememberedTypes: readonly EventType[] = eventTypes.filter((type) => !unremembered.includes(type));

/** Whether the text names an event that Aftercart knows. */
export function isEventType(text: string): text is EventType {
  return Object.hasOwn(eventSchemas, text);
}
