import type { AddressRef, ConsentEntry } from '../../model/address.ts';
import type { ConsentChange } from '../../model/consent-entry.ts';
import { consentStateFor } from '../../policy/customer/consent-ledger.ts';
import { namesOf } from '../../policy/customer/names.ts';
import type { Stores } from '../../stores/stores.ts';
import { otherHolders } from '../record/holders.ts';

/** A customer whom the shop is told about, and what has changed for them. */
export interface ToldCustomer {
  /** The store's own id, if it has told one. */
  readonly id?: string;
  readonly changes: readonly ConsentChange[];
  /** What makes the ids of these events others than those about the customer in whose name it was said. */
  readonly mark?: string;
}

/**
 * Whom the shop is told about: the customer in whose name it was said, and every account that carries the address, as far as
 * the same holds for it now. Several customers may share a mailbox, and a guest's link closes it to the account.
 */
export async function toldCustomers(
  ref: AddressRef,
  { customer, changes = [] }: ConsentEntry,
  stores: Stores,
): Promise<ToldCustomer[]> {
  const [read] = await stores.addresses.find([ref]);
  const address = read?.value;
  const id = customer === undefined ? undefined : (await stores.customers.load(customer))?.profile.identities.id;
  const holders = address === undefined ? [] : await otherHolders({ ref, address, customer }, stores);
  const others = holders.flatMap((profile): ToldCustomer[] => {
    const { id: other } = profile.identities;
    if (address === undefined || other === undefined || other === id) return [];
    const theirs = changes.filter(({ topic, state }) => consentStateFor(address, topic, namesOf(profile)) === state);
    return theirs.length === 0 ? [] : [{ id: other, changes: theirs, mark: profile.customer }];
  });
  if (id !== undefined) return [{ id, changes }, ...others];
  const rest = changes.filter((change) => !others.some((other) => other.changes.includes(change)));
  return rest.length > 0 ? [{ changes: rest }, ...others] : others;
}
