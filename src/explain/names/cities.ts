import type { Language } from '../../commerce/words.ts';
import { own } from '../own.ts';

/** The Japanese names of cities whose clocks customers often go by; others are named as in the IANA list. */
const japaneseCities: Readonly<Record<string, string>> = {
  'Asia/Tokyo': '東京',
  'America/New_York': 'ニューヨーク',
  'America/Los_Angeles': 'ロサンゼルス',
  'Europe/London': 'ロンドン',
  'Europe/Berlin': 'ベルリン',
  'Europe/Paris': 'パリ',
  UTC: '協定世界時',
};

/** The city of a time zone. @param timeZone its IANA name */
export function cityOf(timeZone: string, language: Language): string {
  const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  return language === 'ja' ? (own(japaneseCities, timeZone) ?? city) : city;
}
