import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs, type Mapping } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import type { StripeConfig } from './config.ts';
import { customerFields, instantOf, type StripeEvent } from './fields.ts';

/** Stripe's own id is the customer's only where the shop has no id of its own in the sessions. */
export function mapCustomer(event: StripeEvent, object: unknown, config: StripeConfig): Mapping {
  const record = readBody('stripe customer', customerFields, object);
  const { id, email, phone, name, preferred_locales: locales, address } = record;
  const own = config.reference !== 'customer';
  if (!own && !email && !phone) return ignoredAs('nobody-named');
  const customer = {
    ...(own && { id, verified: [] }), // Stripe verifies no address
    ...(email && { email }),
    ...(phone && { phone }),
    ...(name && { name }),
    ...(locales?.[0] && { locale: locales[0] }),
    ...(address?.country && { country: address.country }),
    ...(config.timeZone && { timeZone: config.timeZone }),
  };
  const occurredAt = instantOf(event);
  const created = event.type === 'customer.created';
  const detail = {
    id: eventIdOf('stripe', 'customer', id, created ? 'created' : event.id),
    occurredAt,
    customer,
  };
  return { events: [{ type: created ? 'customer.created' : 'customer.updated', detail }] };
}
