import * as z from 'zod/mini';
import { eventIdOf } from '../contract/event-id.ts';
import { isFromBefore } from '../contract/first-heard.ts';
import { ignoredAs, type MappedEvent } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { consentOf, customerOf } from './customer.ts';
import { customerFields, shopifyId, text } from './fields.ts';
import type { ResourceMapping } from './part.ts';

const recordFields = z.extend(customerFields, { id: shopifyId, created_at: z.string(), updated_at: text });

const emailConsentFields = z.object({
  customer_id: shopifyId,
  email_address: text,
  phone: text,
  email_marketing_consent: customerFields.shape.email_marketing_consent,
  sms_marketing_consent: customerFields.shape.sms_marketing_consent,
});

/** A record becomes a customer when it has an account, or at once if the settings say so. */
export const mapCustomer: ResourceMapping = (part, config, last) => {
  const record = readBody('shopify customers', recordFields, part.body);
  const customer = customerOf(record);
  if (customer === undefined) return ignoredAs('nobody-named');
  if (part.topic === 'customers/create' && last?.created === true) return ignoredAs('unchanged');
  const isNew = last?.created !== true && (config.newCustomers === 'all' || record.state === 'enabled');
  const at = record.updated_at || record.created_at;
  const wasHere = !['customers/create', 'customers/enable'].includes(part.topic);
  const isOld = wasHere && isFromBefore(part, record.created_at, last);
  const created: MappedEvent = {
    type: 'customer.created',
    detail: {
      id: eventIdOf('shopify', 'customer', record.id, 'created'),
      occurredAt: part.topic === 'customers/enable' ? at : record.created_at,
      customer,
      ...(isOld && { history: true }),
    },
  };
  const updated: MappedEvent = {
    type: 'customer.updated',
    detail: { id: eventIdOf('shopify', 'customer', record.id, Date.parse(at)), occurredAt: at, customer },
  };
  return { events: isNew ? [created] : [updated], remember: { created: isNew || last?.created === true } };
};

/** A change of consent alone. Waiting for a confirmation and the like change nothing. */
export const mapConsent: ResourceMapping = (part) => {
  const told = readBody('shopify marketing consent', emailConsentFields, part.body);
  const email = consentOf(told.email_marketing_consent);
  const sms = consentOf(told.sms_marketing_consent);
  const consent = email ?? sms;
  if (consent === undefined) return ignoredAs('no-decision');
  const { customer_id: id, email_address: address, phone } = told;
  const customer = {
    id,
    ...(address && { email: address }),
    ...(phone && { phone }),
    consent: { ...(email && { email }), ...(sms && { sms }) },
  };
  const change = `consent-${email ? 'email' : 'sms'}-${Date.parse(consent.at)}`;
  const detail = { id: eventIdOf('shopify', 'customer', id, change), occurredAt: consent.at, customer };
  return { events: [{ type: 'customer.updated', detail }] };
};
