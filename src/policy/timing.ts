import { Temporal } from 'temporal-polyfill';
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
  const day = localTime(from, zone).toPlainDate().add({ days: delay.days });
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(delay.at) }).epochMilliseconds;
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
  const clock = local.toPlainTime();
  const from = Temporal.PlainTime.from(quietHours.from);
  const to = Temporal.PlainTime.from(quietHours.to);
  const afterStart = Temporal.PlainTime.compare(clock, from) >= 0;
  const beforeEnd = Temporal.PlainTime.compare(clock, to) < 0;
  const spansMidnight = Temporal.PlainTime.compare(from, to) > 0;
  const quiet = spansMidnight ? afterStart || beforeEnd : afterStart && beforeEnd;
  if (!quiet) return time;
  const day = local.toPlainDate().add({ days: spansMidnight && afterStart ? 1 : 0 });
  return day.toZonedDateTime({ timeZone: zone, plainTime: to }).epochMilliseconds;
}

/** The first and the last-but-one bound of the customer's calendar day: [start, end). */
export function localDay(time: number, zone: string): { readonly start: number; readonly end: number } {
  const start = localTime(time, zone).startOfDay();
  return { start: start.epochMilliseconds, end: start.add({ days: 1 }).startOfDay().epochMilliseconds };
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
  return Temporal.Instant.fromEpochMilliseconds(time).toString();
}

/** Epoch milliseconds of an ISO 8601 instant with offset. */
export function fromIso(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

function localTime(time: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone);
}
