import type { EventDetail } from '../../commerce/events.ts';
import type { DeliveryPart } from '../contract/delivery.ts';
import { eventIdOf } from '../contract/event-id.ts';
import { isFromBefore } from '../contract/first-heard.ts';
import { ignoredAs, type Mapping, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { agrees, customerOf } from './buyer.ts';
import type { WooConfig } from './config.ts';
import { customerFields, instantOf, type WooCustomer } from './fields.ts';

type Consents = NonNullable<EventDetail<'customer.updated'>['customer']['consent']>;

export function mapCustomer(part: DeliveryPart, config: WooConfig, last: Remembered | undefined): Mapping {
  const customer = readBody('woocommerce customer', customerFields, part.body);
  if (part.topic === 'customer.created' && last?.created === true) return ignoredAs('unchanged');
  const created = instantOf(customer.date_created_gmt);
  const changed = instantOf(customer.date_modified_gmt || customer.date_created_gmt);
  const now = {
    email: agrees(customer.meta_data, config.consent.email, config),
    sms: agrees(customer.meta_data, config.consent.sms, config),
  };
  const consent = changesOf(customer, now, last, last === undefined ? created : changed);
  const detail = customerOf(customer, consent, config);
  const remember = {
    created: true,
    ...(now.email !== undefined && { email: now.email }),
    ...(now.sms !== undefined && { sms: now.sms }),
  };
  const id = (change: string | number) => eventIdOf('woocommerce', 'customer', customer.id, change);
  if (last?.created === true) {
    const event = { id: id(Date.parse(changed)), occurredAt: changed, customer: detail };
    return { events: [{ type: 'customer.updated', detail: event }], remember };
  }
  const old = part.topic !== 'customer.created' && isFromBefore(part, created, last);
  const event = { id: id('created'), occurredAt: created, customer: detail, ...(old && { history: true }) };
  return { events: [{ type: 'customer.created', detail: event }], remember };
}

/** A box that is ticked agrees; one that was ticked and is not any more opts out. One that never was says nothing. */
function changesOf(
  { email, billing }: WooCustomer,
  now: { readonly email: boolean | undefined; readonly sms: boolean | undefined },
  last: Remembered | undefined,
  at: string,
): Consents | undefined {
  const change = (key: 'email' | 'sms', address: string | null | undefined) =>
    address && now[key] !== undefined && now[key] !== (last?.[key] ?? false)
      ? { [key]: { granted: now[key], at, source: 'woocommerce account', from: 'form' as const } }
      : {};
  const consent = { ...change('email', email), ...change('sms', billing?.phone) };
  return Object.keys(consent).length > 0 ? consent : undefined;
}
