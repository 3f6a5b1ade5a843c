import { eventIdOf } from '../contract/event-id.ts';
import type { MappedEvent } from '../contract/mapping.ts';
import type { ShopifyConfig } from './config.ts';
import { consentOf, isAccount, visitorOf } from './customer.ts';
import type { BuyerFields, CustomerFields } from './fields.ts';

type Record = Pick<
  CustomerFields,
  'id' | 'email' | 'phone' | 'state' | 'verified_email' | 'email_marketing_consent' | 'sms_marketing_consent'
>;

/** The name of a statement: the same whichever delivery tells of it. */
function idOf(channel: 'email' | 'sms', at: string, { id }: Record): string {
  return eventIdOf('shopify', 'customer', id ?? 'unknown', `consent-${channel}-${Date.parse(at)}`);
}

/**
 * What the record has of opt-outs. Only its holder, by a link in a mail or in the account, and the shop itself can make one: it
 * counts as proven for the address, whoever is known by it.
 */
export function optOutsIn(record: Record): MappedEvent[] {
  const { id, email, phone } = record;
  const account = id && isAccount(record) ? { id } : {};
  const mailbox = account.id === undefined || record.verified_email === true ? { verified: ['email' as const] } : {};
  const number = account.id === undefined ? { verified: ['phone' as const] } : {};
  const word = { email: consentOf(record.email_marketing_consent), sms: consentOf(record.sms_marketing_consent) };
  const events: MappedEvent[] = [];
  if (word.email?.granted === false && (email || id)) {
    const named = email ? { ...account, email, ...mailbox } : { id: id ?? '' };
    const customer = { ...named, consent: { email: word.email } };
    const detail = { id: idOf('email', word.email.at, record), occurredAt: word.email.at, customer };
    events.push({ type: 'customer.updated', detail });
  }
  if (word.sms?.granted === false && (phone || id)) {
    const named = phone ? { ...account, phone, ...number } : { id: id ?? '' };
    const customer = { ...named, consent: { sms: word.sms } };
    const detail = { id: idOf('sms', word.sms.at, record), occurredAt: word.sms.at, customer };
    events.push({ type: 'customer.updated', detail });
  }
  return events;
}

/**
 * What the record has of agreement, each by its address alone: Shopify notes one for everybody who types the address into a form
 * or at a checkout, also for an account's.
 */
export function agreementsIn(record: Record): MappedEvent[] {
  const { email, phone } = record;
  const word = { email: consentOf(record.email_marketing_consent), sms: consentOf(record.sms_marketing_consent) };
  const events: MappedEvent[] = [];
  if (word.email?.granted && email) {
    const customer = { email, consent: { email: word.email } };
    const detail = { id: idOf('email', word.email.at, record), occurredAt: word.email.at, customer };
    events.push({ type: 'customer.updated', detail });
  }
  if (word.sms?.granted && phone) {
    const customer = { phone, consent: { sms: word.sms } };
    const detail = { id: idOf('sms', word.sms.at, record), occurredAt: word.sms.at, customer };
    events.push({ type: 'customer.updated', detail });
  }
  return events;
}

/** What the shop's pages have seen of a visitor becomes that of the one who names an address with the visitor's id. */
export function visitorIn(
  { note_attributes: attributes }: Pick<BuyerFields, 'note_attributes'>,
  named: { readonly email?: string | undefined; readonly phone?: string | undefined },
  { id, occurredAt }: { readonly id: string; readonly occurredAt: string },
  config: ShopifyConfig,
): MappedEvent[] {
  const anonymousId = visitorOf(attributes, config);
  const { email, phone } = named;
  if (anonymousId === undefined || (!email && !phone)) return [];
  const customer = { ...(email ? { email } : { phone: phone ?? '' }), anonymousId };
  return [{ type: 'customer.updated', detail: { id, occurredAt, customer } }];
}
