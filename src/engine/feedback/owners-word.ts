import type { OwnersWord } from '../../channels/contract/report.ts';
import { addressKindOf, type Channel } from '../../commerce/customer/channel.ts';
import { proveConsent, reportOptOut } from '../../policy/customer/address.ts';
import { carries, reportConsent } from '../../policy/customer/profile.ts';
import type { Stores } from '../../stores/stores.ts';

/** The name under which an address's own word is kept: no account can take it back. */
const owner = 'owner';

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
  const addressKind = addressKindOf[channel];
  await stores.addresses.change(stores.addresses.refOf(addressKind, address), (known) =>
    kind === 'stop' ? reportOptOut(known, owner, at, source) : proveConsent(known, at, source),
  );
  const [named] = await stores.identities.find({ [addressKind]: address });
  if (named?.owner === undefined) return false;
  const word = { granted: kind === 'start', at, source };
  return stores.customers.change(named.owner, (profile) =>
    carries(profile, addressKind, address) ? reportConsent(profile, channel, word) : profile,
  );
}
