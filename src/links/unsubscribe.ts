import { type Channel, channels } from '../commerce/customer/channel.ts';
import type { Keys } from '../secrets/keys.ts';

/** The claim in an unsubscribe link. */
export interface UnsubscribeClaim {
  readonly customer: string;
  readonly channel: Channel;
  /** The language that the mail was in, and the page will be. */
  readonly locale: string;
  /** The keyed hash of the address that the message went to: no other one is closed by it. */
  readonly address: string;
}

/** The signed link that withdraws an address from one channel's marketing. It does not expire. */
export function unsubscribeLink(claim: UnsubscribeClaim, keys: Keys, baseUrl: string): string {
  return `${baseUrl}/unsubscribe?t=${unsubscribeToken(claim, keys)}`;
}

/** The token of such a link, for another page that leads there. */
export function unsubscribeToken({ customer, channel, locale, address }: UnsubscribeClaim, keys: Keys): string {
  return keys.sign([customer, channel, locale, address].join('.'));
}

/** One click on such a link, which its page can undo. Times in epoch milliseconds. */
export interface OptOutClick extends UnsubscribeClaim {
  /** When it was clicked, and the time that the opt-out bears, which may be later. */
  readonly clickedAt: number;
  readonly withdrawnAt: number;
}

/** Sets the proofs of clicks apart from the tokens of links, which the same key signs. */
const undo = 'undo';

/** The proof of a click, for the page that it led to. A link in a message cannot be made into one. */
export function undoToken(
  { customer, channel, locale, address, clickedAt, withdrawnAt }: OptOutClick,
  keys: Keys,
): string {
  return keys.sign([undo, customer, channel, locale, address, clickedAt, withdrawnAt].join('.'));
}

/** The click that a token proves; undefined when we did not sign it. */
export function readUndoToken(token: string, keys: Keys): OptOutClick | undefined {
  const [found, customer, name, locale, address, clicked, withdrawn] = keys.verify(token)?.split('.') ?? [];
  const channel = channels.find((known) => known === name);
  if (found !== undo || !customer || !channel || !locale || !address || !clicked || !withdrawn) return undefined;
  return { customer, channel, locale, address, clickedAt: Number(clicked), withdrawnAt: Number(withdrawn) };
}

/** The claim in a link's token; undefined when we did not sign it, or it has been changed. */
export function readUnsubscribeToken(token: string, keys: Keys): UnsubscribeClaim | undefined {
  const [customer, name, locale, address] = keys.verify(token)?.split('.') ?? [];
  const channel = channels.find((known) => known === name);
  return customer && channel && locale && address ? { customer, channel, locale, address } : undefined;
}
