import { type Channel, channels } from '../contracts/channel.ts';
import type { Keys } from '../platform/keys.ts';

/** What an unsubscribe link stands for. */
export interface UnsubscribeClaim {
  readonly customer: string;
  readonly channel: Channel;
  /** The language that the mail was in, and the page will be. */
  readonly locale: string;
}

/** The signed link that withdraws one customer's consent for one channel. It does not expire. */
export function unsubscribeLink({ customer, channel, locale }: UnsubscribeClaim, keys: Keys, baseUrl: string): string {
  return `${baseUrl}/unsubscribe?t=${keys.sign(`${customer}.${channel}.${locale}`)}`;
}

/** What the link's token stands for; undefined when it was not signed by us or has been changed. */
export function readUnsubscribeToken(token: string, keys: Keys): UnsubscribeClaim | undefined {
  const [customer, name, locale] = keys.verify(token)?.split('.') ?? [];
  const channel = channels.find((known) => known === name);
  return customer && channel && locale ? { customer, channel, locale } : undefined;
}
