/** What exports call countries whose English name is another. */
const otherNames: Readonly<Record<string, string>> = { EIRE: 'IE', USA: 'US', UK: 'GB', RSA: 'ZA', KOREA: 'KR' };

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const codes = letters.flatMap((first) => letters.map((second) => first + second));
const byName = new Map(
  codes.flatMap((code) => {
    const name = names.of(code);
    return name === undefined ? [] : [[name.toUpperCase(), code]];
  }),
);

/** The ISO 3166-1 code of a country given by code or English name; undefined when it is neither. */
export function countryCode(text: string): string | undefined {
  const name = text.trim().toUpperCase();
  if (/^[A-Z]{2}$/.test(name) && names.of(name) !== undefined && !(name in otherNames)) return name;
  return otherNames[name] ?? byName.get(name);
}
