import type { Channel } from '../../commerce/customer/channel.ts';
import type { Address } from '../../model/address.ts';
import type { SkipReason } from '../../model/outcome.ts';
import type { Profile } from '../../model/profile.ts';
import type { Purpose } from '../../model/purpose.ts';
import { marketingWord, provenAt, suppressionOf } from '../customer/address.ts';
import { namesOf } from '../customer/names.ts';
import { refusedAt } from '../customer/stance.ts';

/** An address that a message may go to, and what is known of it. */
export interface Door {
  /** In clear: the mailbox or the number. */
  readonly address: string;
  readonly known: Address;
  /** True for the customer's own present address, false for one that came with a thing. */
  readonly own: boolean;
}

/** The address of each channel; none where the customer has none. */
export type Doors = Partial<Record<Channel, Door>>;

/**
 * True if marketing may go to an address of the customer. Who opted out has agreed to nothing by giving another address,
 * by an earlier order under one, nor by what others type: only by a later word with proof.
 */
export function mayMarket({ known, own }: Door, channel: Channel, profile: Profile): boolean {
  const keys = namesOf(profile);
  const word = marketingWord(known, keys);
  if (word === 'withdrawn') return false;
  const general = profile.general?.[channel];
  // What the account agreed to of no address in particular is about whatever address it has.
  const agreed = own && general?.granted ? [general.at] : [];
  const last = refusedAt(profile, channel) ?? Number.NEGATIVE_INFINITY;
  const refusals = [
    ...(general?.granted === false ? [general.at] : []),
    ...(last > (known.reopenedAt ?? Number.NEGATIVE_INFINITY) ? [last] : []),
  ];
  if (refusals.length === 0) return word === 'granted' || agreed.length > 0;
  return Math.max(provenAt(known, keys) ?? Number.NEGATIVE_INFINITY, ...agreed) > Math.max(...refusals);
}

/** Why a channel cannot or may not reach the customer; undefined when it can. */
export function ineligibleBecause(
  profile: Profile,
  door: Door | undefined,
  channel: Channel,
  purpose: Purpose,
  configured: readonly Channel[],
): SkipReason | undefined {
  if (!configured.includes(channel)) return 'channel-not-configured';
  if (door === undefined) return 'no-address';
  if (suppressionOf(door.known) !== undefined) return 'suppressed';
  if (purpose === 'marketing' && !mayMarket(door, channel, profile)) return 'no-consent';
  return undefined;
}

/** The first of the step's channels that reaches the customer, or why the most preferred one does not. */
export function chooseChannel(
  profile: Profile,
  doors: Doors,
  preferred: readonly Channel[],
  purpose: Purpose,
  configured: readonly Channel[],
): { readonly channel: Channel; readonly door: Door } | { readonly obstacle: SkipReason } {
  let first: SkipReason | undefined;
  for (const channel of preferred) {
    const door = doors[channel];
    const reason = ineligibleBecause(profile, door, channel, purpose, configured);
    if (reason === undefined && door !== undefined) return { channel, door };
    first ??= reason;
  }
  return { obstacle: first ?? 'channel-not-configured' };
}

/** The profile as conditions see it: consent is what may be sent by, whatever the customer once said of another address. */
export function asReached(profile: Profile, doors: Doors): Profile {
  const words = Object.entries(doors).map(([name, door]) => {
    const channel = name as Channel; // the keys of doors are channels
    const { at = 0, source = 'address' } = profile.consent[channel] ?? {};
    return [channel, { at, source, granted: mayMarket(door, channel, profile) }];
  });
  return { ...profile, consent: { ...profile.consent, ...Object.fromEntries(words) } };
}
