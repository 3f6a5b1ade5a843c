import type { OutboxLanguage } from './words.ts';

/** A time as the customer's clock shows it. */
export function customerTime(at: number, timeZone: string, language: OutboxLanguage): string {
  return formatter(language, timeZone, 'whole').format(at);
}

/** The day of a time on the customer's clock. */
export function customerDay(at: number, timeZone: string, language: OutboxLanguage): string {
  return formatter(language, timeZone, 'day').format(at);
}

/** The hour and minute of a time on the customer's clock. */
export function customerHour(at: number, timeZone: string, language: OutboxLanguage): string {
  return formatter(language, timeZone, 'hour').format(at);
}

const dayParts = { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' } as const;
const hourParts = { hour: '2-digit', minute: '2-digit' } as const;
const parts = { whole: { ...dayParts, ...hourParts }, day: dayParts, hour: hourParts } as const;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: OutboxLanguage, timeZone: string, which: keyof typeof parts): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${which}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const created = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', { timeZone, ...parts[which] });
  formatters.set(key, created);
  return created;
}
