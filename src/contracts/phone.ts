import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

const longestNumber = 40;

/** What people write between groups of digits, the long vowel sign of Japanese keyboards among it. */
const dashes = /[\u2010-\u2015\u2212\u30FC]/g;

/**
 * The phone number in E.164. Spaces, hyphens and full-width digits are no matter; a number without its country's code
 * is read as people in that country write it.
 * @param country ISO 3166-1 alpha-2 of the customer, if it is known
 * @returns undefined when it is no number, or nobody knows of which country
 */
export function readPhone(text: string, country?: string): string | undefined {
  const written = text.normalize('NFKC').replace(dashes, '-').trim();
  if (written.length > longestNumber || !/^[+\d\s()./-]+$/.test(written)) return undefined;
  const number = parsePhoneNumberFromString(written, regionOf(country));
  if (number?.isPossible()) return number.number;
  const digits = written.replace(/[\s()./-]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}

function regionOf(country: string | undefined): CountryCode | undefined {
  return country !== undefined && isSupportedCountry(country) ? country : undefined;
}
