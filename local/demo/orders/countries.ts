/** The exports' names of countries, where they differ from the English name. */
const otherNames: Readonly<Record<string, string>> = { EIRE: 'IE', USA: 'US', UK: 'GB', RSA: 'ZA', KOREA: 'KR' };

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const pairs = letters.flatMap((first) => letters.map((second) => first + second));
// CLDR also names old codes and aliases, such as UK: only those that stand for themselves are countries' codes.
const codes = pairs.filter((code) => new Intl.Locale(`und-${code}`).region === code);
const byName = new Map(
  codes.flatMap((code) => {
    const name = names.of(code);
    return name === undefined ? [] : [[name.toUpperCase(), code]];
  }),
);

/** The ISO 3166-1 code of a country given by code or English name; undefined when it is neither. */
export function countryCode(text: string): string | undefined {
  const name = text.trim().toUpperCase();
  if (/^[A-Z]{2}$/.test(name) && codes.includes(name)) return name;
  return otherNames[name] ?? byName.get(name);
}
