import * as z from 'zod/mini';
import { webLink } from '../../commerce/values/web-link.ts';
import type { DeliveryPart } from '../contract/delivery.ts';
import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs, type MappedEvent, type Mapping, marked, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { amountOf, linesOfCheckout } from './amounts.ts';
import { anonymousOf, buyerOfCheckout } from './buyer.ts';
import { pageOf, type SaleorConfig } from './config.ts';
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

function facts(
  { id, updatedAt, metadata }: SaleorCheckout,
  customer: ReturnType<typeof buyerOfCheckout>,
  config: SaleorConfig,
) {
  return {
    id: eventIdOf('saleor', 'checkout', id, Date.parse(updatedAt)),
    occurredAt: updatedAt,
    customer: customer ?? { anonymousId: anonymousOf(metadata, id, config) },
  };
}

function emptied(checkout: SaleorCheckout, config: SaleorConfig, last: Remembered | undefined): MappedEvent[] {
  if (last?.filled !== true) return [];
  const customer = buyerOfCheckout(checkout, config);
  return [{ type: 'cart.emptied', detail: { ...facts(checkout, customer, config), cart: { id: checkout.id } } }];
}

function filled(checkout: SaleorCheckout, config: SaleorConfig): MappedEvent[] {
  const customer = buyerOfCheckout(checkout, config);
  const { id, token, user, billingAddress, shippingAddress } = checkout;
  const url = webLink(
    metadataValue(checkout.metadata, config.recoveryKey) ?? pageOf(config.pages.checkout, { id, token }),
  );
  const contents = {
    id,
    total: amountOf(checkout.totalPrice.gross),
    lines: linesOfCheckout(checkout, config),
    ...(url && { url }),
  };
  const told = facts(checkout, customer, config);
  const hasBegun = customer !== undefined && (!user || Boolean(billingAddress ?? shippingAddress));
  return hasBegun
    ? [{ type: 'checkout.started', detail: { ...told, customer, checkout: contents, cart: { id } } }]
    : [{ type: 'cart.updated', detail: { ...told, cart: contents } }];
}
