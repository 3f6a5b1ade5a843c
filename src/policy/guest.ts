import type { StoreEvent } from '../contracts/event.ts';
import type { Contact, Fact } from '../contracts/fact.ts';
import { type AddressKind, normalise } from '../contracts/identity.ts';
import type { Run } from '../contracts/run.ts';
import { contactIn, contactOf } from './recipient.ts';
import { orderOf } from './subject.ts';

/** A mailbox or a number, in its one spelling. */
export interface GuestAddress {
  readonly kind: AddressKind;
  readonly value: string;
}

/** The address that a guest is known by first of all, if the contact is a guest's: the e-mail address before the number. */
export function guestAddress(contact: Contact | undefined): GuestAddress | undefined {
  if (contact === undefined || contact.account) return undefined;
  const { email, phone } = contact;
  if (email !== undefined) return { kind: 'email', value: normalise('email', email) };
  return phone === undefined ? undefined : { kind: 'phone', value: normalise('phone', phone) };
}

/** Which of the things that came with an address are meant: all of them, if left out. */
export type Things = readonly Pick<Fact, 'kind' | 'id'>[] | undefined;

/** The things that an event names and that a guest may have left before they signed in. */
export function thingsNamedIn(event: StoreEvent): NonNullable<Things> {
  return (['order', 'cart', 'checkout'] as const).flatMap((kind) => {
    const named: { readonly id?: string } | undefined = Reflect.get(event, kind);
    return named?.id === undefined ? [] : [{ kind, id: named.id }];
  });
}

/** Whether guests left the run under the address, by what it is about. */
export function isLeftUnder(address: GuestAddress, run: Run, facts: readonly Fact[], things?: Things): boolean {
  if (!isSame(address, guestAddress(contactOf(run, facts)))) return false;
  const order = orderOf(run, facts);
  const about = order === undefined ? run.subject : { kind: 'order', id: order };
  return isAmong(about, things);
}

/**
 * What guests left with a customer under an address: orders, carts and checkouts that came with it, all that is known about
 * these orders, and what runs that were begun under it are about. What the customer's account told of is not among it.
 * @param runs the runs that were left under the address
 */
export function factsLeftUnder(
  address: GuestAddress,
  runs: readonly Run[],
  facts: readonly Fact[],
  things?: Things,
): Fact[] {
  const isGuests = (contact: Contact | undefined) => isSame(address, guestAddress(contact));
  const came = new Set(facts.filter((fact) => isAmong(fact, things) && isGuests(contactIn(fact))));
  const orders = new Set([
    ...[...came].flatMap(({ kind, id }) => (kind === 'order' ? [id] : [])),
    ...runs.flatMap((run) => orderOf(run, facts) ?? []),
  ]);
  const named = runs.flatMap(({ id, subject, about }) => [subject, ...(about ? [about] : []), { kind: 'survey', id }]);
  return facts.flatMap((fact): Fact[] => {
    if (fact.kind === 'browsing') {
      if (things !== undefined) return [];
      const products = fact.products.filter(({ contact }) => isGuests(contact));
      return products.length === 0 ? [] : [{ ...fact, products }];
    }
    const ofOrder = fact.kind === 'order' ? orders.has(fact.id) : 'order' in fact && orders.has(fact.order ?? '');
    const isNamed = named.some(({ kind, id }) => kind === fact.kind && id === fact.id);
    return came.has(fact) || ofOrder || isNamed ? [fact] : [];
  });
}

function isAmong({ kind, id }: { readonly kind: string; readonly id: string }, things: Things): boolean {
  return things === undefined || things.some((thing) => thing.kind === kind && thing.id === id);
}

function isSame(one: GuestAddress, other: GuestAddress | undefined): boolean {
  return one.kind === other?.kind && one.value === other.value;
}
