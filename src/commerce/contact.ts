import { type AddressKind, addressesIn } from './customer/channel.ts';
import type { StoreEvent } from './events.ts';
import { laterOf } from './join.ts';

/**
 * The addresses that came with a thing, as its event named them: messages about the thing go there. `account`:
 * the event named the store's own customer id, so they go to that account's current addresses.
 */
export interface Contact extends Readonly<Partial<Record<AddressKind, string>>> {
  /** When it was said; of two contacts of one thing the later holds. */
  readonly at: number;
  readonly account?: true;
}

/**
 * The contact that an event gives: the customer's account if it has the store's id, else the addresses in the event
 * itself. Undefined when it has neither.
 */
export function contactOf({ customer }: Pick<StoreEvent, 'customer'>, at: number): { readonly contact?: Contact } {
  if (customer.id !== undefined) return { contact: { at, account: true } };
  const addresses = addressesIn(customer);
  return Object.keys(addresses).length === 0 ? {} : { contact: { at, ...addresses } };
}

/** The later of two contacts. */
export function joinContacts(one: Contact | undefined, other: Contact | undefined): { readonly contact?: Contact } {
  if (one === undefined || other === undefined) return { contact: one ?? other };
  return { contact: laterOf(one, other, ({ at }) => at) };
}
