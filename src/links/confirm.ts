import { type Channel, channels } from '../commerce/customer/channel.ts';
import type { Keys } from '../secrets/keys.ts';

/** The claim in a link that confirms an agreement to marketing. */
export interface ConfirmClaim {
  readonly customer: string;
  readonly channel: Channel;
  /** The language that the mail was in, and the page will be. */
  readonly locale: string;
  /** The keyed hash of the address that the mail went to. */
  readonly address: string;
  /** When the link ends; epoch milliseconds. */
  readonly until: number;
}

/** Sets the tokens apart from those of other links, which the same key signs. */
const use = 'confirm';

/** The signed link in the mail that asks to confirm. */
export function confirmLink(
  { customer, channel, locale, address, until }: ConfirmClaim,
  keys: Keys,
  baseUrl: string,
): string {
  return `${baseUrl}/confirm?t=${keys.sign([use, customer, channel, locale, address, until].join('.'))}`;
}

/** The claim in a link's token, also of one that has ended; undefined when we did not sign it for this page. */
export function readConfirmToken(token: string, keys: Keys): ConfirmClaim | undefined {
  const [found, customer, name, locale, address, until] = keys.verify(token)?.split('.') ?? [];
  const channel = channels.find((known) => known === name);
  if (found !== use || !customer || !channel || !locale || !address || !until) return undefined;
  return { customer, channel, locale, address, until: Number(until) };
}
