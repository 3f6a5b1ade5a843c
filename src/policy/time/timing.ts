import { epochMilliseconds } from '../../commerce/values/epoch.ts';
import { day, minute } from '../../commerce/values/time-units.ts';
import {
  type Delay,
  type KnownDates,
  type Span,
  type UntilWeekday,
  type Weekday,
  weekdays,
} from '../../model/delay.ts';
import type { Purpose } from '../../model/purpose.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { timeOf, wallOf } from './wall-clock.ts';

/**
 * The end of a delay that begins at `from`. Elapsed minutes are elapsed minutes; calendar days, weekdays and clock
 * times are read on the customer's clock, across daylight-saving changes (a time that a change skips becomes the same
 * distance after it, as RFC 5545 has it). A wait until a date is over at once when the date is past or nobody knows it.
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
  return clockTime(dateOf(from, zone) + span.days, span.at, zone);
}

/** The next such day and time strictly after `from`. */
function nextWeekday(from: number, { weekday, at }: UntilWeekday, zone: string): number {
  const today = dateOf(from, zone);
  const ahead = (weekdays.indexOf(weekday) - weekdayOf(today) + 7) % 7;
  const end = clockTime(today + ahead, at, zone);
  return end > from ? end : clockTime(today + ahead + 7, at, zone);
}

/**
 * The first moment at or after `time` at which a message of the purpose may go: marketing keeps out of
 * the quiet hours of the customer's clock, transactional may always go.
 */
export function firstAllowed(
  time: number,
  purpose: Purpose,
  settings: Pick<StoreSettings, 'quietHours'>,
  zone: string,
): number {
  return purpose === 'transactional' ? time : quietEnd(time, settings, zone);
}

/** `time` itself outside the quiet hours, otherwise their end. */
export function quietEnd(time: number, { quietHours }: Pick<StoreSettings, 'quietHours'>, zone: string): number {
  const wall = wallOf(time, zone);
  const today = Math.floor(wall / day);
  const clock = wall - today * day;
  const { from, to } = quietHours;
  const afterStart = clock >= clockOf(from);
  const beforeEnd = clock < clockOf(to);
  const spansMidnight = from > to; // HH:MM sorts as it reads
  const quiet = spansMidnight ? afterStart || beforeEnd : afterStart && beforeEnd;
  return quiet ? clockTime(today + (spansMidnight && afterStart ? 1 : 0), to, zone) : time;
}

/** The customer's calendar day: its first moment, and the first of the next. */
export function localDay(time: number, zone: string): { readonly start: number; readonly end: number } {
  const today = dateOf(time, zone);
  return { start: timeOf(today * day, zone), end: timeOf((today + 1) * day, zone) };
}

/** The same time of the customer's clock on the next day. */
export function sameTimeTomorrow(time: number, zone: string): number {
  return timeOf(wallOf(time, zone) + day, zone);
}

/** The last second, 23:59:59, of the day that many days after the day of `time` on the customer's clock. */
export function endOfDay(time: number, days: number, zone: string): number {
  return timeOf((dateOf(time, zone) + days + 1) * day, zone) - 1000;
}

/**
 * The next anniversary of the day, at its first moment on the customer's clock: `from` itself or later. 29 February is
 * 28 February in other years.
 * @param date `1990-04-30` or `--04-30`
 */
export function nextAnniversary(date: string, from: number, zone: string): number {
  const [month = 1, dayOfMonth = 1] = date.split('-').slice(-2).map(Number);
  const year = new Date(wallOf(from, zone)).getUTCFullYear();
  const inYear = (ahead: number) => {
    const last = new Date(Date.UTC(year + ahead, month, 0)).getUTCDate();
    return timeOf(Date.UTC(year + ahead, month - 1, Math.min(dayOfMonth, last)), zone);
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
  for (let date = dateOf(after, zone); ; date += 1) {
    const at = clockTime(date, clock, zone);
    if (at > until) return days;
    if (at > after) days.push({ date: dateText(date), weekday: weekdays[weekdayOf(date)] ?? 'Monday', at });
  }
}

/** The date so many days after another: `2026-03-01` is one day after `2026-02-28`. */
export function daysAfter(date: string, days: number): string {
  return dateText(Date.parse(date) / day + days);
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
  return new Date(time).toISOString().replace(/\.?0*Z$/, 'Z');
}

/** Epoch milliseconds of an ISO 8601 instant with offset. */
export function fromIso(instant: string): number {
  return epochMilliseconds(instant);
}

/** The date that the zone's calendars show, in days from 1970. */
function dateOf(time: number, zone: string): number {
  return Math.floor(wallOf(time, zone) / day);
}

/** A date in days from 1970 as `2026-04-30`. */
function dateText(date: number): string {
  return new Date(date * day).toISOString().slice(0, 10);
}

/** The place of a date among the weekdays: 1970 began on a Thursday. */
function weekdayOf(date: number): number {
  return (((date + 3) % 7) + 7) % 7;
}

function clockTime(date: number, at: string, zone: string): number {
  return timeOf(date * day + clockOf(at), zone);
}

/** Milliseconds from midnight to HH:MM. */
function clockOf(at: string): number {
  return (Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5))) * minute;
}
