import { type Weekday, weekdays } from '../../model/delay.ts';
import type { Period } from '../../model/journey.ts';
import { halfWidth } from '../reading/full-width.ts';

const minutesOfDay = 24 * 60;

/** The units that people write, in minutes; a month is thirty days. */
const units: readonly (readonly [RegExp, number])[] = [
  [/^(か月|ヶ月|カ月|ケ月|ヵ月|ヶ月間|か月間|箇月|months?|mos?)$/i, 30 * minutesOfDay],
  [/^(年|年間|years?|yrs?|y)$/i, 365 * minutesOfDay],
  [/^(週|週間|ウィークス?|weeks?|wks?|w)$/i, 7 * minutesOfDay],
  [/^(日|日間|営業日|デイズ?|days?|d)$/i, minutesOfDay],
  [/^(時間|アワーズ?|hours?|hrs?|h)$/i, 60],
  [/^(分|分間|ミニッツ?|minutes?|mins?|m)$/i, 1],
];

const numbers = new Map(
  ['a', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map((word, index) => [
    word,
    Math.max(1, index),
  ]),
);
numbers.set('an', 1).set('half', 0.5);

const kanji = '〇一二三四五六七八九';

/** A duration as the language writes it, for one in other words: `3時間` is `3 hours`, `1 week and 2 days` is `9 days`. */
export function meantDuration(text: string): string | undefined {
  const minutes = minutesMeant(text);
  if (minutes === undefined || minutes < 1 || !Number.isInteger(minutes)) return undefined;
  const [unit, length] = (
    [
      ['day', minutesOfDay],
      ['hour', 60],
    ] as const
  ).find(([, size]) => minutes % size === 0) ?? ['minute', 1];
  const amount = minutes / length;
  const weeks = /^\D*\d+\D*$/.test(text) && /週|w/i.test(text) ? minutes / (7 * minutesOfDay) : undefined;
  return weeks === undefined ? counted(amount, unit) : counted(weeks, 'week');
}

function counted(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** The minutes of all parts of a duration together; undefined for any other text. */
function minutesMeant(text: string): number | undefined {
  const plain = digitsIn(halfWidth(text).trim());
  if (/^半日(後)?$/.test(plain)) return minutesOfDay / 2;
  const japaneseHalf = /^(.*?[^\d\s])半(?:後)?$/.exec(plain);
  if (japaneseHalf) return withHalf(japaneseHalf[1] ?? '');
  const pattern =
    /^[\s,]*(?:and|と|\+)?\s*(\d+(?:\.\d+)?|[a-z]+(?:\s+an?)?(?=\s))\s*([a-z]+|[^\d\sa-z,と後半]+)(?:後)?/i;
  let rest = plain;
  let sum = 0;
  while (rest !== '') {
    const [all = '', amount = '', word = ''] = pattern.exec(rest) ?? [];
    const [number, size] = [numberIn(amount), sizeOf(word)];
    if (all === '' || number === undefined || size === undefined) return undefined;
    sum += number * size;
    rest = rest.slice(all.length).trim();
  }
  return sum === 0 ? undefined : sum;
}

/** `1時間半` is an hour and a half. */
function withHalf(text: string): number | undefined {
  const whole = minutesMeant(text);
  const size = sizeOf(/[^\d\s]+$/.exec(text)?.[0] ?? '');
  return whole === undefined || size === undefined ? undefined : whole + size / 2;
}

function numberIn(text: string): number | undefined {
  if (/^\d/.test(text)) return Number(text);
  return numbers.get(text.toLowerCase().split(/\s+/)[0] ?? '');
}

function sizeOf(word: string): number | undefined {
  return units.find(([form]) => form.test(word))?.[1];
}

/** `三時間` with a digit; beyond nine people write digits. */
function digitsIn(text: string): string {
  return text
    .replace(/[一二三四五六七八九](?=(日|時間|分|週|か月|ヶ月|カ月|年))/g, (sign) => String(kanji.indexOf(sign)))
    .replace(/十(?=(日|時間|分))/g, '10');
}

/** A clock time as the language writes it, for one in other words: `午前10時` and `10am` are `10:00`. */
export function meantClockTime(text: string): string | undefined {
  const plain = halfWidth(text).trim();
  if (/^(正午|noon)$/i.test(plain)) return '12:00';
  if (/^(midnight|真夜中)$/i.test(plain)) return '00:00';
  const japanese =
    /^(午前|午後|朝|夜|夕方|am|pm)?\s*(\d{1,2})\s*(?:時|:|\.)?\s*(半|\d{2})?\s*分?\s*(a\.?m\.?|p\.?m\.?)?$/i.exec(
      plain,
    );
  if (!japanese) return undefined;
  const [, before = '', hours = '', minutes = '00', behind = ''] = japanese;
  const late = /午後|夜|夕方|p/i.test(before + behind);
  const early = /午前|a/i.test(before + behind);
  return clockTime(hoursOf(Number(hours), late, early), minutes === '半' ? 30 : Number(minutes));
}

/** True for an hour of the next day, as Japanese writes the night: `24:00`, `25時半`. */
export function isBeyondMidnight(text: string): boolean {
  return /^(?:2[4-9]|30)\s*(?:時|:|\.|$)/.test(halfWidth(text).trim());
}

/** The whole days with one more: `1 week` is `8 days`. Undefined for any other text. */
export function oneDayLater(length: string): string | undefined {
  const [, amount = '', unit = ''] = /^(\d+) (day|week)s?$/.exec(length) ?? [];
  return unit === '' ? undefined : counted(Number(amount) * (unit === 'week' ? 7 : 1) + 1, 'day');
}

function hoursOf(hours: number, late: boolean, early: boolean): number {
  if (late && hours < 12) return hours + 12;
  return early && hours === 12 ? 0 : hours % 24;
}

function clockTime(hours: number, minutes: number): string | undefined {
  if (hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** A delay with a clock time as the language writes it: `翌日10時` is `1 day, at 10:00`. */
export function meantDelay(text: string): string | undefined {
  const plain = digitsIn(halfWidth(text).trim());
  const [, length = '', time = ''] =
    /^(.*?)(?:後)?の?\s*((?:午前|午後)?\s*\d{1,2}(?:時(?:半|\d{1,2}分)?|:\d{2}))(?:に|まで)?$/.exec(plain) ?? [];
  const clock = meantClockTime(time);
  const days = /^(翌日|明日|次の日)$/.test(length) ? '1 day' : meantDuration(length);
  if (clock === undefined || days === undefined || !/day|week/.test(days)) return meantDuration(plain);
  return `${isBeyondMidnight(time) ? oneDayLater(days) : days}, at ${clock}`;
}

/** The weekday that a Japanese name or a short one means. */
export function meantWeekday(text: string): Weekday | undefined {
  const plain = halfWidth(text).trim();
  const [, first = ''] = /^(?:毎週)?([月火水木金土日])(?:曜.{0,2})?$/.exec(plain) ?? [];
  if (first !== '') return weekdays['月火水木金土日'.indexOf(first)];
  return weekdays.find((weekday) => plain.length > 1 && weekday.toLowerCase().startsWith(plain.toLowerCase()));
}

/** The period that other words mean: `毎日`, `daily`, `月曜日`. */
export function meantPeriod(text: string): Period | undefined {
  const plain = halfWidth(text).trim().toLowerCase();
  if (/^(毎日|日|daily|days?|every ?day)$/.test(plain)) return 'day';
  if (/^(毎月(1日)?|月|monthly|months?)$/.test(plain)) return 'month';
  return meantWeekday(plain.replace(/s$/, ''));
}
