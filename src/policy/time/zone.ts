import { isTimeZone } from '../../commerce/values/time-zone.ts';

/** The zone in which most people live, for countries with several; source: populations of the zones' cities. */
const mainZones: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  ID: 'Asia/Jakarta',
  KZ: 'Asia/Almaty',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kyiv',
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
}

/**
 * The customer's clock: the zone they gave, else the zone of their country (its most populous one), else the store's.
 * An invalid zone counts as none, and so does an unproven one outside the proven country: anybody who types the
 * customer's address can name a zone.
 */
export function zoneOf(profile: Whereabouts, storeZone: string): string {
  const zone = usableZone(profile);
  const home = countryZone(profile.country);
  if (zone !== undefined && home !== undefined && isForeign(zone, profile)) return home;
  return zone ?? home ?? storeZone;
}

function isForeign(zone: string, { country, said = {} }: Whereabouts): boolean {
  return said.country !== undefined && said.timeZone === undefined && !zonesOf(country).includes(zone);
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
