import type { EventDetail } from '../../commerce/events.ts';
import type { MappedEvent } from '../contract/mapping.ts';
import { usableId } from '../contract/usable-id.ts';
import type { SaleorConfig } from './config.ts';
import { type Agreement, agreementOf, changed, ticked } from './consent.ts';
import { metadataValue, type SaleorAddress, type SaleorCheckout, type SaleorOrder, type SaleorUser } from './fields.ts';

type Customer = EventDetail<'customer.updated'>['customer'];

interface Told {
  readonly of: Pick<SaleorOrder, 'user' | 'billingAddress' | 'shippingAddress' | 'metadata'>;
  readonly email: string | null | undefined;
  readonly language: string | null | undefined;
  readonly created: string;
  readonly checkout: string | null | undefined;
}

/** Who placed the order; undefined when it names nobody. */
export function buyerOfOrder(order: SaleorOrder, config: SaleorConfig): Customer | undefined {
  const { userEmail: email, languageCodeEnum: language, created, checkoutId: checkout } = order;
  return buyerOf({ of: order, email, language, created, checkout }, config);
}

/** Who fills in a checkout; undefined for a visitor who has typed nothing yet. */
export function buyerOfCheckout(checkout: SaleorCheckout, config: SaleorConfig): Customer | undefined {
  const { email, languageCode: language, updatedAt: created, id } = checkout;
  return buyerOf({ of: checkout, email, language, created, checkout: id }, config);
}

function buyerOf({ of, email: typed, language, created, checkout }: Told, config: SaleorConfig): Customer | undefined {
  const { user } = of;
  const address = of.billingAddress ?? of.shippingAddress;
  const email = typed || user?.email;
  const phone = of.billingAddress?.phone || of.shippingAddress?.phone;
  if (!user && !email && !phone) return undefined;
  const name = nameOf(user, address) ?? nameOf(address, address);
  const country = (of.shippingAddress ?? of.billingAddress)?.country?.code;
  const anonymousId = anonymousOf(checkout);
  const isVerified = config.accountsConfirm && user?.isConfirmed === true && user.email === email;
  const consent = ticked(agreementOf(of.metadata, config), created, { email: Boolean(email), sms: Boolean(phone) });
  return whole({ id: user?.id, email, phone, name, country, anonymousId, language, isVerified, consent }, config);
}

/** A customer with an account. @param before what the account was last heard to agree to */
export function customerOf(user: SaleorUser, before: Agreement, at: string, config: SaleorConfig): Customer {
  const address = user.defaultBillingAddress ?? user.defaultShippingAddress;
  const { id, email, languageCode: language } = user;
  const phone = address?.phone;
  const consent = changed(agreementOf(user.metadata, config), before, at, {
    email: Boolean(email),
    sms: Boolean(phone),
  });
  const isVerified = config.accountsConfirm && user.isConfirmed === true;
  const name = nameOf(user, address) ?? nameOf(address, address);
  return whole({ id, email, phone, name, country: address?.country?.code, language, isVerified, consent }, config);
}

/**
 * The anonymous id by which a checkout's cart is joined to a person once it names one. It is the checkout's own: anybody who is
 * given a link to a checkout can write its metadata.
 */
export function anonymousOf(checkout: string | null | undefined): string | undefined {
  return checkout ? `saleor-checkout-${checkout}` : undefined;
}

/**
 * What the shop's pages have seen of a visitor becomes that of the one who names an address with the visitor's id. It speaks for no
 * account: the id stands in metadata that anybody can write.
 */
export function visitorIn(
  metadata: SaleorOrder['metadata'],
  named: Pick<Customer, 'email' | 'phone'> | undefined,
  { id, occurredAt }: { readonly id: string; readonly occurredAt: string },
  { anonymousKey }: SaleorConfig,
): MappedEvent[] {
  const anonymousId = usableId(metadataValue(metadata, anonymousKey));
  const { email, phone } = named ?? {};
  if (anonymousId === undefined || (!email && !phone)) return [];
  const customer = { ...(email ? { email } : { phone }), anonymousId };
  return [{ type: 'customer.updated', detail: { id, occurredAt, customer } }];
}

interface Known {
  readonly id?: string | undefined;
  readonly email: string | null | undefined;
  readonly phone: string | null | undefined;
  readonly name: string | undefined;
  readonly country: string | undefined;
  readonly anonymousId?: string | undefined;
  readonly language: string | null | undefined;
  readonly isVerified: boolean;
  readonly consent: Customer['consent'];
}

function whole(
  { id, email, phone, name, country, anonymousId, language, isVerified, consent }: Known,
  config: SaleorConfig,
) {
  const locale = config.locale ?? language;
  const { timeZone } = config;
  const fields = {
    ...(id && { id }),
    ...(email && { email }),
    ...(phone && { phone }),
    ...(anonymousId && { anonymousId }),
    ...((email || phone) && { verified: email && isVerified ? ['email' as const] : [] }),
    ...(name && { name }),
    ...(locale && { locale }),
    ...(country && { country }),
    ...(timeZone && { timeZone }),
    ...(consent && { consent }),
  };
  return fields as Customer; // the callers have made sure of one identity
}

type Named = { readonly firstName?: string | null | undefined; readonly lastName?: string | null | undefined } | null;

function nameOf(of: Named | undefined, home: SaleorAddress): string | undefined {
  const familyFirst = /^(JP|CN|TW|KR)$/.test(home?.country?.code ?? '');
  const names = [of?.firstName, of?.lastName];
  return (familyFirst ? names.reverse() : names).filter(Boolean).join(' ') || undefined;
}
