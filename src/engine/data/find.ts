import { isAddressKind } from '../../commerce/customer/channel.ts';
import { type FoundCustomer, identitiesIn, isCustomerKey, type NothingHeld } from '../../model/data-request.ts';
import { carries } from '../../policy/customer/profile.ts';
import { toIso } from '../../policy/time/timing.ts';
import type { KnownIdentity } from '../../stores/identities.ts';
import type { Ports } from '../ports.ts';
import { allAddressesOf, countsOf, holdingsOf, lastName } from './holdings.ts';

type FindPorts = Pick<Ports, 'stores'>;

/** Whom an address, an id of the store's or a key leads to today, and how much there is about them. It writes nothing. */
export async function findHeld(who: string, { stores }: FindPorts): Promise<FoundCustomer | NothingHeld> {
  const named = await stores.identities.find(identitiesIn(who));
  let former = 0;
  for (const identity of named) {
    const customer = await presentOwner(identity, { stores });
    if (customer !== undefined) return describe(customer, { stores });
    if (identity.owner !== undefined) former += 1;
  }
  const erased = named.find(({ owner }) => owner !== undefined);
  const key = isCustomerKey(who) ? who : await erasedOwner(erased, { stores });
  const known = key !== undefined && (await stores.customers.standing(key)) !== undefined;
  return known ? describe(await lastName(key, stores), { stores }) : { found: false, former };
}

/** The customer whom an identity leads to today: an address that they have given up does not. */
export async function presentOwner(
  { owner, kind, value }: KnownIdentity,
  { stores }: FindPorts,
): Promise<string | undefined> {
  const history = owner === undefined ? undefined : await stores.customers.peek(owner);
  if (history === undefined) return undefined;
  const isTheirs = !isAddressKind(kind) || carries(history.profile, kind, value);
  return isTheirs ? history.customer : undefined;
}

async function erasedOwner(identity: KnownIdentity | undefined, { stores }: FindPorts): Promise<string | undefined> {
  const owner = identity?.owner;
  return owner !== undefined && (await stores.customers.erasedAt(owner)) !== undefined ? owner : undefined;
}

async function describe(customer: string, { stores }: FindPorts): Promise<FoundCustomer> {
  const holdings = await holdingsOf(customer, stores);
  const erased = holdings[0]?.profile?.value.erased;
  const addresses = allAddressesOf(holdings, stores);
  const names = new Set(holdings.map((holding) => holding.customer));
  const known = await stores.addresses.find(addresses);
  const shared = known.filter(({ value }) => Object.keys(value.words).some((name) => isAnother(name, names)));
  return {
    found: true,
    customer,
    ...(erased && { erasedAt: toIso(erased.at) }),
    names: names.size,
    items: countsOf(holdings.flatMap(({ items, profile }) => [...(profile && !erased ? [profile] : []), ...items])),
    addresses: addresses.length,
    shared: shared.length,
    spelt: addresses.flatMap(({ value }) => value ?? []),
  };
}

/** True if a word at an address is in the name of another customer, and not of those who are not told apart. */
function isAnother(name: string, names: ReadonlySet<string>): boolean {
  return isCustomerKey(name) && !names.has(name);
}
