import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as PlainTime from 'temporal-polyfill/fns/PlainTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import type { Purpose } from '../contracts/channel.ts';
import type { Delay } from '../contracts/delay.ts';
import type { StoreSettings } from '../contracts/store-settings.ts';

const minute = 60_000;

/**
 * When a delay that begins at `from` is over. Elapsed minutes are elapsed minutes; calendar days and a
 * clock time are read on the customer's clock, across daylight-saving changes (a time that a change
 * skips becomes the same distance after it, as RFC 5545 has it).
 * @param from epoch milliseconds
 * @param zone IANA time zone of the customer
 */
export function delayEnd(from: number, delay: Delay, zone: string): number {
  if ('minutes' in delay) return from + delay.minutes * minute;
  return clockTime(PlainDate.addDays(ZonedDateTime.toPlainDate(localTime(from, zone)), delay.days), delay.at, zone);
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

/** The last second, 23:59:59, of the day that many days after the day of `time` on the customer's clock. */
export function endOfDay(time: number, days: number, zone: string): number {
  const day = PlainDate.addDays(ZonedDateTime.toPlainDate(localTime(time, zone)), days + 1);
  return PlainDate.toZonedDateTime(day, zone).epochMilliseconds - 1000;
}

/** Seconds from `time` until the next quiet hours begin on the customer's clock. */
export function secondsUntilQuiet(
  time: number,
  { quietHours }: Pick<StoreSettings, 'quietHours'>,
  zone: string,
): number {
  const today = delayEnd(time, { days: 0, at: quietHours.from }, zone);
  const next = today > time ? today : delayEnd(time, { days: 1, at: quietHours.from }, zone);
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

function clockTime(date: PlainDate.Record, at: string, timeZone: string): number {
  return PlainDate.toZonedDateTime(date, { timeZone, plainTime: PlainTime.fromString(at) }).epochMilliseconds;
}
