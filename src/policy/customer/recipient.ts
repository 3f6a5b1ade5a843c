import type { Contact } from '../../commerce/contact.ts';
import { type AddressKind, addressesIn, addressKinds } from '../../commerce/customer/channel.ts';
import { normalise } from '../../commerce/customer/identity.ts';
import type { BrowsingFact } from '../../commerce/product/fact.ts';
import type { Fact } from '../../model/fact.ts';
import type { Profile } from '../../model/profile.ts';
import type { Run } from '../../model/run.ts';
import { orderOf, subjectFact } from '../past/subject.ts';

/** The recipient of a message. */
export interface Recipient {
  readonly addresses: Partial<Record<AddressKind, string>>;
  /** True for the profile's own addresses, false for those that came with a thing. */
  readonly own: boolean;
}

/**
 * The recipient of a run's messages. Messages about a thing go to the address that came with the thing, so that they
 * never reach a person who later names that address as theirs, or takes another. Messages about the customer alone,
 * about things the account itself reported and about things without an address follow the account's current addresses.
 */
export function recipientOf(
  run: Pick<Run, 'subject' | 'about' | 'contact'> | undefined,
  facts: readonly Fact[],
  { identities }: Pick<Profile, 'identities'>,
): Recipient {
  const contact = run && contactOf(run, facts);
  if (contact === undefined || contact.account) return { own: true, addresses: addressesIn(identities) };
  return { own: false, addresses: addressesIn(contact) };
}

/**
 * The views that may be shown at an address: those of the account or of a nameless browser, and those reported with
 * this very address. Somebody else may have used the browser before.
 */
export function viewsFor(address: string, browsing: BrowsingFact | undefined): BrowsingFact | undefined {
  if (browsing === undefined) return undefined;
  const products = browsing.products.filter(({ contact }) => {
    if (contact === undefined || contact.account) return true;
    return addressKinds.some((kind) => {
      const value = contact[kind];
      return value !== undefined && normalise(kind, value) === normalise(kind, address);
    });
  });
  return products.length === 0 ? undefined : { ...browsing, products };
}

/** The contact of the run's order, else of its subject, else of what began it, else of the event that did. */
function contactOf(run: Pick<Run, 'subject' | 'about' | 'contact'>, facts: readonly Fact[]): Contact | undefined {
  const id = orderOf(run, facts);
  const order = id === undefined ? undefined : facts.find((fact) => fact.kind === 'order' && fact.id === id);
  const began = facts.find(({ kind, id: about }) => kind === run.about?.kind && about === run.about.id);
  const things = [order, subjectFact(run, facts), began];
  return things.map((thing) => thing && contactIn(thing)).find((contact) => contact !== undefined) ?? run.contact;
}

function contactIn(fact: Fact): Contact | undefined {
  return fact.kind === 'order' || fact.kind === 'cart' || fact.kind === 'checkout' ? fact.contact : undefined;
}
