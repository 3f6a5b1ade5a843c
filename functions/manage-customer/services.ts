import { SESv2Client } from '@aws-sdk/client-sesv2';
import { openClient } from '../../src/aws/clients.ts';
import type { Environment } from '../../src/aws/env.ts';
import { onFirstUse } from '../../src/aws/first-use.ts';
import { openSmsOptOutList, takeOffNumber } from '../../src/aws/sms-opt-out-list.ts';
import { takeOffList } from '../../src/aws/suppression-list.ts';
import type { AddressKind } from '../../src/commerce/customer/channel.ts';
import type { NamedAddress, Reopening } from '../../src/model/customer-request.ts';

type Unlist = (value: string) => Promise<Reopening['ownList']>;

/** The lists that services keep themselves: SES's holds mailboxes, that of SMS phone numbers. */
export function openServices(env: Environment) {
  const ses = onFirstUse(() => openClient(SESv2Client));
  const numbers = openSmsOptOutList(env);
  const lists: Readonly<Record<AddressKind, Unlist>> = {
    email: (address) => takeOffList(ses(), address),
    phone: async (number) => numbers && takeOffNumber(numbers, number),
  };
  return { unlist: ({ kind, value }: NamedAddress) => lists[kind](value) };
}
