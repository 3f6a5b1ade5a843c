/** What CLDR knows beside the countries of ISO 3166-1: unions, islands without a code of their own, test regions. */
const noCountries = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));

const known = new Map<string, string | undefined>();

/**
 * The country's code by ISO 3166-1 alpha-2, in capitals: UK is GB. XK for Kosovo is taken, too.
 * @returns undefined when there is no such country
 */
export function readCountry(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  if (!/^[A-Z]{2}$/.test(code)) return undefined;
  if (!known.has(code)) known.set(code, lookUp(code));
  return known.get(code);
}

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

function lookUp(code: string): string | undefined {
  const { region = '' } = new Intl.Locale(`und-${code}`);
  return noCountries.has(region) || names.of(region) === undefined ? undefined : region;
}
