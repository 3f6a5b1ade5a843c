import { isTimeZone } from '../../commerce/values/time-zone.ts';

/** Where most people live in countries with several zones; source: populations of the zones' cities. */
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

/**
 * The customer's clock: the zone they gave, else the zone of their country (its most populous one), else the store's.
 * A zone that cannot be used is none.
 */
export function zoneOf(profile: { readonly timeZone?: string; readonly country?: string }, storeZone: string): string {
  return usableZone(profile) ?? countryZone(profile.country) ?? storeZone;
}

/** The zone that the customer gave, unless it cannot be used. */
export function usableZone({ timeZone }: { readonly timeZone?: string }): string | undefined {
  return timeZone !== undefined && isTimeZone(timeZone) ? timeZone : undefined;
}

function countryZone(country: string | undefined): string | undefined {
  if (country === undefined) return undefined;
  return Object.hasOwn(mainZones, country) ? mainZones[country] : onlyZone(country);
}

const zonesByCountry = new Map<string, string | undefined>();

/** The country's zone if it has one only. Asking Intl takes half a millisecond, so that its answers are kept. */
function onlyZone(country: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(country)) return undefined;
  if (!zonesByCountry.has(country)) zonesByCountry.set(country, askForZone(country));
  return zonesByCountry.get(country);
}

function askForZone(country: string): string | undefined {
  // CLDR's data through ECMA-402 Locale Info; older typings do not know it yet.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] | undefined };
  const zones = locale.getTimeZones?.()?.filter(isTimeZone);
  return zones?.length === 1 ? zones[0] : undefined;
}
