import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { epochMilliseconds } from '../../src/commerce/values/epoch.ts';
import { isTimeZone } from '../../src/commerce/values/time-zone.ts';
import { localDay, toIso } from '../../src/policy/time/timing.ts';
import { timeOf, wallOf } from '../../src/policy/time/wall-clock.ts';

const zones = Intl.supportedValuesOf('timeZone').filter(isTimeZone);
const day = 86_400_000;
const [first, last] = [Date.UTC(2000, 0, 1), Date.UTC(2040, 0, 1)];

/** Times at random, and around the changes of the zone's clocks, to the second. */
const moments = fc
  .tuple(fc.constantFrom(...zones), fc.integer({ min: first, max: last }), fc.integer({ min: -2 * day, max: 2 * day }))
  .map(([zone, at, near]) => {
    const change = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).getTimeZoneTransition('next');
    return { zone, at, around: (change?.epochMilliseconds ?? at) + near };
  });

function wallByTemporal(time: number, zone: string): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDateTime();
  return wall.toZonedDateTime('UTC').epochMilliseconds;
}

function timeByTemporal(wall: number, zone: string): number {
  const plain = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
  return plain.toZonedDateTime(zone).epochMilliseconds;
}

describe('the clocks of every zone', () => {
  it('show what Temporal says, and come to a time when Temporal says', () => {
    fc.assert(
      fc.property(moments, ({ zone, at, around }) => {
        for (const time of [at, around]) {
          expect(wallOf(time, zone)).toBe(wallByTemporal(time, zone));
          expect(timeOf(time, zone)).toBe(timeByTemporal(time, zone));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('begin a day when Temporal says', () => {
    fc.assert(
      fc.property(moments, ({ zone, around }) => {
        const today = Temporal.Instant.fromEpochMilliseconds(around).toZonedDateTimeISO(zone).startOfDay();
        const end = today.add({ days: 1 }).startOfDay().epochMilliseconds;
        expect(localDay(around, zone)).toEqual({ start: today.epochMilliseconds, end });
      }),
      { numRuns: 200 },
    );
  });
});

describe('an instant', () => {
  const written = fc
    .tuple(
      fc.integer({ min: first, max: last }),
      fc.stringMatching(/^(\.\d{1,9})?$/),
      fc.constantFrom('Z', '+00:00', '-00:00', '+09:00', '-03:30', '+14:00'),
    )
    .map(([time, decimals, offset]) => `${new Date(time).toISOString().slice(0, 19)}${decimals}${offset}`);

  it('is read as Temporal reads it, to the millisecond', () => {
    fc.assert(
      fc.property(written, (text) => {
        expect(epochMilliseconds(text)).toBe(Temporal.Instant.from(text).epochMilliseconds);
      }),
    );
  });

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01',
    '2026-03-01T00:00:00',
  ])('is not read from %s, which Date may take', (text) => {
    expect(() => epochMilliseconds(text)).toThrow(RangeError);
  });

  it.each(['2024-02-29T00:00:00Z', '2026-12-31T23:59:60Z', '2026-03-31T12:00:00.123456789+05:45'])(
    'is read from %s, which is seldom written',
    (text) => {
      expect(epochMilliseconds(text)).toBe(Temporal.Instant.from(text).epochMilliseconds);
    },
  );

  it('is written as Temporal writes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), fc.constantFrom(1, 10, 100, 1000, 60_000), (time, step) => {
        const rounded = time - (time % step);
        expect(toIso(rounded)).toBe(Temporal.Instant.fromEpochMilliseconds(rounded).toString());
      }),
    );
  });
});
