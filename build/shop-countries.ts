import type { StoreSettings } from '../src/model/store-settings.ts';
import { countryWith } from '../src/policy/hours/hours-for.ts';
import { zonesOf } from '../src/policy/time/zone.ts';

/** The countries that a shop's settings speak of: those of its languages, such as en-GB, and the one of its clock. */
export function countriesOf({ locales, timeZone }: Pick<StoreSettings, 'locales' | 'timeZone'>): readonly string[] {
  const named = [
    ...locales.map((locale) => new Intl.Locale(locale).region),
    countryWith(timeZone) ?? countryOf(timeZone),
  ];
  return [...new Set(named.filter((country) => country !== undefined))];
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** The country whose clocks show the zone; undefined for one of no country, such as UTC. */
function countryOf(timeZone: string): string | undefined {
  const codes = letters.flatMap((first) => letters.map((second) => `${first}${second}`));
  return codes.find((code) => zonesOf(code).includes(timeZone));
}
