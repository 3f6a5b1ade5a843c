import { addressKindOf, addressKinds, isAddressKind } from '../../commerce/customer/channel.ts';
import { type IdentityKind, normalise } from '../../commerce/customer/identity.ts';
import type { AddressRef } from '../../model/address.ts';
import type { Fact } from '../../model/fact.ts';
import { type Message, partsOfKey } from '../../model/message.ts';
import type { Profile } from '../../model/profile.ts';
import type { Run } from '../../model/run.ts';
import { distinctAddresses } from '../../policy/customer/erasure.ts';
import { namesOf } from '../../policy/customer/names.ts';
import type { Holding } from '../../stores/erasures.ts';
import { nameInMark, nounOf } from '../../stores/item-keys.ts';
import type { Stores } from '../../stores/stores.ts';

/** An address of a customer: by its keyed hash, and as it is spelt, where that is known. */
export interface OwnAddress extends AddressRef {
  readonly value?: string;
}

/** The key of the customer whom this one turned out to be in the end, also if that one was erased. */
export async function lastName(customer: string, { customers }: Pick<Stores, 'customers'>): Promise<string> {
  return (await customers.standing(customer)) ?? customer;
}

/**
 * Everything under all names of a customer, the customer's own first. A name that was joined may have names of its own.
 * @returns one holding for each name
 */
export async function holdingsOf(customer: string, { erasures }: Pick<Stores, 'erasures'>): Promise<Holding[]> {
  const all: Holding[] = [];
  const names = [customer];
  for (let at = 0; at < names.length; at += 1) {
    const holding = await erasures.holding(names[at] ?? customer);
    all.push(holding);
    for (const name of namesIn(holding)) if (!names.includes(name)) names.push(name);
  }
  return all;
}

/** The names that one name knows of. */
export function namesIn({ profile, items }: Holding): string[] {
  return [...(profile ? namesOf(profile.value) : []), ...items.flatMap((item) => nameInMark(item) ?? [])];
}

/** The addresses that a customer's data name: in the profile, in what came with orders and carts, and in the ledger. */
export function addressesOf({ profile, items }: Holding, { addresses }: Pick<Stores, 'addresses'>): OwnAddress[] {
  const spelt = [identitiesOf(profile?.value), ...items.map(contactIn)];
  const own = spelt.flatMap((named) =>
    addressKinds.flatMap((kind): OwnAddress[] => {
      const value = named[kind];
      return value === undefined ? [] : [{ ...addresses.refOf(kind, value), value: normalise(kind, value) }];
    }),
  );
  const hashed = [...items.flatMap(sentTo), ...(profile?.value.erased?.addresses ?? [])];
  return distinctAddresses<OwnAddress>([...hashed, ...own]); // of two that are the same the spelt one stays
}

/** The same of all holdings, each once. */
export function allAddressesOf(holdings: readonly Holding[], stores: Pick<Stores, 'addresses'>): OwnAddress[] {
  const named = holdings.flatMap((holding) => addressesOf(holding, stores));
  return distinctAddresses(named.toSorted((one, other) => Number('value' in one) - Number('value' in other)));
}

function identitiesOf(profile: Profile | undefined): Partial<Record<IdentityKind, string>> {
  return profile?.identities ?? {};
}

/** The addresses that came with what an item is about. */
function contactIn(item: Holding['items'][number]): Partial<Record<IdentityKind, string>> {
  const noun = nounOf(item);
  if (noun !== 'run' && noun !== 'fact') return {};
  const { contact } = item.value as { readonly contact?: Run['contact'] }; // facts and runs that have one call it so
  return Object.fromEntries(Object.entries(contact ?? {}).filter(([kind]) => isAddressKind(kind as IdentityKind)));
}

/** The address that a message went to. */
function sentTo(item: Holding['items'][number]): AddressRef[] {
  if (nounOf(item) !== 'message') return [];
  const { address: hash, channel } = item.value as Message; // the key says so
  if (hash === undefined || channel === undefined) return [];
  return [{ kind: addressKindOf[channel], hash }];
}

/** The runs among the items. */
export function runsIn({ items }: Holding): Run[] {
  return items.filter((item) => nounOf(item) === 'run').map(({ value }) => value as Run); // the key says so
}

/** The lines of the ledger among the items. */
export function linesIn({ items }: Holding): Message[] {
  return items.filter((item) => nounOf(item) === 'message').map(({ value }) => value as Message); // the key says so
}

/**
 * Tells the messages of a customer from those of others.
 * @param claims the keys of messages that the profile claims
 */
export function ownMessages(holdings: readonly Holding[], claims: readonly string[]): (message: string) => boolean {
  const runs = new Set([
    ...holdings.flatMap(runsIn).flatMap(({ id, earlier = [] }) => [id, ...earlier.map((entry) => entry.id)]),
    ...holdings.flatMap(linesIn).map(({ run }) => run),
    ...claims.map((key) => partsOfKey(key).run),
  ]);
  return (message) => runs.has(partsOfKey(message).run);
}

/** The facts among the items. */
export function factsIn({ items }: Holding): Fact[] {
  return items.filter((item) => nounOf(item) === 'fact').map(({ value }) => value as Fact); // the key says so
}

/** How many items there are of each kind. */
export function countsOf(items: readonly { readonly pk: string; readonly sk: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[nounOf(item)] = (counts[nounOf(item)] ?? 0) + 1;
  return counts;
}
