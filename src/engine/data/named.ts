import { isAddressKind } from '../../commerce/customer/channel.ts';
import type { DataRequestEvent } from '../../commerce/customer/data-request.ts';
import { RetryableError } from '../../model/errors.ts';
import { tombstoneOf } from '../../policy/customer/erasure.ts';
import { isFirstAddress, provenKinds } from '../../policy/customer/identity.ts';
import { hasAddress } from '../../policy/customer/profile.ts';
import { fromIso } from '../../policy/time/timing.ts';
import type { KnownIdentity } from '../../stores/identities.ts';
import type { Ports } from '../ports.ts';
import { presentOwner } from './find.ts';
import { lastName } from './holdings.ts';

type NamedPorts = Pick<Ports, 'stores' | 'settings'>;

/** Whom an event of the shop names, to erase them or to ask for their data. */
export interface NamedCustomers {
  readonly customers: readonly string[];
  /** The identities that name them and that nobody is known by, in the order in which they are to be marked. */
  readonly unknown: readonly KnownIdentity[];
}

/**
 * The customers whom an event of the shop names: the account of its id, the guests known by an address that it proves, and
 * where no account is known by the id, the customer who carries the strongest address. Any other address may be somebody
 * else's whom the customer has typed. A customer who came after the event is not among them; one who was erased before is,
 * so that an erasure which broke off is finished.
 */
export async function customersNamed(event: DataRequestEvent, ports: NamedPorts): Promise<NamedCustomers> {
  const at = fromIso(event.occurredAt);
  const meant = await identitiesMeant(event, ports);
  const found = new Set<string>();
  for (const identity of meant) {
    const { owner, erased = Number.NEGATIVE_INFINITY } = identity;
    if (owner === undefined || at <= erased) continue;
    if ((await ports.stores.customers.erasedAt(owner)) !== undefined) found.add(await lastName(owner, ports.stores));
    const customer = await presentOwner(identity, ports);
    if (customer !== undefined && (await isMeant(customer, identity, event, ports))) found.add(customer);
  }
  return { customers: [...found], unknown: meant.filter(({ rev }) => rev === 0) };
}

/**
 * The identities of an event that show whom it means. The address that counts only while nobody is known by the id comes first, and
 * the id last: an erasure that breaks off between them means the same ones when it is repeated.
 */
async function identitiesMeant({ customer }: DataRequestEvent, ports: NamedPorts): Promise<KnownIdentity[]> {
  const named = await ports.stores.identities.find(customer);
  const known = new Set<KnownIdentity>();
  for (const identity of named) if (await isKnown(identity, ports)) known.add(identity);
  const addresses = named.filter(({ kind }) => isAddressKind(kind));
  const strongest = addresses.find((address) => known.has(address)) ?? addresses[0];
  const hasAccount = named.some((identity) => identity.kind === 'id' && known.has(identity));
  const proven: readonly string[] = provenKinds(customer, ports.settings.verifiedAddresses ?? []);
  const meant = named.filter((identity) => {
    const isTyped = isAddressKind(identity.kind) && !proven.includes(identity.kind);
    return !isTyped || (!hasAccount && identity === strongest);
  });
  const placeOf = (identity: KnownIdentity) => (identity === strongest ? 0 : identity.kind === 'id' ? 2 : 1);
  return meant.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** True if an identity leads to a customer, or to what is left of one. */
async function isKnown({ owner }: KnownIdentity, { stores }: NamedPorts): Promise<boolean> {
  if (owner === undefined) return false;
  return (await stores.customers.standing(owner)) !== undefined;
}

/** True unless the event names an account and this is another one, or a guest who is first known by something else. */
async function isMeant(
  customer: string,
  identity: KnownIdentity,
  { customer: { id } }: DataRequestEvent,
  { stores }: NamedPorts,
): Promise<boolean> {
  const profile = (await stores.customers.peek(customer))?.profile;
  if (profile === undefined || id === undefined) return profile !== undefined;
  const account = profile.identities.id;
  if (account !== undefined) return account === id;
  return isAddressKind(identity.kind) ? isFirstAddress(identity, profile) : !hasAddress(profile);
}

/**
 * Marks an identity that nobody is known by as an erased customer's, so that an event which is still under way does not bring them
 * in. The mark is there before anything leads to it: an identity that leads to nobody would take in the next event.
 * @param at what happened by then is erased; epoch milliseconds
 * @returns the customer's key
 * @throws RetryableError when somebody has come to be known by it meanwhile
 */
export async function markUnknown(identity: KnownIdentity, at: number, { stores }: NamedPorts): Promise<string> {
  const customer = stores.identities.customerFor(identity);
  await stores.erasures.entomb(tombstoneOf(customer, { at }, []), 0); // a newcomer who stands there is erased with the others
  if (await stores.identities.assign(identity, customer)) return customer;
  throw new RetryableError('Somebody came to be known while their erasure was begun.');
}
