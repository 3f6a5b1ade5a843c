import type { EventDetail } from '../../commerce/events.ts';
import type { SaleorConfig } from './config.ts';
import { metadataValue, type SaleorMetadata } from './fields.ts';

export type Consents = NonNullable<EventDetail<'customer.updated'>['customer']['consent']>;

const channels = ['email', 'sms'] as const;

type Channel = (typeof channels)[number];

/** What a key of the metadata says of each channel; undefined when it is not there. */
export type Agreement = Readonly<Record<Channel, boolean | undefined>>;

export function agreementOf(metadata: SaleorMetadata, { consent, consentValues }: SaleorConfig): Agreement {
  const agrees = (key: string | undefined) => {
    const value = metadataValue(metadata, key);
    return value === undefined ? undefined : consentValues.includes(value.toLowerCase());
  };
  return { email: agrees(consent.email), sms: agrees(consent.sms) };
}

/** Boxes that were ticked in a checkout. One that was not ticked says nothing. */
export function ticked(
  agreement: Agreement,
  at: string,
  has: Readonly<Record<Channel, boolean>>,
): Consents | undefined {
  return consentsOf((channel) =>
    has[channel] && agreement[channel] === true
      ? { granted: true, at, source: 'saleor checkout', from: 'checkout' }
      : undefined,
  );
}

/** A box that is ticked agrees; one that was ticked and is not any more opts out. One that never was says nothing. */
export function changed(
  now: Agreement,
  before: Agreement,
  at: string,
  has: Readonly<Record<Channel, boolean>>,
): Consents | undefined {
  return consentsOf((channel) => {
    const granted = now[channel];
    if (!has[channel] || granted === undefined || granted === (before[channel] ?? false)) return undefined;
    return { granted, at, source: 'saleor account', from: 'form' };
  });
}

function consentsOf(of: (channel: Channel) => Consents[Channel]): Consents | undefined {
  const told = channels.flatMap((channel) => {
    const one = of(channel);
    return one === undefined ? [] : [[channel, one] as const];
  });
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}
