import type { StoreEvent } from './events.ts';
import { laterOf } from './join.ts';

/**
 * The addresses that came with a thing, as its event named them: messages about the thing go there. `account`:
 * the event named the store's own customer id, so they go to that account's current addresses.
 */
export interface Contact {
  /** When it was said; of two contacts of one thing the later holds. */
  readonly at: number;
  readonly account?: true;
  readonly email?: string;
  readonly phone?: string;
}

/**
 * Where the customer of the event can be reached: by their account if the store names its id, else by the addresses that
 * the event itself carries. Nothing when it carries none.
 */
export function contactOf({ customer }: Pick<StoreEvent, 'customer'>, at: number): { readonly contact?: Contact } {
  const { id, email, phone } = customer;
  if (id !== undefined) return { contact: { at, account: true } };
  if (email === undefined && phone === undefined) return {};
  return { contact: { at, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) } };
}

/** The later of two contacts. */
export function joinContacts(one: Contact | undefined, other: Contact | undefined): { readonly contact?: Contact } {
  if (one === undefined || other === undefined) return { contact: one ?? other };
  return { contact: laterOf(one, other, ({ at }) => at) };
}
