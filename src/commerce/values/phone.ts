import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

const longestNumber = 40;
const e164 = /^\+[1-9]\d{6,14}$/;

/** Dashes between groups of digits, including the long vowel sign of Japanese keyboards. */
const dashes = /[\u2010-\u2015\u2212\u30FC]/g;

/**
 * The phone number in E.164. Accepts spaces, hyphens and full-width digits, and national numbers of a known country.
 * @param country the customer's ISO 3166-1 alpha-2 code, if known
 * @returns undefined if it is not a phone number, or a national one without a country
 */
export function normalisePhone(text: string, country?: string): string | undefined {
  const plain = text.normalize('NFKC').replace(dashes, '-').trim();
  if (plain.length > longestNumber || !/^[+\d\s()./-]+$/.test(plain)) return undefined;
  const number = parsePhoneNumberFromString(plain, regionOf(country));
  if (number?.isPossible() && e164.test(number.number)) return number.number;
  const digits = plain.replace(/[\s()./-]/g, '');
  return e164.test(digits) ? digits : undefined;
}

function regionOf(country: string | undefined): CountryCode | undefined {
  return country !== undefined && isSupportedCountry(country) ? country : undefined;
}
