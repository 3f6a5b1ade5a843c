import { isAddressKind } from '../../commerce/customer/channel.ts';
import { type IdentityKind, normalise } from '../../commerce/customer/identity.ts';
import type { StoreEvent } from '../../commerce/events.ts';
import type { NamedIdentity } from '../../policy/customer/identity.ts';
import type { History } from '../../stores/history.ts';
import type { KnownIdentity } from '../../stores/identities.ts';

/**
 * Where the identities of an event lead. An event about an order that a customer placed under an address finds them by it,
 * though they have another by now, and somebody else has this one. An account's event names its customer by the id alone.
 * @param owners the histories of the present owners; those of former ones whose order it is are added
 */
export async function ownersOf(
  event: StoreEvent,
  named: readonly KnownIdentity[],
  owners: Map<string, History>,
  load: (customer: string) => Promise<History | undefined>,
): Promise<NamedIdentity[]> {
  const identities: NamedIdentity[] = [];
  for (const identity of named) {
    const { kind, value, proven } = identity;
    const present = identity.owner === undefined ? undefined : owners.get(identity.owner);
    const follows = present !== undefined && isOrderOf(event, present, kind, value);
    const former = follows ? undefined : await formerOwner(event, identity, load);
    if (former !== undefined) owners.set(former.customer, former);
    const owner = former ?? present;
    const profile = owner && { owner: owner.profile, follows: follows || former !== undefined };
    identities.push({ kind, value, ...profile, ...(proven && former === undefined && { proven }) });
  }
  return identities;
}

/** The former owner of an address who placed the event's order under it. */
async function formerOwner(
  event: StoreEvent,
  { kind, value, former = [] }: KnownIdentity,
  load: (customer: string) => Promise<History | undefined>,
): Promise<History | undefined> {
  if (event.customer.id !== undefined || orderIn(event) === undefined) return undefined;
  for (const customer of former) {
    const history = await load(customer);
    if (history !== undefined && isOrderOf(event, history, kind, value)) return history;
  }
  return undefined;
}

/** True if an event is about an order that a customer placed under this address: it follows the order. */
function isOrderOf(event: StoreEvent, history: History, kind: IdentityKind, value: string): boolean {
  const order = orderIn(event);
  const fact = order === undefined ? undefined : history.fact('order', order);
  const contact = isAddressKind(kind) ? fact?.contact?.[kind] : undefined;
  return contact !== undefined && normalise(kind, contact) === value;
}

function orderIn(event: StoreEvent): string | undefined {
  return 'order' in event && event.order ? event.order.id : undefined;
}
