import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as PlainTime from 'temporal-polyfill/fns/PlainTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import type { Purpose } from '../contracts/channel.ts';
import {
  type Delay,
  type KnownDates,
  type Span,
  type UntilWeekday,
  type Weekday,
  weekdays,
} from '../contracts/delay.ts';
import type { StoreSettings } from '../contracts/store-settings.ts';

const minute = 60_000;

/**
 * When a delay that begins at `from` is over. Elapsed minutes are elapsed minutes; calendar days, weekdays and
 * clock times are read on the customer's clock, across daylight-saving changes (a time that a change
 * skips becomes the same distance after it, as RFC 5545 has it). A wait until a date is over at once when the
 * date is past or nobody knows it.
 * @param from epoch milliseconds
 * @param zone IANA time zone of the customer
 * @param known the dates that a wait may go by
 */
export function delayEnd(from: number, delay: Delay, zone: string, known: KnownDates): number {
  if ('weekday' in delay) return nextWeekday(from, delay, zone);
  if (!('date' in delay)) return spanEnd(from, delay, zone);
  const date = known[delay.date];
  return date === undefined ? from : Math.max(from, spanEnd(date, delay.offset, zone));
}

/**
 * From when the delay after a step counts: from when the step was due, or from now if it comes very late.
 * Times in epoch milliseconds.
 */
export function countFrom(due: number, now: number): number {
  return now - due < 60 * minute ? due : now;
}

function spanEnd(from: number, span: Span, zone: string): number {
  if ('minutes' in span) return from + span.minutes * minute;
  return clockTime(PlainDate.addDays(localDate(from, zone), span.days), span.at, zone);
}

/** The next such day and time strictly after `from`. */
function nextWeekday(from: number, { weekday, at }: UntilWeekday, zone: string): number {
  const today = localDate(from, zone);
  const ahead = (weekdays.indexOf(weekday) + 1 - PlainDate.dayOfWeek(today) + 7) % 7;
  const end = clockTime(PlainDate.addDays(today, ahead), at, zone);
  return end > from ? end : clockTime(PlainDate.addDays(today, ahead + 7), at, zone);
}

/**
 * The first moment at or after `time` at which a message of the purpose may go: marketing keeps out of
 * the quiet hours of the customer's clock, transactional may always go.
 */
export function settle(
  time: number,
  purpose: Purpose,
  settings: Pick<StoreSettings, 'quietHours'>,
  zone: string,
): number {
  return purpose === 'transactional' ? time : quietEnd(time, settings, zone);
}

/** `time` itself outside the quiet hours, otherwise their end. */
export function quietEnd(time: number, { quietHours }: Pick<StoreSettings, 'quietHours'>, zone: string): number {
  const local = localTime(time, zone);
  const clock = ZonedDateTime.toPlainTime(local);
  const { from, to } = quietHours;
  const afterStart = PlainTime.compare(clock, PlainTime.fromString(from)) >= 0;
  const beforeEnd = PlainTime.compare(clock, PlainTime.fromString(to)) < 0;
  const spansMidnight = from > to; // HH:MM sorts as it reads
  const quiet = spansMidnight ? afterStart || beforeEnd : afterStart && beforeEnd;
  if (!quiet) return time;
  const today = ZonedDateTime.toPlainDate(local);
  return clockTime(PlainDate.addDays(today, spansMidnight && afterStart ? 1 : 0), to, zone);
}

/** The customer's calendar day: its first moment, and the first of the next. */
export function localDay(time: number, zone: string): { readonly start: number; readonly end: number } {
  const start = ZonedDateTime.startOfDay(localTime(time, zone));
  const end = ZonedDateTime.startOfDay(ZonedDateTime.addDays(start, 1));
  return { start: start.epochMilliseconds, end: end.epochMilliseconds };
}

/** The same time of the customer's clock on the next day. */
export function sameTimeTomorrow(time: number, zone: string): number {
  return ZonedDateTime.addDays(localTime(time, zone), 1).epochMilliseconds;
}

/** The last second, 23:59:59, of the day that many days after the day of `time` on the customer's clock. */
export function endOfDay(time: number, days: number, zone: string): number {
  const day = PlainDate.addDays(ZonedDateTime.toPlainDate(localTime(time, zone)), days + 1);
  return PlainDate.toZonedDateTime(day, zone).epochMilliseconds - 1000;
}

/**
 * The next time that the day comes round, at its first moment on the customer's clock: `from` itself or later.
 * 29 February is 28 February in other years.
 * @param day `1990-04-30` or `--04-30`
 */
export function nextAnniversary(day: string, from: number, zone: string): number {
  const [month, dayOfMonth] = day.split('-').slice(-2).map(Number);
  const { year } = localDate(from, zone);
  const inYear = (ahead: number) => {
    const date = PlainDate.fromFields({ year: year + ahead, month: month ?? 1, day: dayOfMonth ?? 1 });
    return ZonedDateTime.startOfDay(PlainDate.toZonedDateTime(date, zone)).epochMilliseconds;
  };
  return inYear(0) >= from ? inYear(0) : inYear(1);
}

/** A day of somebody's calendar, and the moment of a clock time on it. */
export interface ClockDay {
  /** 2026-04-30. */
  readonly date: string;
  readonly weekday: Weekday;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * The days on which the clock shows the time HH:MM in a stretch of time.
 * @param stretch epoch milliseconds: `after` is no part of it any more, `until` is
 */
export function clockDays(
  clock: string,
  { after, until }: { readonly after: number; readonly until: number },
  zone: string,
): ClockDay[] {
  const days: ClockDay[] = [];
  for (let date = localDate(after, zone); ; date = PlainDate.addDays(date, 1)) {
    const at = clockTime(date, clock, zone);
    if (at > until) return days;
    const weekday = weekdays[PlainDate.dayOfWeek(date) - 1] ?? 'Monday';
    if (at > after) days.push({ date: PlainDate.toString(date), weekday, at });
  }
}

/** The date so many days after another: `2026-03-01` is one day after `2026-02-28`. */
export function daysAfter(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return PlainDate.toString(PlainDate.addDays(PlainDate.fromFields({ year, month, day }), days));
}

/** Seconds from `time` until the next quiet hours begin on the customer's clock. */
export function secondsUntilQuiet(
  time: number,
  { quietHours }: Pick<StoreSettings, 'quietHours'>,
  zone: string,
): number {
  const today = spanEnd(time, { days: 0, at: quietHours.from }, zone);
  const next = today > time ? today : spanEnd(time, { days: 1, at: quietHours.from }, zone);
  return Math.floor((next - time) / 1000);
}

/** The instant as state machines and logs write it. */
export function toIso(time: number): string {
  return Instant.toString(Instant.fromEpochMilliseconds(time));
}

/** Epoch milliseconds of an ISO 8601 instant with offset. */
export function fromIso(instant: string): number {
  return Instant.fromString(instant).epochMilliseconds;
}

function localTime(time: number, zone: string): ZonedDateTime.Record {
  return Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(time), zone);
}

function localDate(time: number, zone: string): PlainDate.Record {
  return ZonedDateTime.toPlainDate(localTime(time, zone));
}

function clockTime(date: PlainDate.Record, at: string, timeZone: string): number {
  return PlainDate.toZonedDateTime(date, { timeZone, plainTime: PlainTime.fromString(at) }).epochMilliseconds;
}
