import type { OptOutList } from '../../channels/contract/opt-out-list.ts';
import type { Address, AddressRef } from '../../model/address.ts';
import { DomainError } from '../../model/errors.ts';
import { isOnListByItself, isStopped } from '../../policy/customer/stopped.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Ports } from '../ports.ts';
import { recordUnlisting } from '../record/unlisting.ts';

/** An address, and how the table finds it. The service's list knows it in clear only. */
interface Listed {
  readonly ref: AddressRef;
  readonly address: string;
}

type ListPorts = Pick<Ports, 'clock'> & { readonly stores: Pick<Stores, 'addresses'> };

/**
 * Brings a service's own list in step with what the owner of an address last said: after a STOP the address is on it, after a
 * START it is not. Two words that are heard at the same time each bring the list in step: so each looks again afterwards.
 * @throws an error of the service when it did not answer, or may do it later
 */
export async function keepListInStep(listed: Listed, list: OptOutList, ports: ListPorts): Promise<void> {
  const wanted = placeFor(await read(listed, ports));
  if (wanted === 'on') await list.add(listed.address);
  if (wanted === 'off') await recordUnlisting(listed.ref, await list.remove(listed.address), ports);
  if (placeFor(await read(listed, ports)) !== wanted) await keepListInStep(listed, list, ports);
}

/** Where an address belongs. An opt-out that only the service itself has heard is not for us to lift. */
function placeFor(address: Address): 'on' | 'off' | 'as it is' {
  if (isStopped(address)) return 'on';
  return isOnListByItself(address) ? 'as it is' : 'off';
}

async function read({ ref }: Listed, { stores }: ListPorts): Promise<Address> {
  const [found] = await stores.addresses.find([ref]);
  if (found === undefined) throw new DomainError('The table answered for no address, though one was asked for.');
  return found.value;
}
