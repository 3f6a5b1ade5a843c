import { publicHolidays } from './public-holidays.ts';

const known = new Map<string, ReadonlySet<string>>();

/**
 * True on a public holiday of a whole country. Of years beyond the list only the days of a fixed date are known; of
 * countries without a list, none.
 * @param date 2026-12-25
 */
export function isHoliday(date: string, country: string): boolean {
  const days = known.get(country) ?? read(publicHolidays[country] ?? '');
  known.set(country, days);
  return days.has(date.slice(5)) || days.has(date);
}

/** True if the country's holidays are known. */
export function knowsHolidays(country: string): boolean {
  return Object.hasOwn(publicHolidays, country);
}

/** Days as dates read: `12-25` of every year, `2027-03-26` of one. */
function read(text: string): ReadonlySet<string> {
  const days = new Set<string>();
  let year: string | undefined;
  for (const word of text.split(' ')) {
    const isYear = /^20/.test(word);
    if (isYear) year = word;
    else days.add(`${year === undefined ? '' : `${year}-`}${word.slice(0, 2)}-${word.slice(2)}`);
  }
  return days;
}
