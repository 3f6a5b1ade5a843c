import * as z from 'zod/mini';
import { eventIdOf } from '../contract/event-id.ts';
import { isFromBefore } from '../contract/first-heard.ts';
import { idsIn, ignoredAs, type MappedEvent } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { agreementsIn, optOutsIn } from './beside.ts';
import { customerOf, isAccount } from './customer.ts';
import { customerFields, shopifyId, text } from './fields.ts';
import type { ResourceMapping } from './part.ts';

const recordFields = z.extend(customerFields, { id: shopifyId, created_at: z.string(), updated_at: text });

const consentFields = z.object({
  customer_id: shopifyId,
  email_address: text,
  phone: text,
  email_marketing_consent: customerFields.shape.email_marketing_consent,
  sms_marketing_consent: customerFields.shape.sms_marketing_consent,
});

/** A record becomes a customer when it has an account, or at once if the settings say so. */
export const mapCustomer: ResourceMapping = (part, config, last) => {
  const record = readBody('shopify customers', recordFields, part.body);
  const whole = customerOf(record);
  if (whole === undefined) return ignoredAs('nobody-named');
  if (part.topic === 'customers/create' && last?.created === true) return ignoredAs('unchanged');
  // An account speaks for itself when it is made. What its record has of agreement later, anybody may have typed.
  const speaks = !isAccount(record) || part.topic === 'customers/create';
  const { consent, ...known } = whole;
  const customer = speaks && consent ? { ...known, consent } : known;
  const statements = [...(speaks ? [] : agreementsIn(record)), ...optOutsIn(record)];
  const told = idsIn(last, 'told');
  const beside = statements.filter(({ detail }) => !told.includes(detail.id));
  const isNew = last?.created !== true && (config.newCustomers === 'all' || isAccount(record));
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
  const remember = {
    created: isNew || last?.created === true,
    ...(statements.length > 0 && { told: statements.map(({ detail }) => detail.id) }),
  };
  return { events: [isNew ? created : updated, ...beside], remember };
};

/** A change of consent alone. Waiting for a confirmation and the like change nothing. */
export const mapConsent: ResourceMapping = (part) => {
  const told = readBody('shopify marketing consent', consentFields, part.body);
  const { customer_id: id, email_address: email } = told;
  const record = { ...told, id, email, state: undefined, verified_email: undefined };
  const events = [...agreementsIn(record), ...optOutsIn(record)];
  return events.length > 0 ? { events } : ignoredAs('no-decision');
};
