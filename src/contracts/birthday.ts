/** Whether the text is a day of the calendar, with its year or without: 29 February is one. */
export function isBirthday(text: string): boolean {
  const [, year = '2000', month, day] = /^(?:-|(\d{4}))-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day) && Number(year) >= 1900;
}

/** The birthday, unless it is no day, or lies ahead. @param now epoch milliseconds */
export function readBirthday(text: string, now: number): string | undefined {
  const day = text.trim();
  if (!isBirthday(day)) return undefined;
  const inTheEast = now + 14 * 3_600_000; // where the day begins first
  return day.startsWith('--') || Date.parse(day) <= inTheEast ? day : undefined;
}
