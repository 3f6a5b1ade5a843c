import type { EventDetail } from '../../commerce/events.ts';
import type { ShopifyConfig } from './config.ts';
import type { BuyerFields, ConsentFields, CustomerFields } from './fields.ts';

type Customer = EventDetail<'customer.updated'>['customer'];
type Consents = NonNullable<Customer['consent']>;
type Consent = NonNullable<Consents['email']>;

/** The customer of a record of Shopify's. Undefined when it names nobody, as after redaction. */
export function customerOf(fields: CustomerFields): Customer | undefined {
  const { id, email, phone, locale, verified_email: verified } = fields;
  if (!id && !email && !phone) return undefined;
  const name = nameOf(fields);
  const country = fields.default_address?.country_code;
  const consent = consentsOf(fields);
  return {
    ...(id && { id }),
    ...(email && { email }),
    ...(phone && { phone }),
    ...(email && verified === true && { verified: ['email'] as const }),
    ...(name && { name }),
    ...(locale && { locale }),
    ...(country && { country }),
    ...(consent && { consent }),
  } as Customer; // one identity at least
}

/**
 * Who fills in a checkout or placed an order: the record, and what was typed this time.
 * @returns undefined when nothing tells who it is
 */
export function buyerOf(buyer: BuyerFields, config: ShopifyConfig): Customer | undefined {
  const record = buyer.customer ? customerOf(buyer.customer) : undefined;
  const email = buyer.email || buyer.contact_email || record?.email;
  const phone = buyer.phone || buyer.sms_marketing_phone || record?.phone;
  const country = (buyer.shipping_address ?? buyer.billing_address)?.country_code || record?.country;
  const locale = buyer.customer_locale || record?.locale;
  const verified = record?.verified && record.email === email ? record.verified : undefined;
  const consent = consentOfBuyer(buyer, record?.consent);
  const { verified: _, consent: __, ...known } = record ?? {};
  const anonymousId = anonymousOf(buyer.note_attributes, buyer.cart_token, config);
  const whole = {
    ...known,
    ...(email && { email }),
    ...(phone && { phone }),
    ...(anonymousId && { anonymousId }),
    ...(verified && { verified }),
    ...(locale && { locale }),
    ...(country && { country }),
    ...(consent && { consent }),
  };
  return whole.id || email || phone ? (whole as Customer) : undefined; // one identity at least
}

/**
 * The anonymous id of a cart's visitor: the one that the shop's pages put into the cart's attributes, or else the cart's own
 * token, by which the checkout joins it to a person.
 */
export function anonymousOf(
  attributes: BuyerFields['note_attributes'],
  cartToken: string | null | undefined,
  { anonymousAttribute }: ShopifyConfig,
): string | undefined {
  const told = attributes?.find(({ name }) => name === anonymousAttribute)?.value;
  if (typeof told === 'string' && told !== '') return told;
  return cartToken ? `shopify-cart-${cartToken}` : undefined;
}

/** In the order of the customer's language: the family name comes first in Japanese, Chinese and Korean. */
function nameOf({ first_name: first, last_name: last, locale, default_address: home }: CustomerFields) {
  const familyFirst = locale ? /^(ja|zh|ko)\b/.test(locale) : /^(JP|CN|TW|KR)$/.test(home?.country_code ?? '');
  return (familyFirst ? [last, first] : [first, last]).filter(Boolean).join(' ') || undefined;
}

function consentsOf({ email_marketing_consent: email, sms_marketing_consent: sms }: CustomerFields) {
  return together(consentOf(email), consentOf(sms));
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
  const ticked = (box: boolean | null | undefined): Consent | undefined =>
    box === true
      ? { granted: true, at: buyer.created_at, source: 'shopify checkout', from: 'checkout' as const }
      : undefined;
  return together(
    later(record?.email, ticked(buyer.buyer_accepts_marketing)),
    later(record?.sms, ticked(buyer.buyer_accepts_sms_marketing)),
  );
}

function later(one: Consent | undefined, other: Consent | undefined): Consent | undefined {
  if (!one || !other) return one ?? other;
  return Date.parse(other.at) > Date.parse(one.at) ? other : one;
}

function together(email: Consent | undefined, sms: Consent | undefined): Consents | undefined {
  return email || sms ? { ...(email && { email }), ...(sms && { sms }) } : undefined;
}
