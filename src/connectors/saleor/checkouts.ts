import * as z from 'zod/mini';
import { webLink } from '../../commerce/values/web-link.ts';
import type { DeliveryPart } from '../contract/delivery.ts';
import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs, type MappedEvent, type Mapping, marked, type Remembered } from '../contract/mapping.ts';
import { ownLink } from '../contract/own-link.ts';
import { readBody } from '../contract/read-body.ts';
import { amountOf, linesOfCheckout } from './amounts.ts';
import { anonymousOf, buyerOfCheckout, visitorIn } from './buyer.ts';
import { originsOf, pageOf, type SaleorConfig } from './config.ts';
import { checkoutFields, metadataValue, type SaleorCheckout } from './fields.ts';

const bodyFields = z.object({ checkout: checkoutFields });

/**
 * Saleor's checkout is the cart too. It is one until somebody has typed an address: a guest the e-mail address, a customer who
 * is signed in the one to send to.
 */
export function mapCheckout(part: DeliveryPart, config: SaleorConfig, last: Remembered | undefined): Mapping {
  const { checkout } = readBody('saleor checkout', bodyFields, part.body);
  const events = checkout.lines.length === 0 ? emptied(checkout, config, last) : filled(checkout, config);
  const test = config.testChannels.includes(checkout.channel?.slug ?? '');
  const remember = { filled: checkout.lines.length > 0 };
  return events.length > 0
    ? { events: events.map((event) => marked(event, { test })), remember }
    : ignoredAs('never-filled', remember);
}

function facts({ id, updatedAt }: SaleorCheckout, customer: ReturnType<typeof buyerOfCheckout>) {
  return {
    id: eventIdOf('saleor', 'checkout', id, Date.parse(updatedAt)),
    occurredAt: updatedAt,
    customer: customer ?? { anonymousId: anonymousOf(id) },
  };
}

function emptied(checkout: SaleorCheckout, config: SaleorConfig, last: Remembered | undefined): MappedEvent[] {
  if (last?.filled !== true) return [];
  const customer = buyerOfCheckout(checkout, config);
  return [{ type: 'cart.emptied', detail: { ...facts(checkout, customer), cart: { id: checkout.id } } }];
}

function filled(checkout: SaleorCheckout, config: SaleorConfig): MappedEvent[] {
  const customer = buyerOfCheckout(checkout, config);
  const { id, updatedAt: occurredAt, metadata, user, billingAddress, shippingAddress } = checkout;
  const url = linkBack(checkout, config);
  const contents = {
    id,
    total: amountOf(checkout.totalPrice.gross),
    lines: linesOfCheckout(checkout, config),
    ...(url && { url }),
  };
  const told = facts(checkout, customer);
  const hasBegun = customer !== undefined && (!user || Boolean(billingAddress ?? shippingAddress));
  const event: MappedEvent = hasBegun
    ? { type: 'checkout.started', detail: { ...told, customer, checkout: contents, cart: { id } } }
    : { type: 'cart.updated', detail: { ...told, cart: contents } };
  const seen = { id: eventIdOf('saleor', 'checkout', id, `visitor-${Date.parse(occurredAt)}`), occurredAt };
  return [event, ...visitorIn(metadata, customer, seen, config)];
}

/** The link back to the checkout: what its metadata says, as far as that leads to the shop, or else the page of the settings. */
function linkBack({ id, token, metadata }: SaleorCheckout, config: SaleorConfig): string | undefined {
  const { pages, recoveryKey } = config;
  const own = ownLink(metadataValue(metadata, recoveryKey), originsOf(pages));
  return own ?? webLink(pageOf(pages.checkout, { id, token }));
}
