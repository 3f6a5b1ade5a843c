import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import { day } from '../../commerce/values/time-units.ts';

/*
 * Times of a zone's clocks, as milliseconds that would be UTC if the clocks showed UTC: days and hours are then plain
 * arithmetic. Temporal knows the zones; it is asked once a day and zone, and on the days on which the clocks change.
 */

/** The wall time in a zone. Epoch milliseconds, and a wall time in milliseconds. */
export function wallOf(time: number, zone: string): number {
  return time + (offsetOn(Math.floor(time / day), zone) ?? offsetAt(time, zone));
}

/**
 * The time at which the zone's clocks show a wall time: of two such times the first; of a time that a change skips, the
 * same distance after it, as RFC 5545 has it.
 */
export function timeOf(wall: number, zone: string): number {
  const today = Math.floor(wall / day);
  const offset = offsetOn(today, zone);
  // No zone is a day from UTC: on three days with one offset nothing of this wall time lies elsewhere.
  const isSteady = offset !== undefined && [today - 1, today + 1].every((other) => offsetOn(other, zone) === offset);
  return isSteady ? wall - offset : exactTimeOf(wall, zone);
}

function exactTimeOf(wall: number, zone: string): number {
  const plain = Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(wall), 'UTC');
  return PlainDateTime.toZonedDateTime(ZonedDateTime.toPlainDateTime(plain), zone).epochMilliseconds;
}

/** At most so many days of all zones are kept. */
const keptDays = 20_000;
const offsets = new Map<string, number | undefined>();

/** The zone's distance from UTC on a day of UTC, counted from 1970; undefined when it changes in the course of it. */
function offsetOn(date: number, zone: string): number | undefined {
  const key = `${date} ${zone}`;
  if (offsets.has(key)) return offsets.get(key);
  const [first, last] = [offsetAt(date * day, zone), offsetAt((date + 1) * day, zone)];
  const offset = first === last ? first : undefined;
  if (offsets.size >= keptDays) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function offsetAt(time: number, zone: string): number {
  const there = Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(time), zone);
  return ZonedDateTime.offsetNanoseconds(there) / 1_000_000;
}
