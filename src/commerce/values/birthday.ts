import { hour } from './time-units.ts';
/** True for a calendar day since 1900, with or without its year. 29 February is one. */
export function isBirthday(text: string): boolean {
  const [, year = '2000', month, day] = /^(?:-|(\d{4}))-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day) && Number(year) >= 1900;
}

/** The birthday; undefined if it is not a calendar day or lies in the future. @param now epoch milliseconds */
export function normaliseBirthday(text: string, now: number): string | undefined {
  const day = text.trim();
  if (!isBirthday(day)) return undefined;
  const firstZone = now + 14 * hour; // the day begins first at UTC+14
  return day.startsWith('--') || Date.parse(day) <= firstZone ? day : undefined;
}
