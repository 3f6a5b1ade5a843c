import type { AddressKind } from '../../commerce/customer/channel.ts';
import type { Address, AddressRef } from '../../model/address.ts';
import type { Profile } from '../../model/profile.ts';
import { spokenFor } from '../../policy/customer/address-words.ts';
import { isFirstAddress } from '../../policy/customer/identity.ts';
import { namesOf } from '../../policy/customer/names.ts';
import type { KnownIdentity } from '../../stores/identities.ts';
import type { Stores } from '../../stores/stores.ts';
import { changeHolder } from './consents.ts';

/** An address as it stands after something was said there. */
export interface SpokenAt {
  readonly ref: AddressRef;
  readonly address: Address;
  /** By whose link, number or message it was said, if that is known. */
  readonly customer?: string | undefined;
}

/**
 * Notes on everybody who carries the address, as far as it knows them, what its owner has said: an opt-out closes it to all,
 * and goes along to whatever address each of them takes.
 * @param apply the change of the one by whom it came, if they still carry it
 * @param applyToOthers the change of the others
 * @returns whether anybody is known by it
 */
export async function changeHolders(
  said: SpokenAt,
  stores: Stores,
  apply: (profile: Profile) => Profile,
  applyToOthers = apply,
): Promise<boolean> {
  const { customer, ref } = said;
  const isKnown = customer !== undefined && (await changeHolder(customer, ref, stores, apply));
  return (await changeOtherHolders(said, stores, applyToOthers)) || isKnown;
}

/** The same for the others alone. @returns whether there are any */
export async function changeOtherHolders(
  said: SpokenAt,
  stores: Stores,
  apply: (profile: Profile) => Profile,
): Promise<boolean> {
  const others = await otherHolders(said, stores);
  for (const { customer } of others) {
    await stores.customers.change(customer, (profile) =>
      isHolder(profile, said.ref, stores) ? apply(profile) : profile,
    );
  }
  return others.length > 0;
}

/** The customers who carry the address, beside the one by whom something was said: those of whom it knows a word. */
export async function otherHolders({ ref, address, customer }: SpokenAt, stores: Stores): Promise<Profile[]> {
  const names = spokenFor(address).filter((name) => name !== customer);
  const read = await Promise.all(names.map((name) => stores.customers.peek(name)));
  const holders = read.flatMap((history) => {
    const profile = history?.profile;
    const isOther = profile !== undefined && !namesOf(profile).some((name) => name === customer);
    return isOther && isHolder(profile, ref, stores) ? [[profile.customer, profile] as const] : [];
  });
  return [...new Map(holders).values()];
}

/** True if the customer carries the address now. */
export function isHolder({ identities }: Profile, { kind, hash }: AddressRef, { addresses }: Stores): boolean {
  const value = identities[kind];
  return value !== undefined && addresses.refOf(kind, value).hash === hash;
}

/**
 * True if the address is known to be the customer's, so that what its owner says is what the customer says: proven, or what a
 * guest is known by. An account may carry somebody else's by a typing error.
 * @param pointer where the address leads
 */
export function isOwnerOf(profile: Profile, pointer: KnownIdentity | undefined): boolean {
  if (pointer?.owner === undefined || !namesOf(profile).includes(pointer.owner)) return false;
  return pointer.proven === true || (profile.identities.id === undefined && isFirstAddress(pointer, profile));
}

/** The same of the customer's present address of a kind, with one read. */
export async function ownsPresent(profile: Profile, kind: AddressKind, { identities }: Stores): Promise<boolean> {
  const value = profile.identities[kind];
  return value !== undefined && isOwnerOf(profile, (await identities.find({ [kind]: value }))[0]);
}
