import type { Basis } from '../../model/basis.ts';
import { type PlaceOfRule, placeName, placeOfRule } from '../names/places.ts';
import { own } from '../own.ts';

/** The rule about hours that spoke, up to its verb: `the law of Florida (08:00–20:00) allows`. */
export function englishRule({ name, value }: NonNullable<Basis['setting']>): string {
  const hours = value === undefined ? '' : ` (${value})`;
  const place = placeOfRule(name);
  if (place === undefined) return `the sending hours of the shop${hours} allow`;
  return `${englishKinds[place.kind]} ${placeName(place.code, 'en')}${hours} allows`;
}

/** That the whole day was closed beside the hours, if it was. */
export function englishDayBeside({ also: [day] = [] }: Basis): string {
  if (day === undefined) return '';
  return placeOfRule(day.name) === undefined
    ? ` The shop sends no advertising on that day at all (${day.value ?? '?'}).`
    : ` No advertising is sent on that day at all: ${englishRule(day)} none then.`;
}

const englishKinds: Readonly<Record<PlaceOfRule['kind'], string>> = {
  law: 'the law of',
  guidance: 'the guidance for',
  caution: 'a strict reading of the rules of',
};

/** The rule about hours that spoke: `フロリダ州の法律（08:00–20:00、日曜日を除く）`. */
export function japaneseRule({ name, value }: NonNullable<Basis['setting']>): string {
  const hours = value === undefined ? '' : `（${japaneseDays(String(value))}）`;
  const place = placeOfRule(name);
  if (place === undefined) return `店舗の配信時間${hours}`;
  return `${placeName(place.code, 'ja')}の${japaneseKinds[place.kind]}${hours}`;
}

/** That the whole day was closed beside the hours, if it was. */
export function japaneseDayBeside({ also: [day] = [] }: Basis): string {
  if (day === undefined) return '';
  return placeOfRule(day.name) === undefined
    ? `また、店舗が販促のご案内をお送りしない日（${japaneseDays(String(day.value ?? '?'))}）でもあります。`
    : `また、${japaneseRule(day)}により、販促のご案内をお送りしない日でもあります。`;
}

const japaneseKinds: Readonly<Record<PlaceOfRule['kind'], string>> = {
  law: '法律',
  guidance: '指針',
  caution: '規則を厳しく解した時間帯',
};

const days: Readonly<Record<string, string>> = {
  'not on Saturdays': '土曜日を除く',
  'not on Sundays': '日曜日を除く',
  'not on public holidays': '祝日を除く',
  'public holidays': '祝日',
  Monday: '月曜日',
  Tuesday: '火曜日',
  Wednesday: '水曜日',
  Thursday: '木曜日',
  Friday: '金曜日',
  Saturday: '土曜日',
  Sunday: '日曜日',
};

/** Hours and days as settings hold them: `08:00–20:00, Saturday 10:00–17:00, not on Sundays`. */
export function japaneseDays(value: string): string {
  const hours = (text: string) =>
    text.replace(/^([A-Z][a-z]+day) (?=\d)/, (_, day: string) => `${own(days, day) ?? day}は`);
  const dated = (text: string) =>
    text.replace(/^(?:(\d{4})-)?(\d{2})-(\d{2})$/, (_, year, month, day) => {
      return `${year === undefined ? '' : `${year}年`}${Number(month)}月${Number(day)}日`;
    });
  return value
    .split(', ')
    .map((part) => own(days, part) ?? dated(hours(part)))
    .join('、');
}
