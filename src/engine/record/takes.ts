import { isDeepStrictEqual } from 'node:util';
import { type AddressKind, addressKindOf, addressKinds, channels } from '../../commerce/customer/channel.ts';
import type { Address, ToldStates } from '../../model/address.ts';
import type { ConsentSaid } from '../../model/consent-entry.ts';
import type { Profile } from '../../model/profile.ts';
import { accountStates } from '../../policy/customer/account-states.ts';
import { noteNaming } from '../../policy/customer/address.ts';
import { carries } from '../../policy/customer/profile.ts';
import { fromIso } from '../../policy/time/timing.ts';
import type { Stores } from '../../stores/stores.ts';
import { lastNamed } from './consents.ts';
import type { Incoming } from './incoming.ts';

/** An address that a customer takes. */
interface Taken {
  readonly kind: AddressKind;
  readonly value: string;
  /** The customer to whom it leads, if that is another who carries it. */
  readonly leader?: Profile | undefined;
}

/**
 * Enters at an address that somebody takes it, if it leads to another, or if anything is known of what may be sent there to
 * their account: so that an opt-out of one is noted on all who carry it, and the shop is told what holds for each. Call it
 * before the profile is written. One batch read for a profile that takes an address without a statement about it; a write if
 * that is news.
 * @param again whether the profile may have been written by a call that broke off
 */
export async function noteTaken(
  incoming: Incoming,
  { before, after }: { readonly before: Profile; readonly after: Profile },
  stores: Stores,
  again: boolean,
): Promise<void> {
  const { occurredAt } = incoming.event;
  const taken = addressKinds.flatMap((kind) => takenOf(kind, incoming, { before, after }, again) ?? []);
  const doors = await stores.addresses.find(taken.map(({ kind, value }) => stores.addresses.refOf(kind, value)));
  for (const [place, { kind, value, leader }] of taken.entries()) {
    const read = doors[place];
    if (read === undefined) continue;
    const isKnown = after.identities.id !== undefined && Object.keys(statesAt(read.value, kind, after)).length > 0;
    if (leader === undefined && !isKnown) continue;
    const at = lastNamed(after, kind, value) ?? fromIso(occurredAt);
    const note = (address: Address) => {
      const named = leader === undefined ? undefined : lastNamed(leader, kind, value);
      const led = leader && named !== undefined ? noteNaming(address, leader.customer, named) : address;
      return noteNaming(led, after.customer, at, leader === undefined);
    };
    const source = 'named the address';
    const said: ConsentSaid = { what: 'taking', saidAt: at, from: 'unknown', source, customer: after.customer };
    await stores.addresses.change(read, note, said, read);
  }
}

function takenOf(
  kind: AddressKind,
  { event, named, owners }: Incoming,
  { before, after }: { readonly before: Profile; readonly after: Profile },
  again: boolean,
): Taken | undefined {
  const value = after.identities[kind];
  if (value === undefined) return undefined;
  const pointer = named.find((identity) => identity.kind === kind && carries(after, kind, identity.value));
  const isNew = !carries(before, kind, value) || (again && pointer !== undefined);
  const isNowAccount = before.identities.id === undefined && after.identities.id !== undefined;
  const isSaid = channels.some((channel) => addressKindOf[channel] === kind && event.customer.consent?.[channel]);
  // A statement about the address names everybody itself; a guest may have made the very same one before.
  if (isNew ? isSaid : !isNowAccount) return undefined;
  const owner = pointer?.owner === undefined ? undefined : owners.get(pointer.owner)?.profile;
  const isOther = owner !== undefined && owner.customer !== after.customer && carries(owner, kind, value);
  return { kind, value, leader: isOther ? owner : undefined };
}

/**
 * Enters at the addresses of an account that another customer turned out to be the same, if that changes what may be sent
 * there. Call it before the joined profile is written.
 */
export async function noteJoined(known: Profile, loser: Profile, joined: Profile, stores: Stores): Promise<void> {
  if (joined.identities.id === undefined) return;
  for (const kind of addressKinds) {
    const value = joined.identities[kind];
    const at = value === undefined ? undefined : lastNamed(joined, kind, value);
    if (value === undefined || at === undefined) continue;
    const [read] = await stores.addresses.find([stores.addresses.refOf(kind, value)]);
    if (read === undefined) continue;
    const before =
      known.identities.id !== undefined && carries(known, kind, value) ? statesAt(read.value, kind, known) : {};
    if (isDeepStrictEqual(before, statesAt(read.value, kind, joined))) continue;
    const source = 'turned out to be the same customer';
    const said: ConsentSaid = { what: 'taking', saidAt: at, from: 'unknown', source, customer: loser.customer };
    await stores.addresses.change(read, (address) => noteNaming(address, known.customer, at, false), said, read);
  }
}

function statesAt(known: Address, kind: AddressKind, profile: Profile): ToldStates {
  const door = { address: profile.identities[kind] ?? '', known, own: true };
  const reached = channels.filter((channel) => addressKindOf[channel] === kind);
  return Object.assign({}, ...reached.map((channel) => accountStates(door, channel, profile)));
}
