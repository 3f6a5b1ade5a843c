import { isTimeZone } from '../../commerce/values/time-zone.ts';

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
  readonly identities?: { readonly id?: string };
}

/**
 * The customer's clock: the zone they gave, else the zone of their country (its most populous one), else the store's.
 * An invalid zone counts as none, and so does an unproven one outside the proven country: anybody who types the
 * customer's address can name a zone or a country. Of an account an unproven country counts for nothing, and an unproven
 * zone only inside the proven country.
 */
export function zoneOf(profile: Whereabouts, storeZone: string): string {
  const zone = usableZone(profile);
  if (zone !== undefined && isCredible(zone, profile)) return zone;
  const isTyped = isAccount(profile) && profile.said?.country === undefined;
  return (isTyped ? undefined : countryZone(profile.country)) ?? storeZone;
}

function isCredible(zone: string, profile: Whereabouts): boolean {
  const { country, said = {} } = profile;
  if (said.timeZone !== undefined) return true;
  return said.country === undefined ? !isAccount(profile) : zonesOf(country).includes(canonical(zone));
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

function countryZone(country: string | undefined): string | undefined {
  if (country === undefined) return undefined;
  return Object.hasOwn(mainZones, country) ? mainZones[country] : onlyZone(country);
}

/** The country's zone if it has one only. */
function onlyZone(country: string): string | undefined {
  const zones = zonesOf(country);
  return zones.length === 1 ? zones[0] : undefined;
}

const zonesByCountry = new Map<string, readonly string[]>();

/** Asking Intl takes half a millisecond, so that its answers are kept. */
function zonesOf(country = ''): readonly string[] {
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
