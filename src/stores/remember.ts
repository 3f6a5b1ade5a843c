import { isDeepStrictEqual } from 'node:util';
import type { StoreEvent } from '../contracts/event.ts';
import type { Profile } from '../contracts/profile.ts';
import { RetryableError } from '../platform/errors.ts';
import { emptyProfile, foldProfile } from '../policy/profile.ts';
import type { History } from './customers.ts';
import type { KnownIdentity } from './identities.ts';
import { mergeCustomers } from './merge.ts';
import type { Stores } from './stores.ts';

const attempts = 8;

/**
 * Takes an event in: finds or makes its customer, joins customers that the event shows to be one, folds
 * the event into the profile and into the fact it tells of. Doing it again changes nothing.
 * @returns the customer's history, read after the event was written
 * @throws RetryableError when others are first eight times
 */
export async function remember(event: StoreEvent, stores: Stores): Promise<History> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const history = await rememberOnce(event, stores);
    if (history !== undefined) return history;
  }
  throw new RetryableError('The customer changed eight times while an event was taken in.');
}

async function rememberOnce(event: StoreEvent, stores: Stores): Promise<History | undefined> {
  const identities = await stores.identities.find(event.customer);
  const owners = await ownersOf(identities, stores);
  const newcomer = newCustomer(identities, stores);
  // A newcomer's profile may stand already, if its first event was broken off before the identities.
  const owner = chooseOwner(event, identities, owners) ?? (await stores.customers.load(newcomer));
  const customer = owner?.customer ?? newcomer;
  const before = owner?.profile ?? { value: emptyProfile(customer), rev: 0 };
  const after = foldProfile(before.value, event);
  const profileChanged = !isDeepStrictEqual(after, before.value);
  if (profileChanged && !(await stores.customers.save(after, before.rev))) return undefined;
  if (!(await assignFree(identities, customer, stores))) return undefined;
  const others = owners.filter((other) => other.customer !== customer && mayMerge(after, other.profile.value));
  for (const other of others) await mergeCustomers(customer, other.customer, event.id, stores);
  const factChanged = await stores.facts.remember(customer, event, owner?.facts ?? []);
  const changed = profileChanged || factChanged || others.length > 0 || owner === undefined;
  return changed ? stores.customers.load(customer) : owner;
}

/** The distinct customers that the identities belong to, strongest identity first. */
async function ownersOf(identities: readonly KnownIdentity[], stores: Stores): Promise<History[]> {
  const keys = new Set(identities.flatMap(({ owner }) => (owner === undefined ? [] : [owner])));
  const histories = await Promise.all([...keys].map((key) => stores.customers.load(key)));
  const distinct = new Map(histories.flatMap((history) => (history ? [[history.customer, history]] : [])));
  return [...distinct.values()];
}

/** The first owner that can be this customer: one with another id of the store's own is somebody else. */
function chooseOwner(
  event: StoreEvent,
  identities: readonly KnownIdentity[],
  owners: readonly History[],
): History | undefined {
  const byId = identities.find(({ kind }) => kind === 'id')?.owner;
  if (byId !== undefined) return owners[0];
  return owners.find(({ profile }) => sameStoreId(event.customer.id, profile.value.identities.id));
}

function mayMerge(survivor: Profile, other: Profile): boolean {
  return sameStoreId(survivor.identities.id, other.identities.id);
}

function sameStoreId(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** The key of a customer whom no identity knows: made from the strongest one that nobody else has. */
function newCustomer(identities: readonly KnownIdentity[], stores: Stores): string {
  const free = identities.find(({ owner }) => owner === undefined) ?? identities[0];
  if (free === undefined) throw new RangeError('An event without an identity passed its contract.');
  return stores.identities.customerFor(free);
}

async function assignFree(identities: readonly KnownIdentity[], customer: string, stores: Stores): Promise<boolean> {
  for (const identity of identities) {
    if (identity.owner === undefined && !(await stores.identities.assign(identity, customer))) return false;
  }
  return true;
}
