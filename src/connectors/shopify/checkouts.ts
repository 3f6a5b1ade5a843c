import * as z from 'zod/mini';
import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { linesOf } from './amounts.ts';
import { visitorIn } from './beside.ts';
import { buyerOf, cartVisitor } from './customer.ts';
import { buyerFields, lineFields, text } from './fields.ts';
import type { ResourceMapping } from './part.ts';

const checkoutFields = z.object({
  ...buyerFields,
  token: z.string(),
  line_items: z.array(lineFields),
  total_price: z.union([z.string(), z.number()]),
  currency: z.string(),
  presentment_currency: text,
  completed_at: text,
  abandoned_checkout_url: text,
  updated_at: z.string(),
});

/** A checkout that names somebody, each time it has changed, until it is completed. */
export const mapCheckout: ResourceMapping = (part, config) => {
  const checkout = readBody('shopify checkouts', checkoutFields, part.body);
  if (checkout.completed_at) return ignoredAs('checkout-completed', {});
  const buyer = buyerOf(checkout);
  if (buyer === undefined) return ignoredAs('nobody-named', {});
  const currency = checkout.presentment_currency || checkout.currency;
  const { token, cart_token: cart, abandoned_checkout_url: url } = checkout;
  const at = Date.parse(checkout.updated_at);
  const anonymousId = cartVisitor(cart);
  const seen = { id: eventIdOf('shopify', 'checkout', token, `visitor-${at}`), occurredAt: checkout.updated_at };
  const detail = {
    id: eventIdOf('shopify', 'checkout', token, at),
    occurredAt: checkout.updated_at,
    customer: { ...buyer, ...(anonymousId && { anonymousId }) },
    checkout: {
      id: token,
      total: { amount: checkout.total_price, currency },
      lines: linesOf(checkout.line_items, currency),
      ...(url && { url }),
    },
    ...(cart && { cart: { id: cart } }),
  };
  return { events: [{ type: 'checkout.started', detail }, ...visitorIn(checkout, buyer, seen, config)], remember: {} };
};
