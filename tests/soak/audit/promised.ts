import Holidays from 'date-holidays';
import type { Person } from '../shop/people.ts';
import type { Sent } from './evidence.ts';

/*
 * The rules of the shop that is soaked, as its owner would read them: written down once more, so that an error in how they
 * are read or followed is seen.
 */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A cap on marketing: how many at most in any stretch of time, and of which messages. */
export interface Cap {
  readonly name: string;
  readonly most: number;
  readonly within: number;
  readonly of: (sent: Sent) => boolean;
}

export const caps: readonly Cap[] = [
  { name: '3 a week', most: 3, within: 7 * day, of: () => true },
  { name: '8 in thirty days', most: 8, within: 30 * day, of: () => true },
  { name: '7 mails in thirty days', most: 7, within: 30 * day, of: ({ channel }) => channel === 'email' },
  { name: '2 texts a week', most: 2, within: 7 * day, of: ({ channel }) => channel === 'sms' },
  { name: '2 offers a week', most: 2, within: 7 * day, of: (sent) => topicOf(sent) === 'offers' },
  {
    name: '2 requests for reviews in thirty days',
    most: 2,
    within: 30 * day,
    of: (sent) => topicOf(sent) === 'reviews',
  },
];

/** How far apart two marketing messages by one channel are, at least. */
export const gaps = { email: 18 * hour, sms: 30 * hour } as const;

/** The topics of journeys that do not have that of their purpose. */
const topics: Readonly<Record<string, string>> = {
  'review-request': 'reviews',
  'back-in-stock': 'restock',
  satisfaction: 'surveys',
};

/** Under which topic a message goes. */
export function topicOf({ journey, step, purpose }: Pick<Sent, 'journey' | 'step' | 'purpose'>): string {
  if (journey === 'inquiry' && step === 'how-was-it') return 'surveys';
  return topics[journey] ?? (purpose === 'marketing' ? 'offers' : 'order-updates');
}

/** Minutes since midnight between which marketing may go. */
interface Hours {
  readonly rule: string;
  readonly from: number;
  readonly to: number;
}

const at = (hours: number, minutes = 0) => hours * 60 + minutes;

/** The hours of the shop for mail. */
export const mailHours: Hours = { rule: 'the hours of the shop', from: at(10, 20), to: at(20) };

/** The hours of the law, or of those who speak for it, for advertising by text: by how the number begins. */
const textHours: readonly (Hours & { readonly numbers: string; readonly restsOnSundays?: true })[] = [
  { numbers: '+81', rule: 'guidance in Japan', from: at(8), to: at(21) },
  { numbers: '+1', rule: 'law of the United States', from: at(8), to: at(21) },
  { numbers: '+1305', rule: 'law of Florida', from: at(8), to: at(20) },
  { numbers: '+44', rule: 'guidance in Britain', from: at(8), to: at(20) },
  { numbers: '+33', rule: 'guidance in France', from: at(8), to: at(22), restsOnSundays: true },
];

/** What the place of a number says of texts. */
export function lawsOf(number: string) {
  return textHours.filter(({ numbers }) => number.startsWith(numbers));
}

/** Why the shop sends no marketing to a person on a day 2026-12-31 of their calendar; undefined if it does. */
export function dayOff(date: string, { place }: Pick<Person, 'place'>): string | undefined {
  if (weekdayOf(date) === 3) return 'a Wednesday';
  if (date.endsWith('-12-31')) return '31 December';
  return isHoliday(date, place.country ?? 'JP') ? 'a public holiday' : undefined;
}

/** Why texts to a number rest for a whole day by its law. */
export function dayOfRest(date: string, number: string): string | undefined {
  const rests = lawsOf(number).some(({ restsOnSundays }) => restsOnSundays);
  if (!rests) return undefined;
  if (weekdayOf(date) === 0) return 'a Sunday';
  return isHoliday(date, 'FR') ? 'a public holiday' : undefined;
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** The countries whose holidays the shop knows, of those where its people live. */
const withHolidays = ['JP', 'US', 'GB', 'FR'];

const known = new Map<string, ReadonlySet<string>>();

function isHoliday(date: string, country: string): boolean {
  if (!withHolidays.includes(country)) return false;
  const year = Number(date.slice(0, 4));
  const name = `${country} ${year}`;
  const days = known.get(name) ?? holidaysOf(country, year);
  known.set(name, days);
  return days.has(date);
}

function holidaysOf(country: string, year: number): ReadonlySet<string> {
  const all = new Holidays(country).getHolidays(year) || [];
  return new Set(all.filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10)));
}
