/** Regions that CLDR knows and ISO 3166-1 does not assign: unions, islands, test regions. */
const unassigned = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));

const known = new Map<string, string | undefined>();

/**
 * The country's ISO 3166-1 alpha-2 code in upper case; UK becomes GB. XK (Kosovo) is accepted.
 * @returns undefined if there is no such country
 */
export function normaliseCountry(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  if (!/^[A-Z]{2}$/.test(code)) return undefined;
  if (!known.has(code)) known.set(code, lookUp(code));
  return known.get(code);
}

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

function lookUp(code: string): string | undefined {
  const { region = '' } = new Intl.Locale(`und-${code}`);
  return unassigned.has(region) || names.of(region) === undefined ? undefined : region;
}
