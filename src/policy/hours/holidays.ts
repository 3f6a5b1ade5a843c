import { holidaysSince, publicHolidays } from './public-holidays.ts';

const known = new Map<string, ReadonlySet<string>>();

/**
 * True on a public holiday of a whole country, or of a state: those of its country and its own. Of years beyond the list
 * only the days of a fixed date are known; of places without a list, none.
 * @param date 2026-12-25
 * @param place ISO 3166-1 or ISO 3166-2
 */
export function isHoliday(date: string, place: string): boolean {
  const [country = '', state] = place.split('-');
  return isListed(date, country) || (state !== undefined && isListed(date, place));
}

/** True if the place has a list of its own. */
export function knowsHolidays(place: string): boolean {
  return Object.hasOwn(publicHolidays, place);
}

function isListed(date: string, place: string): boolean {
  const days = known.get(place) ?? read(publicHolidays[place] ?? '');
  known.set(place, days);
  return days.has(date.slice(5)) || days.has(date);
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
