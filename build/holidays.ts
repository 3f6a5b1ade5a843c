import Holidays from 'date-holidays';
import { legalHours, stateHolidays } from '../src/policy/hours/legal-hours.ts';

/** The years whose public holidays functions know. Raise the last one when the build asks for it. */
const firstYear = 2026;
const lastYear = 2032;

/** So many years before the holidays run out the build fails: shops deploy now and then, not every day. */
const yearsAhead = 2;

/**
 * The generated list of public holidays: those of every country with a row in legal-hours.ts, because a shop may close on
 * the holidays of its customers there, and those of the states whose rule speaks of holidays. `date-holidays` itself would
 * add a megabyte to a function.
 */
export function holidaysModule(): string {
  const places = [
    ...countries().map((country) => [country, daysOf((year) => yearOf(country, year))]),
    ...closingStates().map((state) => [`'${state}'`, daysOf((year) => ownYearOf(state, year))]),
  ];
  const lines = places.map(([place, days]) => `  ${place}: '${days}',`);
  return `/*
 * Public holidays of whole countries, and what some states have besides, by npm run build from date-holidays and
 * legal-hours.ts: the days of every year, then after a comma each those of ${firstYear}, ${firstYear + 1} and so on to ${lastYear}. A day is its
 * month and its day of the month, each one digit to the base 36: cp is December 25.
 */
export const publicHolidays: Readonly<Record<string, string>> = {
${lines.join('\n')}
};

export const holidaysSince = ${firstYear};
export const holidaysUntil = ${lastYear};
`;
}

/**
 * Why the build should not go on: the list ends soon.
 * @param year the present one
 */
export function holidaysRunOut(year: number, last = lastYear): string | undefined {
  if (year + yearsAhead <= last) return undefined;
  return `The list of public holidays ends with ${last}: raise "lastYear" in build/holidays.ts, and run "npm run build".`;
}

function countries(): string[] {
  const rows = legalHours.flatMap((row) => row.in).map((place) => place.slice(0, 2));
  return [...new Set(rows)].filter((country) => yearOf(country, firstYear).length > 0).sort();
}

/** The states that close on holidays, and so on their own. */
function closingStates(): string[] {
  const rows = legalHours.filter(({ holidays }) => holidays !== undefined).flatMap((row) => row.in);
  return [...new Set(rows)].filter((place) => place.includes('-')).sort();
}

/** @param daysIn the days MMDD of a year */
function daysOf(daysIn: (year: number) => readonly string[]): string {
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  const days = new Map(years.map((year) => [year, daysIn(year)]));
  const always = daysIn(firstYear).filter((date) => years.every((year) => days.get(year)?.includes(date)));
  const own = years.map((year) => days.get(year)?.filter((date) => !always.includes(date)) ?? []);
  return [always, ...own].map((dates) => dates.map(inTwoDigits).join('')).join(',');
}

/** @param date MMDD */
function inTwoDigits(date: string): string {
  return Number(date.slice(0, 2)).toString(36) + Number(date.slice(2)).toString(36);
}

/** The days of a year on which the whole country rests. */
function yearOf(country: string, year: number): string[] {
  return restDays(new Holidays(country), year);
}

/** The days of a year on which a state rests and the rest of its country does not. */
function ownYearOf(place: string, year: number): string[] {
  const [country = '', state = ''] = place.split('-');
  const calendar = new Holidays(country, state);
  for (const day of stateHolidays[place]?.days ?? []) calendar.setHoliday(day, { name: day, type: 'public' });
  const everywhere = yearOf(country, year);
  return restDays(calendar, year).filter((date) => !everywhere.includes(date));
}

/** MMDD of each. */
function restDays(calendar: Holidays, year: number): string[] {
  const all = calendar.getHolidays(year) || [];
  const rest = all.filter(({ type, date }) => type === 'public' && date.startsWith(String(year)));
  return [...new Set(rest.map(({ date }) => date.slice(5, 10).replace('-', '')))].sort();
}
