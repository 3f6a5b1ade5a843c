import * as z from 'zod/mini';
import type { DeliveryPart } from '../contract/delivery.ts';
import { eventIdOf } from '../contract/event-id.ts';
import { isFromBefore } from '../contract/first-heard.ts';
import { ignoredAs, type Mapping, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { customerOf } from './buyer.ts';
import type { SaleorConfig } from './config.ts';
import { type Agreement, agreementOf } from './consent.ts';
import { userFields } from './fields.ts';

const bodyFields = z.object({ user: userFields });

/** An account makes a customer once: when it is opened, or confirmed if the settings say that accounts are. */
export function mapCustomer(part: DeliveryPart, config: SaleorConfig, last: Remembered | undefined): Mapping {
  const { user } = readBody('saleor customer', bodyFields, part.body);
  if (user.isStaff === true) return ignoredAs('staff');
  const wasTold = last?.created === true;
  if (wasTold && part.topic === 'customer_created') return ignoredAs('unchanged');
  if (!wasTold && config.accountsConfirm && user.isConfirmed !== true) return ignoredAs('not-confirmed-yet', {});
  const updated = user.updatedAt ?? user.dateJoined;
  const before = told(last);
  const at = last === undefined ? user.dateJoined : updated;
  const customer = customerOf(user, before, at, config);
  const now = agreementOf(user.metadata, config);
  const remember = { created: true, ...without(now) };
  const id = (change: string | number) => eventIdOf('saleor', 'customer', user.id, change);
  if (wasTold) {
    const detail = { id: id(Date.parse(updated)), occurredAt: updated, customer };
    return { events: [{ type: 'customer.updated', detail }], remember };
  }
  const isOld = part.topic !== 'customer_created' && isFromBefore(part, user.dateJoined, last);
  const detail = { id: id('created'), occurredAt: at, customer, ...(isOld && { history: true }) };
  return { events: [{ type: 'customer.created', detail }], remember };
}

function told(last: Remembered | undefined): Agreement {
  const flag = (value: unknown) => (typeof value === 'boolean' ? value : undefined);
  return { email: flag(last?.email), sms: flag(last?.sms) };
}

function without({ email, sms }: Agreement): Remembered {
  return { ...(email !== undefined && { email }), ...(sms !== undefined && { sms }) };
}
