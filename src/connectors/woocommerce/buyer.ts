import type { EventDetail } from '../../commerce/events.ts';
import type { WooConfig } from './config.ts';
import { metaText, type WooCustomer, type WooMeta, type WooOrder } from './fields.ts';

type Customer = EventDetail<'order.placed'>['customer'];
type Consents = NonNullable<Customer['consent']>;

/** Who placed the order; undefined when it names nobody. Customer 0 is a guest. */
export function buyerOf({ customer_id: id, billing, meta_data: meta }: WooOrder, at: string, config: WooConfig) {
  const known = id && id !== '0' ? id : undefined;
  const { email, phone, country } = billing ?? {};
  if (!known && !email && !phone) return undefined;
  const consent = ticked(meta, at, 'checkout', { email: Boolean(email), sms: Boolean(phone) }, config);
  return whole({ id: known, email, phone, country, name: nameOf(billing), consent }, config);
}

/** A customer with an account. @param consent what changed of it since it was last told */
export function customerOf(customer: WooCustomer, consent: Consents | undefined, config: WooConfig): Customer {
  const { id, email, billing } = customer;
  const name = nameOf(customer) ?? nameOf(billing);
  return whole({ id, email, phone: billing?.phone, country: billing?.country, name, consent }, config);
}

interface Told {
  readonly id?: string | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly country?: string | null | undefined;
  readonly name?: string | undefined;
  readonly consent?: Consents | undefined;
}

/** WooCommerce verifies no address: that of an account, and what stands in the bill, were typed. */
function whole({ id, email, phone, country, name, consent }: Told, { locale, timeZone }: WooConfig): Customer {
  const fields = {
    ...(id && { id, verified: [] }),
    ...(email && { email }),
    ...(phone && { phone }),
    ...(name && { name }),
    ...(country && { country }),
    ...(locale && { locale }),
    ...(timeZone && { timeZone }),
    ...(consent && { consent }),
  };
  return fields as Customer; // the callers have made sure of one identity
}

function nameOf(
  of:
    | { readonly first_name?: string | null; readonly last_name?: string | null; readonly country?: string | null }
    | null
    | undefined,
) {
  const familyFirst = /^(JP|CN|TW|KR)$/.test(of?.country ?? '');
  const names = [of?.first_name, of?.last_name];
  return (familyFirst ? names.reverse() : names).filter(Boolean).join(' ') || undefined;
}

/** Boxes that were ticked, by the shop's own keys. One that was not ticked says nothing. */
function ticked(
  meta: WooMeta,
  at: string,
  from: 'checkout' | 'form',
  has: { readonly email: boolean; readonly sms: boolean },
  config: WooConfig,
): Consents | undefined {
  const yes = (key: string | undefined) => agrees(meta, key, config) === true;
  const given = { granted: true, at, source: `woocommerce ${from}`, from };
  const email = has.email && yes(config.consent.email);
  const sms = has.sms && yes(config.consent.sms);
  return email || sms ? { ...(email && { email: given }), ...(sms && { sms: given }) } : undefined;
}

/** What a key says; undefined when it is not there. */
export function agrees(meta: WooMeta, key: string | undefined, { consentValues }: WooConfig): boolean | undefined {
  const value = metaText(meta, key);
  return value === undefined ? undefined : consentValues.includes(value.trim().toLowerCase());
}
