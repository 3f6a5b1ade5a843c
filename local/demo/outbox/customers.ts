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
  const { email, phone, id } = asJson(profile.identities);
  const [timeZone, country] = [asText(profile.timeZone), asText(profile.country)];
  return {
    name: asText(profile.name),
    address: asText(email ?? phone ?? id),
    timeZone: zoneOf(
      { ...(timeZone !== undefined && { timeZone }), ...(country !== undefined && { country }) },
      storeZone,
    ),
  };
}

/** A time as the customer's clock shows it, with the zone's short name. */
export function customerTime(at: number, timeZone: string, language: string): string {
  return formatter(language, timeZone).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const created = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  formatters.set(key, created);
  return created;
}
