import type * as z from 'zod/mini';
import type { DeliveryPart } from '../contract/delivery.ts';
import { eventIdOf } from '../contract/event-id.ts';
import { isFromBefore } from '../contract/first-heard.ts';
import { ignoredAs, type Keyed, type MappedEvent, type Mapping, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import type { EcCubeConfig } from './config.ts';
import { customerFields } from './fields.ts';
import { nameOf } from './name.ts';

type Member = z.output<typeof customerFields>;

/** 本会員, in EC-CUBE's own table of states. */
const regular = '2';

/**
 * Somebody becomes a customer when the membership is no longer provisional. Until then a hash of the first address is remembered:
 * the mail that makes a member went there, and the record may hold another address by the time it is fetched.
 */
export function mapCustomer(
  part: DeliveryPart,
  data: unknown,
  config: EcCubeConfig,
  last: Remembered | undefined,
  keyed: Keyed | undefined,
): Mapping {
  const member = readBody('ec-cube customer', customerFields, data);
  const changedAt = Date.parse(member.update_date);
  if (last?.created === true && last.createdAs === changedAt) return ignoredAs('unchanged');
  const created = last?.created !== true && member.Status?.id === regular;
  const agrees = agreement(member, config);
  const address = member.email && config.membersConfirm ? keyed?.(member.email) : undefined;
  const confirmed = created && address !== undefined && last?.created === false && last.address === address;
  const customer = customerOf(member, config, agrees === last?.agrees ? undefined : agrees, last, confirmed);
  const id = (change: string | number) => eventIdOf('ec-cube', 'customer', member.id, change);
  const event: MappedEvent = created
    ? {
        type: 'customer.created',
        detail: {
          id: id('created'),
          occurredAt: last === undefined ? member.create_date : member.update_date,
          customer,
          ...(isFromBefore(part, member.create_date, last) && { history: true }),
        },
      }
    : {
        type: 'customer.updated',
        detail: { id: id(changedAt), occurredAt: member.update_date, customer },
      };
  return {
    events: [event],
    remember: {
      ...stateOf(created || last?.created === true, last?.address ?? address),
      ...(created && { createdAs: changedAt }),
      ...(agrees !== undefined && { agrees }),
    },
  };
}

/** @param address the hash of the one that a provisional member was first heard of with */
function stateOf(created: boolean, address: unknown): Remembered {
  return { created, ...(!created && address !== undefined && { address }) };
}

/** What the newsletter's column says, if the settings name one. */
function agreement(member: Member, { consentColumn }: EcCubeConfig): boolean | undefined {
  const told = consentColumn === undefined ? undefined : member[consentColumn];
  if (told === true || told === 1 || told === '1') return true;
  return told === false || told === 0 || told === '0' ? false : undefined;
}

/**
 * @param change what the newsletter's column says, if it is not what it said before. A column that says no the first time
 * is a box that was never ticked: that is no opt-out.
 * @param confirmed whether the member has just become one by a mail to the address. One who changes it later confirms nothing
 */
function customerOf(
  member: Member,
  config: EcCubeConfig,
  change: boolean | undefined,
  last: Remembered | undefined,
  confirmed: boolean,
) {
  const { id, email, phone_number: phone, birth } = member;
  const name = nameOf(member);
  const told = change === true || (change === false && last?.agrees === true) ? change : undefined;
  const at = last === undefined ? member.create_date : member.update_date;
  return {
    id,
    ...(email && { email }),
    ...(phone && { phone }),
    ...(email && confirmed && { verified: ['email' as const] }),
    ...(email && config.membersConfirm && !confirmed && { verified: [] }),
    ...(name && { name }),
    ...(birth && { birthday: birth.slice(0, 10) }),
    locale: config.locale,
    country: config.country,
    timeZone: config.timeZone,
    ...(told !== undefined &&
      email && { consent: { email: { granted: told, at, source: 'ec-cube', from: 'form' as const } } }),
  };
}
