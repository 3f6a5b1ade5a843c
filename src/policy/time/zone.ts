import { isTimeZone } from '../../commerce/values/time-zone.ts';
import { phoneRegion } from './phone-region.ts';

/** The zone in which most people live, for countries with several; source: populations of the zones' cities. */
const mainZones: Readonly<Record<string, string>> = {
  AQ: 'Antarctica/McMurdo',
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CD: 'Africa/Kinshasa',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  FM: 'Pacific/Chuuk',
  GL: 'America/Nuuk',
  ID: 'Asia/Jakarta',
  KI: 'Pacific/Tarawa',
  KZ: 'Asia/Almaty',
  MH: 'Pacific/Majuro',
  MN: 'Asia/Ulaanbaatar',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PF: 'Pacific/Tahiti',
  PG: 'Pacific/Port_Moresby',
  PS: 'Asia/Hebron',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kyiv',
  UM: 'Pacific/Wake',
  US: 'America/New_York',
  UZ: 'Asia/Tashkent',
  VN: 'Asia/Ho_Chi_Minh',
};

/** The customer's location, as far as their profile has it. */
interface Whereabouts {
  readonly timeZone?: string;
  readonly country?: string;
  /** When each was last said with proof. */
  readonly said?: Readonly<Record<string, number>>;
  readonly identities?: { readonly id?: string; readonly phone?: string };
}

/** What a customer's clock was inferred from: their own word, the region of their number, their country, or the shop's. */
export type ZoneBasis = 'told' | 'phone' | 'country' | 'shop';

/** A customer's clock. */
export interface CustomerZone {
  /** IANA zone. */
  readonly zone: string;
  readonly basis: ZoneBasis;
  /** Their country, if it counts. */
  readonly country?: string;
  /** The zone of that country, where the customer's own is only typed by somebody and lies elsewhere: both have to be awake. */
  readonly orElse?: string;
}

/**
 * The customer's clock: the zone they gave, else that of their phone number's region, else that of their country (the most
 * populous one), else the store's. A country that is not the number's counts before it: people keep their number. An invalid zone counts as
 * none, and so does an unproven one outside the proven country: anybody who types the customer's address can name a zone
 * or a country. Of an account an unproven country or number counts for nothing, and an unproven zone only inside the
 * proven country.
 */
export function whereIs(profile: Whereabouts, storeZone: string): CustomerZone {
  const country = countryOf(profile);
  const known = country === undefined ? {} : { country };
  const told = usableZone(profile);
  if (told !== undefined && isCredible(told, profile)) {
    const orElse = isProvenOrThere(told, country, profile) ? undefined : homeZone(country, profile);
    return { zone: told, basis: 'told', ...known, ...(orElse !== undefined && { orElse }) };
  }
  const region = regionOf(profile);
  const isElsewhere = region?.country !== country;
  const zone = isElsewhere ? undefined : (region?.zones[0] ?? countryZone(region?.country));
  if (zone !== undefined) return { zone, basis: 'phone', ...known };
  const theirs = countryZone(country);
  return theirs === undefined
    ? { zone: storeZone, basis: 'shop', ...known }
    : { zone: theirs, basis: 'country', ...known };
}

/** The IANA zone of {@link whereIs}. */
export function zoneOf(profile: Whereabouts, storeZone: string): string {
  return whereIs(profile, storeZone).zone;
}

/** The country that counts: that of the profile, else that of the number. */
function countryOf(profile: Whereabouts): string | undefined {
  const isTyped = isAccount(profile) && profile.said?.country === undefined;
  return (isTyped ? undefined : profile.country) ?? regionOf(profile)?.country;
}

/** The region of the customer's number, unless an account's number was only typed by somebody. */
function regionOf(profile: Whereabouts) {
  const isTyped = isAccount(profile) && profile.said?.phone === undefined;
  return isTyped ? undefined : phoneRegion(profile.identities?.phone);
}

function isCredible(zone: string, profile: Whereabouts): boolean {
  const { country, said = {} } = profile;
  if (said.timeZone !== undefined) return true;
  return said.country === undefined ? !isAccount(profile) : zonesOf(country).includes(canonical(zone));
}

function isProvenOrThere(zone: string, country: string | undefined, { said = {} }: Whereabouts): boolean {
  return said.timeZone !== undefined || country === undefined || zonesOf(country).includes(canonical(zone));
}

/** The zone of the country that counts: that of the number, if it is from there. */
function homeZone(country: string | undefined, profile: Whereabouts): string | undefined {
  const region = regionOf(profile);
  return (region?.country === country ? region?.zones[0] : undefined) ?? countryZone(country);
}

function isAccount({ identities }: Whereabouts): boolean {
  return identities?.id !== undefined;
}

/** The name by which CLDR lists a zone: US/Pacific is another of America/Los_Angeles. */
function canonical(zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
}

/** The zone that the customer gave, unless it cannot be used. */
export function usableZone({ timeZone }: { readonly timeZone?: string }): string | undefined {
  return timeZone !== undefined && isTimeZone(timeZone) ? timeZone : undefined;
}

/** The zone in which most people of a country live; undefined when nobody knows. */
export function countryZone(country: string | undefined): string | undefined {
  if (country === undefined) return undefined;
  return Object.hasOwn(mainZones, country) ? mainZones[country] : onlyZone(country);
}

/** The country's zone if it has one only. */
function onlyZone(country: string): string | undefined {
  const zones = zonesOf(country);
  return zones.length === 1 ? zones[0] : undefined;
}

const zonesByCountry = new Map<string, readonly string[]>();

/** The zones of a country as CLDR lists them. Asking Intl takes half a millisecond, so that its answers are kept. */
export function zonesOf(country = ''): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const zones = zonesByCountry.get(country) ?? askForZones(country);
  zonesByCountry.set(country, zones);
  return zones;
}

function askForZones(country: string): readonly string[] {
  // CLDR's data through ECMA-402 Locale Info; older typings do not know it yet.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] | undefined };
  return locale.getTimeZones?.()?.filter(isTimeZone) ?? [];
}
