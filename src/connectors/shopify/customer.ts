import type { EventDetail } from '../../commerce/events.ts';
import { usableId } from '../contract/usable-id.ts';
import type { ShopifyConfig } from './config.ts';
import type { BuyerFields, ConsentFields, CustomerFields } from './fields.ts';

type Customer = EventDetail<'customer.updated'>['customer'];
type Consents = NonNullable<Customer['consent']>;
type Consent = NonNullable<Consents['email']>;

/**
 * The customer of a record of Shopify's. Shopify makes a record for everybody who types an address at a checkout or into a form,
 * and marks its address as verified all the same: only an enabled account shows that its holder speaks. Without one the record is
 * known by its addresses alone. Undefined when it names nobody, as after redaction.
 */
export function customerOf(fields: CustomerFields): Customer | undefined {
  const { id, email, phone, locale, verified_email: verified } = fields;
  if (!id && !email && !phone) return undefined;
  const name = nameOf(fields);
  const country = fields.default_address?.country_code;
  const consent = agreementsOf(fields);
  const account = isAccount(fields);
  return {
    ...(id && (account || (!email && !phone)) && { id }),
    ...(email && { email }),
    ...(phone && { phone }),
    ...(account && { verified: email && verified === true ? (['email'] as const) : [] }),
    ...(name && { name }),
    ...(locale && { locale }),
    ...(country && { country }),
    ...(consent && { consent }),
  } as Customer; // one identity at least
}

/** True of a record whose holder can sign in. */
export function isAccount({ state }: Pick<CustomerFields, 'state'>): boolean {
  return state?.toLowerCase() === 'enabled';
}

/**
 * Who fills in a checkout or placed an order. Shopify puts beside it the record with the address that was typed, though anybody
 * may have typed it: the order is that address's, and speaks for no account. One in which nothing was typed, such as a sale at
 * the till, is the record's that the staff chose.
 * @returns undefined when nothing tells who it is
 */
export function buyerOf(buyer: BuyerFields): Customer | undefined {
  const email = buyer.email || buyer.contact_email;
  const phone = buyer.phone || buyer.sms_marketing_phone;
  const record = buyer.customer ? customerOf(buyer.customer) : undefined;
  const isTyped = Boolean(email || phone);
  if (!isTyped && record === undefined) return undefined;
  const { id, email: recorded, phone: number, verified: _, consent: agreed, ...about } = record ?? {};
  const isRecord = !isTyped || (email && recorded && email.toLowerCase() === recorded.toLowerCase());
  const country = (buyer.shipping_address ?? buyer.billing_address)?.country_code || about.country;
  const locale = buyer.customer_locale || about.locale;
  const consent = consentOfBuyer(buyer, isRecord ? agreed : undefined);
  return {
    ...(isRecord && about),
    ...(isTyped ? {} : { ...(id && { id }), ...(recorded && { email: recorded }), ...(number && { phone: number }) }),
    ...(email && { email }),
    ...(phone && { phone }),
    ...(isTyped ? {} : { verified: [] }),
    ...(locale && { locale }),
    ...(country && { country }),
    ...(consent && { consent }),
  } as Customer; // one identity at least
}

/** The anonymous id by which the carts of a token are joined to a person at the checkout. Only the visitor's browser knows it. */
export function cartVisitor(cartToken: string | null | undefined): string | undefined {
  return cartToken ? `shopify-cart-${cartToken}` : undefined;
}

/**
 * The anonymous id that the shop's pages put into the cart's attributes, for the one who names an address in the same delivery.
 * A link can set the attribute as well, so nothing is sent by it: a cart alone does not go by it.
 */
export function visitorOf(
  attributes: BuyerFields['note_attributes'],
  { anonymousAttribute }: ShopifyConfig,
): string | undefined {
  return usableId(attributes?.find(({ name }) => name === anonymousAttribute)?.value);
}

/** In the order of the customer's language: the family name comes first in Japanese, Chinese and Korean. */
function nameOf({ first_name: first, last_name: last, locale, default_address: home }: CustomerFields) {
  const familyFirst = locale ? /^(ja|zh|ko)\b/.test(locale) : /^(JP|CN|TW|KR)$/.test(home?.country_code ?? '');
  return (familyFirst ? [last, first] : [first, last]).filter(Boolean).join(' ') || undefined;
}

/** What the record has of agreement. */
function agreementsOf({ email_marketing_consent: email, sms_marketing_consent: sms }: CustomerFields) {
  const granted = (fields: ConsentFields) => {
    const consent = consentOf(fields);
    return consent?.granted ? consent : undefined;
  };
  return together(granted(email), granted(sms));
}

/**
 * Only what Shopify records as subscribed is agreement, and only what it records as unsubscribed is an opt-out. Waiting for
 * a confirmation, never asked, invalid and redacted say nothing.
 */
export function consentOf(fields: ConsentFields): Consent | undefined {
  if (!fields?.consent_updated_at) return undefined;
  const { state, opt_in_level: level, consent_updated_at: at } = fields;
  const source = level ? `shopify ${level.toLowerCase()}` : 'shopify';
  const confirmed = level?.toLowerCase() === 'confirmed_opt_in';
  if (state?.toLowerCase() === 'subscribed') return { granted: true, at, source, ...(confirmed && { confirmed }) };
  return state?.toLowerCase() === 'unsubscribed' ? { granted: false, at, source } : undefined;
}

/** A box that was ticked in this checkout counts if the record says nothing later. One that was not ticked says nothing. */
function consentOfBuyer(buyer: BuyerFields, record: Consents | undefined): Consents | undefined {
  const ticked = (box: boolean | null | undefined, told: ConsentFields): Consent | undefined => {
    const refused = consentOf(told);
    if (box !== true || (refused?.granted === false && Date.parse(refused.at) >= Date.parse(buyer.created_at)))
      return undefined;
    return { granted: true, at: buyer.created_at, source: 'shopify checkout', from: 'checkout' as const };
  };
  const { email_marketing_consent: email, sms_marketing_consent: sms } = buyer.customer ?? {};
  return together(
    later(record?.email, ticked(buyer.buyer_accepts_marketing, email)),
    later(record?.sms, ticked(buyer.buyer_accepts_sms_marketing, sms)),
  );
}

function later(one: Consent | undefined, other: Consent | undefined): Consent | undefined {
  if (!one || !other) return one ?? other;
  return Date.parse(other.at) > Date.parse(one.at) ? other : one;
}

function together(email: Consent | undefined, sms: Consent | undefined): Consents | undefined {
  return email || sms ? { ...(email && { email }), ...(sms && { sms }) } : undefined;
}
