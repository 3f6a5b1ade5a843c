import type { OwnersWord } from '../../channels/contract/report.ts';
import { addressKindOf, type Channel } from '../../commerce/customer/channel.ts';
import type { Address } from '../../model/address.ts';
import { proveConsent, reportOptOut } from '../../policy/customer/address.ts';
import { ownerName } from '../../policy/customer/address-words.ts';
import { reportConsent } from '../../policy/customer/profile.ts';
import type { Stores } from '../../stores/stores.ts';
import { changeHolder } from '../record/consents.ts';

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
  const source = kind === 'stop' ? 'answered STOP' : 'answered START';
  const ref = stores.addresses.refOf(addressKindOf[channel], address);
  const [named] = await stores.identities.find({ [ref.kind]: address });
  const hear = (known: Address) =>
    kind === 'stop' ? reportOptOut(known, ownerName, at, source) : proveConsent(known, at, source, named?.owner);
  const what = kind === 'stop' ? 'opt-out' : 'agreement';
  const by = named?.owner === undefined ? {} : { customer: named.owner };
  await stores.addresses.change(ref, hear, { what, saidAt: at, from: 'keyword', source, ...by });
  if (named?.owner === undefined) return false;
  const word = { granted: kind === 'start', at, source };
  return changeHolder(named.owner, ref, stores, (profile) => reportConsent(profile, channel, word));
}
