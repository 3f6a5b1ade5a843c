import type { EventDetail } from '../../commerce/events.ts';
import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs, type Mapping } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { amountOf } from './amounts.ts';
import type { StripeConfig } from './config.ts';
import { instantOf, type Session, type SessionLine, type StripeEvent, sessionFields } from './fields.ts';

type Customer = EventDetail<'order.placed'>['customer'];
type Line = EventDetail<'order.placed'>['order']['lines'][number];

const nobody: Mapping = {
  ...ignoredAs('nobody-named'),
  missing: [{ path: 'data.object.customer_details', problem: 'has neither e-mail address nor phone number' }],
};

const noTotal: Mapping = {
  ...ignoredAs('no-total'),
  missing: [{ path: 'data.object.amount_total', problem: 'is missing, or the currency is' }],
};

/** A session that was completed is an order, also if it is paid later, as at a convenience store. */
export function mapCompleted(event: StripeEvent, object: unknown, config: StripeConfig): Mapping {
  const session = readBody('stripe checkout.session', sessionFields, object);
  if (session.mode === 'setup') return ignoredAs('nothing-bought');
  const customer = buyerOf(session, event, config);
  if (customer === undefined) return nobody;
  const total = totalOf(session);
  if (total === undefined) return noTotal;
  const { line_items: lines } = session;
  const reference = referenceOf(session);
  const order = {
    id: orderOf(session),
    ...(config.reference === 'order' && reference && { number: reference }),
    total,
    lines: linesOf(session),
  };
  const detail = {
    id: eventIdOf('stripe', 'order', order.id, 'placed'),
    occurredAt: instantOf(event),
    customer,
    order,
    ...(config.reference === 'cart' && reference && { cart: { id: reference } }),
  };
  const missing = lines
    ? []
    : [
        {
          path: 'line_items',
          problem: 'are not known: store a restricted key of the same mode, live or test, to have them',
        },
      ];
  return { events: [{ type: 'order.placed', detail }], ...(missing.length > 0 && { missing }) };
}

/** A payment that was promised and never came. */
export function mapUnpaid(event: StripeEvent, object: unknown): Mapping {
  const id = orderOf(readBody('stripe checkout.session', sessionFields, object));
  const detail = { id: eventIdOf('stripe', 'order', id, 'cancelled'), occurredAt: instantOf(event), order: { id } };
  return { events: [{ type: 'order.cancelled', detail }] };
}

/** A session that ran out is a checkout to come back to, for those who agreed to advertising in it. */
export function mapExpired(event: StripeEvent, object: unknown, config: StripeConfig): Mapping {
  const session = readBody('stripe checkout.session', sessionFields, object);
  const url = session.after_expiration?.recovery?.url;
  if (session.consent?.promotions !== 'opt_in') return ignoredAs('no-opt-in');
  if (!url) return ignoredAs('no-recovery-link');
  const customer = buyerOf(session, event, config);
  if (customer === undefined) return nobody;
  const total = totalOf(session);
  if (total === undefined) return noTotal;
  const { id } = session;
  const reference = referenceOf(session);
  const detail = {
    id: eventIdOf('stripe', 'session', id, 'expired'),
    occurredAt: instantOf(event),
    customer,
    checkout: { id, total, lines: linesOf(session), url },
    ...(config.reference === 'cart' && reference && { cart: { id: reference } }),
  };
  return { events: [{ type: 'checkout.started', detail }] };
}

/** Refunds name the payment, so it is the order; a session without payment is one by itself. */
function orderOf({ id, payment_intent: payment }: Session): string {
  return payment || id;
}

/** What the shop put into the session. Of a Payment Link the payer's address bar fills it in: that names nothing. */
function referenceOf({ client_reference_id: reference, payment_link: link }: Session): string | undefined {
  return link ? undefined : reference || undefined;
}

function totalOf({ amount_total: total, currency }: Session) {
  return total == null || !currency ? undefined : amountOf(total, currency);
}

function buyerOf(session: Session, event: StripeEvent, config: StripeConfig): Customer | undefined {
  const { customer_details: told, customer_email: early } = session;
  const email = told?.email || early;
  const id = config.reference === 'customer' ? referenceOf(session) : session.customer;
  if (!id && !email && !told?.phone) return undefined;
  const locale = session.locale && session.locale !== 'auto' ? session.locale : undefined;
  const agreed = email && session.consent?.promotions === 'opt_in';
  const consent = { granted: true, at: instantOf(event), source: 'stripe checkout', from: 'checkout' as const };
  const fields = {
    ...(id && { id, verified: [] }), // the address was typed into the session
    ...(email && { email }),
    ...(told?.phone && { phone: told.phone }),
    ...(told?.name && { name: told.name }),
    ...(told?.address?.country && { country: told.address.country }),
    ...(locale && { locale }),
    ...(config.timeZone && { timeZone: config.timeZone }),
    ...(agreed && { consent: { email: consent } }),
  };
  return fields as Customer; // one identity is there
}

function linesOf({ line_items: lines, currency }: Session): Line[] {
  return (lines?.data ?? []).flatMap((line) => {
    const { quantity, price } = line;
    const product = price?.product;
    const id = typeof product === 'string' ? product : (product?.id ?? price?.id);
    const title = (typeof product === 'object' && product?.name) || line.description;
    if (!id || !title || !quantity) return [];
    const page = typeof product === 'object' ? product : undefined;
    const each = unitOf(line, currency);
    return [
      {
        productId: id,
        title,
        quantity,
        ...(each !== undefined && currency && { price: amountOf(each, currency) }),
        ...(page?.url && { url: page.url }),
        ...(page?.images?.[0] && { imageUrl: page.images[0] }),
      },
    ];
  });
}

/** The price of one piece in the session's currency: a price may name its amount in another one. */
function unitOf({ price, quantity, amount_subtotal: sum }: SessionLine, currency: Session['currency']) {
  const isSame = !price?.currency || price.currency === currency;
  if (isSame && price?.unit_amount != null) return price.unit_amount;
  return sum != null && quantity ? Math.round(sum / quantity) : undefined;
}
