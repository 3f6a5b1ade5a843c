import { addressKindOf, type Channel, channels } from '../commerce/customer/channel.ts';
import type { Profile } from '../model/profile.ts';
import type { Run } from '../model/run.ts';
import type { Tree } from '../policy/condition/filter.ts';
import { asksForConsent } from '../policy/condition/view.ts';
import { recipientOf } from '../policy/customer/recipient.ts';
import { asReached, type Door, type Doors } from '../policy/delivery/eligibility.ts';
import type { ReadAddress } from '../stores/addresses.ts';
import type { History } from '../stores/history.ts';
import type { Stores } from '../stores/stores.ts';

/** An address that a message may go to, as it was read. */
export type ReadDoor = Door & { readonly read: ReadAddress };

/** The doors of a run's messages, one for each channel, with the state of their addresses: one batch read. */
export async function doorsOf(
  run: Pick<Run, 'subject' | 'about' | 'contact'> | undefined,
  { profile, facts }: Pick<History, 'profile' | 'facts'>,
  channels: readonly Channel[],
  { addresses }: Pick<Stores, 'addresses'>,
): Promise<Partial<Record<Channel, ReadDoor>>> {
  const recipient = recipientOf(run, facts, profile);
  const found = channels.flatMap((channel) => {
    const kind = addressKindOf[channel];
    const address = recipient.addresses[kind];
    return address === undefined ? [] : [{ channel, address, ref: addresses.refOf(kind, address) }];
  });
  const read = await addresses.find(found.map(({ ref }) => ref));
  const doors = found.flatMap(({ channel, address }, place): [Channel, ReadDoor][] => {
    const stored = read[place];
    return stored ? [[channel, { address, own: recipient.own, known: stored.value, read: stored }]] : [];
  });
  return Object.fromEntries(doors);
}

/**
 * The profile for a condition: if it asks about consent, the state of the addresses is included, and only then are they
 * read. They are the customer's own, or those that came with the run's subject.
 * @param open opens the addresses
 */
export async function profileFor(
  condition: Tree | undefined,
  run: Pick<Run, 'subject' | 'about' | 'contact'>,
  history: Pick<History, 'profile' | 'facts'>,
  open: () => Promise<Stores['addresses']>,
): Promise<Profile> {
  const { profile } = history;
  if (condition === undefined || !asksForConsent(condition)) return profile;
  const doors: Doors = await doorsOf(run, history, channels, { addresses: await open() });
  return asReached(profile, doors);
}
