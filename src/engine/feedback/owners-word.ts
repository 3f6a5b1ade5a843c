import type { OwnersWord } from '../../channels/contract/report.ts';
import { addressKindOf, type Channel } from '../../commerce/customer/channel.ts';
import type { AddressRef } from '../../model/address.ts';
import { reportOptOut } from '../../policy/customer/address.ts';
import { proveConsent } from '../../policy/customer/address-proof.ts';
import { ownerName } from '../../policy/customer/address-words.ts';
import { reportConsent } from '../../policy/customer/profile.ts';
import type { KnownIdentity } from '../../stores/identities.ts';
import type { Stores } from '../../stores/stores.ts';
import { changeHolder } from '../record/consents.ts';
import { changeHolders, isHolder, isOwnerOf } from '../record/holders.ts';

/** When a text was written, and where it leads. */
interface Text {
  readonly channel: Channel;
  readonly ref: AddressRef;
  readonly at: number;
  readonly pointer: KnownIdentity | undefined;
}

/**
 * Records the statement of an address's owner: a message from the address itself is proof, whichever customer has it. A
 * repeated statement changes nothing, nor does one that is older than the known one.
 * @returns false when no customer has that address
 */
export async function takeOwnersWord(
  channel: Channel,
  { kind, address, at }: OwnersWord,
  stores: Stores,
): Promise<boolean> {
  const ref = stores.addresses.refOf(addressKindOf[channel], address);
  const [found] = await stores.identities.find({ [ref.kind]: address });
  const pointer = await stillHeld(found, ref, stores);
  const text = { channel, ref, at, pointer };
  return kind === 'stop' ? stop(text, stores) : start(text, stores);
}

/** Where an address leads, if that customer carries it still: who has taken another has nothing to do with its next owner's words. */
async function stillHeld(
  pointer: KnownIdentity | undefined,
  ref: AddressRef,
  stores: Stores,
): Promise<KnownIdentity | undefined> {
  const profile = pointer?.owner === undefined ? undefined : await stores.customers.profile(pointer.owner);
  return profile !== undefined && isHolder(profile, ref, stores) ? pointer : undefined;
}

/** Closes the number to everybody who carries it. */
async function stop({ channel, ref, at, pointer }: Text, stores: Stores): Promise<boolean> {
  const source = 'answered STOP';
  const customer = pointer?.owner;
  const address = await stores.addresses.change(ref, (known) => reportOptOut(known, ownerName, at, source), {
    what: 'opt-out',
    saidAt: at,
    from: 'keyword',
    source,
    ...(customer !== undefined && { customer }),
  });
  const word = { granted: false, at, source };
  return changeHolders({ ref, address, customer }, stores, (profile) => reportConsent(profile, channel, word));
}

/** Opens the number. What a customer refused elsewhere it lifts only if the number is known to be theirs. */
async function start({ channel, ref, at, pointer }: Text, stores: Stores): Promise<boolean> {
  const source = 'answered START';
  const customer = pointer?.owner;
  await stores.addresses.change(ref, (known) => proveConsent(known, at, source, customer), {
    what: 'agreement',
    saidAt: at,
    from: 'keyword',
    source,
    ...(customer !== undefined && { customer }),
  });
  if (customer === undefined) return false;
  const word = { granted: true, at, source };
  return changeHolder(customer, ref, stores, (profile) =>
    reportConsent(profile, channel, word, isOwnerOf(profile, pointer)),
  );
}
