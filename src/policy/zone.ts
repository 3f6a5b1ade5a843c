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
 */
export function zoneOf(profile: { readonly timeZone?: string; readonly country?: string }, storeZone: string): string {
  return profile.timeZone ?? countryZone(profile.country) ?? storeZone;
}

function countryZone(country: string | undefined): string | undefined {
  if (country === undefined) return undefined;
  return mainZones[country] ?? onlyZone(country);
}

function onlyZone(country: string): string | undefined {
  // CLDR's data through ECMA-402 Locale Info; older typings do not know it yet.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] | undefined };
  const zones = locale.getTimeZones?.();
  return zones?.length === 1 ? zones[0] : undefined;
}
