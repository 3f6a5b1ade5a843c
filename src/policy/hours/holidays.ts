import { holidaysSince, publicHolidays } from './public-holidays.ts';

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
  const [always = '', ...years] = text.split(',');
  const own = years.flatMap((days, nth) => daysIn(days).map((day) => `${holidaysSince + nth}-${day}`));
  return new Set([...daysIn(always), ...own]);
}

function daysIn(text: string): string[] {
  return [...text.matchAll(/(.)(.)/g)].map(([, month = '', day = '']) => `${twoDigits(month)}-${twoDigits(day)}`);
}

function twoDigits(digit: string): string {
  return String(Number.parseInt(digit, 36)).padStart(2, '0');
}
