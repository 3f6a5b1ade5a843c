import { type Channel, channels } from '../commerce/customer/channel.ts';
import type { Keys } from '../secrets/keys.ts';

/** The claim in an unsubscribe link. */
export interface UnsubscribeClaim {
  readonly customer: string;
  readonly channel: Channel;
  /** The language that the mail was in, and the page will be. */
  readonly locale: string;
  /** The keyed hash of the address that the message went to. Links of old messages name none. */
  readonly address?: string | undefined;
}

/** The signed link that withdraws an address from one channel's marketing. It does not expire. */
export function unsubscribeLink(
  { customer, channel, locale, address }: UnsubscribeClaim,
  keys: Keys,
  baseUrl: string,
): string {
  const claim = [customer, channel, locale, ...(address === undefined ? [] : [address])].join('.');
  return `${baseUrl}/unsubscribe?t=${keys.sign(claim)}`;
}

/** The claim in a link's token; undefined when we did not sign it, or it has been changed. */
export function readUnsubscribeToken(token: string, keys: Keys): UnsubscribeClaim | undefined {
  const [customer, name, locale, address] = keys.verify(token)?.split('.') ?? [];
  const channel = channels.find((known) => known === name);
  if (!customer || !channel || !locale) return undefined;
  return { customer, channel, locale, ...(address && { address }) };
}
