import type { EventDetail } from '../../commerce/events.ts';
import { eventIdOf } from '../contract/event-id.ts';
import type { MappedEvent } from '../contract/mapping.ts';
import type { ShopifyConfig } from './config.ts';
import { consentOf, isAccount, visitorOf } from './customer.ts';
import type { BuyerFields, CustomerFields } from './fields.ts';

type Customer = EventDetail<'customer.updated'>['customer'];
type Consent = NonNullable<NonNullable<Customer['consent']>['email']>;

/** What tells of consent: the record, or a delivery about its consent alone. */
type ConsentRecord = Pick<
  CustomerFields,
  'id' | 'email' | 'phone' | 'state' | 'verified_email' | 'email_marketing_consent' | 'sms_marketing_consent'
>;

/**
 * What the record has of opt-outs. Only its holder, by a link in a mail or in the account, and the shop itself can make one: it
 * counts as proven for the address, whichever customers are known by it.
 */
export function optOutsIn(record: ConsentRecord): MappedEvent[] {
  const { id, email, phone } = record;
  const account = id && isAccount(record) ? { id } : {};
  const isHeld = account.id === undefined || record.verified_email === true;
  const mailbox = email && { ...account, email, verified: isHeld ? ['email' as const] : [] };
  const number = phone && { ...account, phone, verified: account.id === undefined ? ['phone' as const] : [] };
  const nameless = id ? { id } : undefined;
  return statements(record, false, { email: mailbox || nameless, sms: number || nameless });
}

/**
 * What the record has of agreement, each by its address alone: Shopify notes one for everybody who types the address into a form
 * or at a checkout, also for an account's.
 */
export function agreementsIn(record: ConsentRecord): MappedEvent[] {
  const { email, phone } = record;
  return statements(record, true, { email: email ? { email } : undefined, sms: phone ? { phone } : undefined });
}

/** What the record says of each channel, each statement by itself. Its id is the same whichever delivery tells of it. */
function statements(
  { id = 'unknown', email_marketing_consent: email, sms_marketing_consent: sms }: ConsentRecord,
  granted: boolean,
  named: { readonly email: Customer | undefined; readonly sms: Customer | undefined },
): MappedEvent[] {
  const tell = (channel: 'email' | 'sms', word: Consent | undefined): MappedEvent[] => {
    const customer = named[channel];
    if (word?.granted !== granted || customer === undefined) return [];
    const change = `consent-${channel}-${Date.parse(word.at)}`;
    const detail = {
      id: eventIdOf('shopify', 'customer', id ?? 'unknown', change),
      occurredAt: word.at,
      customer: { ...customer, consent: channel === 'email' ? { email: word } : { sms: word } },
    };
    return [{ type: 'customer.updated', detail }];
  };
  return [...tell('email', consentOf(email)), ...tell('sms', consentOf(sms))];
}

/** What the shop's pages have seen of a visitor becomes that of the one who names an address with the visitor's id. */
export function visitorIn(
  { note_attributes: attributes }: Pick<BuyerFields, 'note_attributes'>,
  named: Pick<Customer, 'email' | 'phone'>,
  { id, occurredAt }: { readonly id: string; readonly occurredAt: string },
  config: ShopifyConfig,
): MappedEvent[] {
  const anonymousId = visitorOf(attributes, config);
  const { email, phone } = named;
  if (anonymousId === undefined || (!email && !phone)) return [];
  const customer = { ...(email ? { email } : { phone }), anonymousId };
  return [{ type: 'customer.updated', detail: { id, occurredAt, customer } }];
}
