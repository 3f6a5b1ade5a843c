import { normaliseCountry } from '../../../commerce/values/country.ts';
import { languages } from '../../../commerce/words.ts';
import { plainWord } from './plain-word.ts';

/** Names of countries in exports, where they differ from the usual one. */
const otherNames: Readonly<Record<string, string>> = {
  eire: 'IE',
  usa: 'US',
  rsa: 'ZA',
  korea: 'KR',
  'south korea': 'KR',
  'czech republic': 'CZ',
  england: 'GB',
  holland: 'NL',
  米国: 'US',
  英国: 'GB',
};

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Those that represent themselves: CLDR also names old codes and aliases. */
const codes = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((code) => normaliseCountry(code) === code);

const byName = new Map(
  languages.flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return codes.flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [[plainWord(name), code] as const];
    });
  }),
);

/** The ISO 3166-1 code of a country that is given by its code, or by its English or Japanese name; undefined if it is neither. */
export function countryNamed(text: string): string | undefined {
  const name = plainWord(text);
  return normaliseCountry(text) ?? otherNames[name] ?? byName.get(name);
}
