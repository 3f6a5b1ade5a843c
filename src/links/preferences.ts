import { type Channel, channels } from '../commerce/customer/channel.ts';
import type { Keys } from '../secrets/keys.ts';

/** The claim in a link to the preference page. */
export interface PreferencesClaim {
  readonly customer: string;
  readonly channel: Channel;
  /** The language that the message was in. */
  readonly locale: string;
  /** The keyed hash of the address that the message went to. */
  readonly address: string;
  /** When the message went; epoch milliseconds. Links of earlier versions, and those of other pages, do not say. */
  readonly issuedAt?: number;
}

/** Sets the tokens apart from those of other links, which the same key signs. */
const use = 'p';
const undo = 'undo-p';

/** The signed link to the preference page of one address. It does not expire: an opt-out may be wanted at any time. */
export function preferencesLink(claim: PreferencesClaim, keys: Keys, baseUrl: string): string {
  return `${baseUrl}/p?t=${preferencesToken(claim, keys)}`;
}

/** The token of such a link, for another page that leads there. */
export function preferencesToken(
  { customer, channel, locale, address, issuedAt }: PreferencesClaim,
  keys: Keys,
): string {
  const issued = issuedAt === undefined ? [] : [issuedAt.toString(36)];
  return keys.sign([use, customer, channel, locale, address, ...issued].join('.'));
}

/** The claim in a link's token; undefined when we did not sign it for this page, or it has been changed. */
export function readPreferencesToken(token: string, keys: Keys): PreferencesClaim | undefined {
  const [found, ...parts] = keys.verify(token)?.split('.') ?? [];
  const claim = found === use && parts.length <= 5 ? claimIn(parts) : undefined;
  const issuedAt = Number.parseInt(parts[4] ?? '', 36);
  return claim && { ...claim, ...(Number.isFinite(issuedAt) && { issuedAt }) };
}

/** The proof of one change on the page, with which the page takes it back for a while. */
export interface PreferencesChange<Change> {
  readonly claim: PreferencesClaim;
  /** When it was made; epoch milliseconds. */
  readonly at: number;
  readonly change: Change;
}

/** The proof as a form carries it. A link in a message cannot be made into one. */
export function changeToken<Change>({ claim, at, change }: PreferencesChange<Change>, keys: Keys): string {
  const { customer, channel, locale, address } = claim;
  const told = Buffer.from(JSON.stringify(change)).toString('base64url');
  return keys.sign([undo, customer, channel, locale, address, at, told].join('.'));
}

/** The change that a token proves; undefined when we did not sign it. */
export function readChangeToken<Change>(token: string, keys: Keys): PreferencesChange<Change> | undefined {
  const [found, customer = '', channel = '', locale = '', address = '', at, told] =
    keys.verify(token)?.split('.') ?? [];
  const claim = claimIn([customer, channel, locale, address]);
  if (found !== undo || claim === undefined || at === undefined || told === undefined) return undefined;
  const change = JSON.parse(Buffer.from(told, 'base64url').toString()) as Change; // what changeToken signed
  return { claim, at: Number(at), change };
}

function claimIn([customer, name, locale, address]: readonly string[]): PreferencesClaim | undefined {
  const channel = channels.find((known) => known === name);
  return customer && channel && locale && address ? { customer, channel, locale, address } : undefined;
}
