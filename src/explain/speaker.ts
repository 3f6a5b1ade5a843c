import { channelKinds } from '../channels/kinds.ts';
import type { Channel } from '../commerce/customer/channel.ts';
import { isTimeZone } from '../commerce/values/time-zone.ts';
import type { Language } from '../commerce/words.ts';
import type { Topics } from '../model/topic.ts';
import { cityOf } from './names/cities.ts';
import { eventClause } from './names/events.ts';
import { journeyName } from './names/journeys.ts';
import { own } from './own.ts';

/** How a language writes what sentences are made of. */
export interface Speaker {
  readonly language: Language;
  /** `Tue 10 March 2026, 22:14`, on the customer's clock. Epoch milliseconds. */
  moment(at: number): string;
  /** `Tue 10 Mar 2026`. */
  day(at: number): string;
  /** `22:14`. @param zone the clock to read; the speaker's own without it, or where it is none */
  hour(at: number, zone?: string): string;
  /** `Tokyo time`. */
  clock(zone: string): string;
  number(value: number): string;
  /** Of minutes: `3 days`, `90 minutes`. */
  duration(minutes: number): string;
  /** What happened, as the clause of a sentence: `an order was placed`. */
  event(on: string): string;
  journey(name: string): string;
  channel(channel: Channel): string;
  /** The shop's name of a topic, as customers read it. */
  topic(name: string): string;
  /** `A; B; C`. */
  list(parts: readonly string[]): string;
  /** A name in the language's quotation marks. */
  quoted(text: string): string;
}

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', ja: 'ja-JP' };

/**
 * A speaker of the language for a customer.
 * @param zone IANA zone of the customer's clock
 * @param topics the shop's topics; one that it does not have is called as it is
 */
export function speakerOf(language: Language, zone: string, topics: Topics = {}): Speaker {
  const locale = locales[language];
  const whole = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: language === 'ja' ? 'numeric' : 'short',
    day: 'numeric',
  });
  const clockIn = (timeZone: string) =>
    new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const hour = clockIn(zone);
  const hourOn = (other: string) => (other === zone || !isTimeZone(other) ? hour : clockIn(other));
  const number = new Intl.NumberFormat(locale);
  const japaneseDay = (at: number) => {
    const part = Object.fromEntries(whole.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${part.year}年${part.month}月${part.day}日（${part.weekday}）`;
  };
  const day = (at: number) => (language === 'ja' ? japaneseDay(at) : whole.format(at).replace(',', ''));
  const moment = (at: number) => `${day(at)}${language === 'ja' ? '' : ', '}${hour.format(at)}`;
  return {
    language,
    moment: (at) => (isTime(at) ? moment(at) : unknownTime[language]),
    day: (at) => (isTime(at) ? day(at) : unknownTime[language]),
    hour: (at, other = zone) => (isTime(at) ? hourOn(other).format(at) : unknownTime[language]),
    clock: (name) => clockName(name, language),
    number: (value) => number.format(value),
    duration: (minutes) => durationOf(minutes, locale),
    event: (on) => eventClause(on, language),
    journey: (name) => journeyName(name, language),
    topic: (name) => own(topics, name)?.name[language] ?? name,
    channel: (channel) => own(channelKinds, channel)?.words[language].name ?? channel,
    list: (parts) => parts.join(language === 'ja' ? '、' : '; '),
    quoted: (text) => (language === 'ja' ? `「${text}」` : `“${text}”`),
  };
}

const unknownTime: Readonly<Record<Language, string>> = { en: 'an unknown time', ja: '不明な日時' };

/** True for a time that calendars can show. */
function isTime(at: unknown): boolean {
  return typeof at === 'number' && Math.abs(at) <= 8.64e15;
}

/** The longest unit that expresses the duration in whole numbers. */
function durationOf(minutes: number, locale: string): string {
  const units = [
    ['day', 24 * 60],
    ['hour', 60],
    ['minute', 1],
  ] as const;
  const [unit, length] = units.find(([, size]) => minutes >= size && minutes % size === 0) ?? (['minute', 1] as const);
  const format = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  const text = new Intl.NumberFormat(locale, format).format(minutes / length);
  return locale === locales.ja ? text.replaceAll(' ', '') : text;
}

function clockName(zone: string, language: Language): string {
  return language === 'ja' ? `${cityOf(zone, language)}時間` : `${cityOf(zone, language)} time`;
}
