import type { Profile } from '../../../src/model/profile.ts';
import { zoneOf } from '../../../src/policy/time/zone.ts';
import { profileKey } from '../../../src/stores/item-keys.ts';
import { asJson, asText, type Json } from '../../aws/json.ts';

/** The outbox's view of a customer. */
export interface CustomerView {
  readonly name: string | undefined;
  readonly address: string | undefined;
  /** As the product uses it: the customer's own, their country's, or the store's. */
  readonly timeZone: string;
}

/** The customer of that id; one without name or address when nobody knows more. */
export type CustomerLookup = (id: string) => CustomerView;

/** Reads one item of the table by its keys; undefined when there is none. */
export type ReadItem = (pk: string, sk: string) => Promise<Json | undefined>;

/**
 * The customers with those ids. A customer who was joined to another is that other.
 * @param storeZone the zone of customers whose own nobody knows
 */
export async function readCustomers(ids: Iterable<string>, read: ReadItem, storeZone: string): Promise<CustomerLookup> {
  const wanted = [...new Set(ids)].filter((id) => id !== '');
  const found = await Promise.all(wanted.map(async (id) => [id, (await readProfile(id, read)) ?? {}] as const));
  const views = new Map(found.map(([id, profile]) => [id, describe(profile, storeZone)]));
  return (id) => views.get(id) ?? describe({}, storeZone);
}

async function readProfile(id: string, read: ReadItem): Promise<Json | undefined> {
  const { pk, sk } = profileKey(id);
  const item = await read(pk, sk);
  if (item === undefined) return undefined;
  const profile = asJson(item.value);
  const mergedInto = asText(profile.mergedInto);
  return mergedInto === undefined ? profile : readProfile(mergedInto, read);
}

function describe(profile: Json, storeZone: string): CustomerView {
  const identities = asJson(profile.identities);
  const [name, timeZone, country] = [asText(profile.name), asText(profile.timeZone), asText(profile.country)];
  const known = Object.entries({ name, timeZone, country }).filter(([, value]) => value !== undefined);
  return describeCustomer({ ...Object.fromEntries(known), identities }, storeZone);
}

/** The outbox's view of a profile. @param storeZone the zone of a customer whose own nobody knows */
export function describeCustomer(
  { name, identities: { email, phone, id }, ...place }: Pick<Profile, 'name' | 'identities' | 'timeZone' | 'country'>,
  storeZone: string,
): CustomerView {
  return { name, address: email ?? phone ?? id, timeZone: zoneOf(place, storeZone) };
}
