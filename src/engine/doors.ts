import { addressKindOf, type Channel, channels } from '../commerce/customer/channel.ts';
import type { AddressRef } from '../model/address.ts';
import type { Profile } from '../model/profile.ts';
import type { Run } from '../model/run.ts';
import type { SwitchState } from '../model/switches.ts';
import type { Tree } from '../policy/condition/filter.ts';
import { asksForConsent } from '../policy/condition/view.ts';
import { recipientOf } from '../policy/customer/recipient.ts';
import { asReached, type Door, type Doors } from '../policy/delivery/eligibility.ts';
import type { ReadAddress } from '../stores/addresses.ts';
import type { History } from '../stores/history.ts';
import type { Stores } from '../stores/stores.ts';

/** An address that a message may go to, as it was read. */
export type ReadDoor = Door & { readonly read: ReadAddress };

type DoorsOfRun = Partial<Record<Channel, ReadDoor>>;
type DoorRun = Pick<Run, 'subject' | 'about' | 'contact'> | undefined;
type DoorHistory = Pick<History, 'profile' | 'facts'>;
type DoorStores = Pick<Stores, 'addresses'>;

/** The doors of a run's messages, one for each channel, with the state of their addresses: one batch read. */
export async function doorsOf(
  run: DoorRun,
  history: DoorHistory,
  channels: readonly Channel[],
  { addresses }: DoorStores,
): Promise<DoorsOfRun> {
  const sought = soughtDoors(run, history, channels, addresses);
  return opened(sought, await addresses.find(sought.map(({ ref }) => ref)));
}

/** The same doors, and what the shop has paused, in the same batch read. */
export async function doorsAndSwitches(
  run: DoorRun,
  history: DoorHistory,
  channels: readonly Channel[],
  stores: DoorStores,
): Promise<{ readonly doors: DoorsOfRun; readonly switches: SwitchState }> {
  const sought = soughtDoors(run, history, channels, stores.addresses);
  const { addresses, switches } = await stores.addresses.findWithSwitches(sought.map(({ ref }) => ref));
  return { doors: opened(sought, addresses), switches };
}

/** A door whose address has not been read yet. */
interface SoughtDoor extends Pick<Door, 'address' | 'own'> {
  readonly channel: Channel;
  readonly ref: AddressRef;
}

function soughtDoors(
  run: DoorRun,
  { profile, facts }: DoorHistory,
  channels: readonly Channel[],
  addresses: Stores['addresses'],
): SoughtDoor[] {
  const recipient = recipientOf(run, facts, profile);
  return channels.flatMap((channel) => {
    const kind = addressKindOf[channel];
    const address = recipient.addresses[kind];
    return address === undefined ? [] : [{ channel, address, own: recipient.own, ref: addresses.refOf(kind, address) }];
  });
}

function opened(sought: readonly SoughtDoor[], read: readonly ReadAddress[]): DoorsOfRun {
  const doors = sought.flatMap(({ channel, address, own }, place): [Channel, ReadDoor][] => {
    const stored = read[place];
    return stored ? [[channel, { address, own, known: stored.value, read: stored }]] : [];
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
