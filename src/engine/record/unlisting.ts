import type { Unlisting } from '../../channels/contract/opt-out-list.ts';
import type { AddressRef } from '../../model/address.ts';
import { keptOnListAt, noteUnlisting } from '../../policy/customer/unlisting.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Ports } from '../ports.ts';

/**
 * Keeps on an address that the service refused to take it off its opt-out list, so that the next refusal of a message is not
 * told as another opt-out; or that it has done so now, after it had refused.
 */
export async function recordUnlisting(
  ref: AddressRef,
  unlisting: Unlisting,
  { stores, clock }: Pick<Ports, 'clock'> & { readonly stores: Pick<Stores, 'addresses'> },
): Promise<void> {
  const isKept = unlisting === 'kept';
  await stores.addresses.change(ref, (known) =>
    isKept || keptOnListAt(known) !== undefined ? noteUnlisting(known, clock(), isKept) : known,
  );
}
