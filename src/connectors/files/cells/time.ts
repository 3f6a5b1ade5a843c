import { timeOf } from '../../../policy/time/wall-clock.ts';
import type { ReadCell } from '../problem.ts';
import { withoutEra } from './era.ts';

/** The order of day and month where the year is last. */
export type DateOrder = 'mdy' | 'dmy';

/** How the times of a file are written. */
export interface TimeStyle {
  /** IANA zone of times without an offset. */
  readonly zone: string;
  /** For dates such as 03/04/2026; without it they are refused. */
  readonly dates?: DateOrder;
}

const clock = String.raw`(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AP]M)?)?`;
const offset = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?${clock}${offset}$`, 'i');
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}),?${clock}${offset}$`, 'i');

const noTime = {
  en: 'is no time; expected one such as 2026-03-01 09:30:00 or 2026-03-01T09:30:00+09:00; write the year with four digits, the month as a number, a real day',
  ja: '日時として読めません。2026-03-01 09:30:00 や 2026年3月1日 9:30 のように、西暦4桁の実在する日付で書いてください',
};

const doubtful = {
  en: 'has day and month in an order that nobody can tell; say it with --dates dmy or --dates mdy',
  ja: '日と月の順序を判断できません。--dates dmy または --dates mdy を指定してください',
};

/**
 * Reads a time: year first, as databases, Shopify, Excel in Japan and ISO 8601 write it; seconds or milliseconds since
 * 1970; 20260301; 令和8年3月1日 9時30分; day or month first if the style says which. A date alone is its midnight.
 * @returns ISO 8601 in UTC
 */
export function readFileTime(text: string, style: TimeStyle): ReadCell<string> {
  const plain = withoutEra(text)
    .replace(/(\d{1,2})時(?:(\d{1,2})分(?:(\d{1,2})秒)?)?$/, (_, ...[hour, minute = '00', second = '00']) =>
      [hour, String(minute).padStart(2, '0'), String(second).padStart(2, '0')].join(':'),
    )
    .replace(/^((?:19|20)\d\d)(\d\d)(\d\d)$/, '$1-$2-$3');
  if (/^\d{10}$|^\d{13}$/.test(plain)) return { value: iso(Number(plain) * (plain.length === 10 ? 1000 : 1)) };
  const first = yearFirst.exec(plain);
  if (first) return fromParts([first[1], first[3], first[4]], first.slice(5), style.zone);
  const last = yearLast.exec(plain);
  if (!last) return { problem: noTime };
  if (style.dates === undefined) return { problem: doubtful };
  const [month, day] = style.dates === 'mdy' ? [last[1], last[3]] : [last[3], last[1]];
  return fromParts([last[4], month, day], last.slice(5), style.zone);
}

type Part = string | undefined;

function fromParts(date: readonly Part[], [hour, minute, second, half, zone]: readonly Part[], usual: string) {
  const [year = 0, month = 0, day = 0] = date.map(Number);
  const hours = half === undefined ? Number(hour ?? 0) : (Number(hour) % 12) + (/pm/i.test(half) ? 12 : 0);
  const [minutes, seconds] = [Number(minute ?? 0), Number(second ?? 0)];
  const utc = Date.UTC(year, month - 1, day, hours, minutes, seconds);
  // Date.UTC takes 31 February for 3 March.
  const written = new Date(utc);
  const isReal = written.getUTCDate() === day && written.getUTCMonth() === month - 1 && written.getUTCHours() === hours;
  if (!isReal || minutes > 59 || seconds > 59) return { problem: noTime };
  if (zone === undefined) return { value: iso(timeOf(utc, usual)) };
  return { value: iso(utc - offsetOf(zone)) };
}

function offsetOf(zone: string): number {
  const [, sign, hours = 0, minutes = 0] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return Date.UTC(1970, 0, 1, Number(hours), Number(minutes)) * (sign === '-' ? -1 : 1);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
