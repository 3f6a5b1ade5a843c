import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTimeZone } from '../../src/commerce/values/time-zone.ts';
import { type Span, weekdays } from '../../src/model/delay.ts';
import {
  delayEnd,
  fromIso,
  localDay,
  nextAnniversary,
  quietEnd,
  secondsUntilQuiet,
  toIso,
} from '../../src/policy/time/timing.ts';
import { zoneOf } from '../../src/policy/time/zone.ts';
import { settings } from '../fixtures/catalogue.ts';

const zones = ['Asia/Tokyo', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
const anyTime = fc.integer({ min: fromIso('2015-01-01T00:00:00Z'), max: fromIso('2035-01-01T00:00:00Z') });
const clockOf = (time: number, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(time);

describe('delays', () => {
  it.each([
    ['elapsed time', '2026-03-28T12:00:00Z', { minutes: 1440 }, 'Europe/London', '2026-03-29T12:00:00Z'],
    ['a calendar day', '2026-03-02T01:00:00Z', { days: 1, at: '10:00' }, 'Asia/Tokyo', '2026-03-03T01:00:00Z'],
    [
      'a calendar day late in the evening',
      '2026-03-02T14:59:00Z',
      { days: 1, at: '10:00' },
      'Asia/Tokyo',
      '2026-03-03T01:00:00Z',
    ],
    [
      'a calendar day after midnight',
      '2026-03-02T15:00:00Z',
      { days: 1, at: '10:00' },
      'Asia/Tokyo',
      '2026-03-04T01:00:00Z',
    ],
    [
      'the day the clocks go forward',
      '2026-03-28T12:00:00Z',
      { days: 1, at: '10:00' },
      'Europe/London',
      '2026-03-29T09:00:00Z',
    ],
    [
      'a time that the change skips',
      '2026-03-28T12:00:00Z',
      { days: 1, at: '01:30' },
      'Europe/London',
      '2026-03-29T01:30:00Z',
    ],
    [
      'a time that comes twice: the first',
      '2026-10-24T12:00:00Z',
      { days: 1, at: '01:30' },
      'Europe/London',
      '2026-10-25T00:30:00Z',
    ],
  ])('count %s', (_what, from, delay, zone, end) => {
    expect(toIso(delayEnd(fromIso(from), delay, zone, {}))).toBe(end);
  });

  it("to a clock time end at that time on the customer's clock, unless the change skips it", () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...zones), fc.integer({ min: 1, max: 365 }), (from, zone, days) => {
        expect(clockOf(delayEnd(from, { days, at: '10:00' }, zone, {}), zone)).toBe('10:00');
      }),
    );
  });
});

describe('waits until a weekday', () => {
  it.each([
    ['later this week', '2026-03-03T12:00:00Z', 'Friday', 'UTC', '2026-03-06T10:00:00Z'],
    ['later today', '2026-03-06T09:59:59Z', 'Friday', 'UTC', '2026-03-06T10:00:00Z'],
    ['a week from now when it is that very moment', '2026-03-06T10:00:00Z', 'Friday', 'UTC', '2026-03-13T10:00:00Z'],
    ["on the customer's clock", '2026-03-05T15:30:00Z', 'Friday', 'Asia/Tokyo', '2026-03-06T01:00:00Z'],
    ['the day the clocks go forward', '2026-03-27T12:00:00Z', 'Sunday', 'Europe/London', '2026-03-29T09:00:00Z'],
  ] as const)('end %s', (_what, from, weekday, zone, end) => {
    expect(toIso(delayEnd(fromIso(from), { weekday, at: '10:00' }, zone, {}))).toBe(end);
  });

  it('end at that time of that day, within a week, in every zone', () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...zones), fc.constantFrom(...weekdays), (from, zone, weekday) => {
        const end = delayEnd(from, { weekday, at: '10:00' }, zone, {});
        const day = new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'long' }).format(end);
        expect([day, clockOf(end, zone)]).toEqual([weekday, '10:00']);
        expect(end).toBeGreaterThan(from);
        expect(end - from).toBeLessThanOrEqual(7 * 86_400_000 + 3_600_000);
      }),
    );
  });
});

describe('waits until a date', () => {
  const known = { 'shipment.expectedAt': fromIso('2026-03-30T12:00:00Z') };
  const until = (offset: Span, from = '2026-03-10T00:00:00Z') =>
    toIso(delayEnd(fromIso(from), { date: 'shipment.expectedAt', offset }, 'Europe/London', known));

  it.each([
    ['the date itself', { minutes: 0 }, '2026-03-30T12:00:00Z'],
    ['some hours after it', { minutes: 180 }, '2026-03-30T15:00:00Z'],
    ['elapsed days before it, over the change of the clocks', { minutes: -2 * 1440 }, '2026-03-28T12:00:00Z'],
    ['a clock time of its day', { days: 0, at: '09:00' }, '2026-03-30T08:00:00Z'],
    ['a clock time days before it, before the change', { days: -2, at: '10:00' }, '2026-03-28T10:00:00Z'],
    ['a clock time days after it', { days: 1, at: '10:00' }, '2026-03-31T09:00:00Z'],
  ])('end at %s', (_what, offset, end) => {
    expect(until(offset)).toBe(end);
  });

  it('are over at once when the date is past or nobody knows it', () => {
    const from = '2026-03-29T12:00:00Z';
    expect(until({ days: -2, at: '10:00' }, from)).toBe(from);
    const delay = { date: 'order.placedAt', offset: { minutes: 60 } } as const;
    expect(toIso(delayEnd(fromIso(from), delay, 'UTC', known))).toBe(from);
  });

  it('never end before they begin, and with a clock time end at it or at once', () => {
    const days = fc.integer({ min: -30, max: 30 });
    fc.assert(
      fc.property(anyTime, anyTime, fc.constantFrom(...zones), days, (from, date, zone, distance) => {
        const delay = { date: 'order.placedAt', offset: { days: distance, at: '10:00' } } as const;
        const end = delayEnd(from, delay, zone, { 'order.placedAt': date });
        expect(end).toBeGreaterThanOrEqual(from);
        if (end > from) expect(clockOf(end, zone)).toBe('10:00');
      }),
    );
  });
});

describe('quiet hours', () => {
  it.each([
    ['2026-03-02T20:59:59Z', '2026-03-02T20:59:59Z'],
    ['2026-03-02T21:00:00Z', '2026-03-03T08:00:00Z'],
    ['2026-03-03T00:00:00Z', '2026-03-03T08:00:00Z'],
    ['2026-03-03T07:59:59Z', '2026-03-03T08:00:00Z'],
    ['2026-03-03T08:00:00Z', '2026-03-03T08:00:00Z'],
  ])('at %s hold until %s', (time, end) => {
    expect(toIso(quietEnd(fromIso(time), settings, 'UTC'))).toBe(end);
  });

  it('that lie within one day hold until their end', () => {
    const nap = { quietHours: { from: '01:00', to: '07:00' } };
    expect(toIso(quietEnd(fromIso('2026-03-03T02:00:00Z'), nap, 'UTC'))).toBe('2026-03-03T07:00:00Z');
    expect(toIso(quietEnd(fromIso('2026-03-03T23:00:00Z'), nap, 'UTC'))).toBe('2026-03-03T23:00:00Z');
  });

  it('are over when they end, in every zone and on every day', () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...zones), (time, zone) => {
        const end = quietEnd(time, settings, zone);
        expect(end).toBeGreaterThanOrEqual(time);
        expect(end - time).toBeLessThanOrEqual(13 * 3_600_000);
        expect(quietEnd(end, settings, zone)).toBe(end);
      }),
    );
  });

  it('leave a text only as long as until they begin', () => {
    expect(secondsUntilQuiet(fromIso('2026-03-03T20:00:00Z'), settings, 'UTC')).toBe(3600);
    expect(secondsUntilQuiet(fromIso('2026-03-03T22:00:00Z'), settings, 'UTC')).toBe(23 * 3600);
  });
});

describe("the customer's clock", () => {
  it.each([
    [{ timeZone: 'Asia/Tokyo', country: 'GB' }, 'Asia/Tokyo'],
    [{ country: 'GB' }, 'Europe/London'],
    [{ country: 'US' }, 'America/New_York'],
    [{ country: 'JP' }, 'Asia/Tokyo'],
    [{ country: 'ZZ' }, 'UTC'],
    [{ country: 'constructor' }, 'UTC'],
    [{ timeZone: 'JST', country: 'JP' }, 'Asia/Tokyo'],
    [{ timeZone: 'PST' }, 'UTC'],
    [{}, 'UTC'],
    [{ timeZone: 'America/New_York', country: 'JP', said: { country: 1 } }, 'Asia/Tokyo'],
    [{ timeZone: 'America/New_York', country: 'JP', said: { country: 1, timeZone: 1 } }, 'America/New_York'],
    [{ timeZone: 'America/New_York', country: 'JP', said: { timeZone: 1 } }, 'America/New_York'],
    [{ timeZone: 'America/New_York', country: 'JP', said: {} }, 'America/New_York'],
    [{ timeZone: 'America/Denver', country: 'US', said: { country: 1 } }, 'America/Denver'],
    [{ timeZone: 'America/New_York', country: 'ZZ', said: { country: 1 } }, 'UTC'],
    [{ timeZone: 'America/New_York', country: 'MN', said: { country: 1 } }, 'Asia/Ulaanbaatar'],
    [{ timeZone: 'US/Pacific', country: 'US', said: { country: 1 } }, 'US/Pacific'],
    [{ timeZone: 'Europe/Kyiv', country: 'UA', said: { country: 1 } }, 'Europe/Kyiv'],
    [{ timeZone: 'America/New_York', identities: { id: 'a' } }, 'UTC'],
    [{ country: 'US', identities: { id: 'a' } }, 'UTC'],
    [{ country: 'US', said: { country: 1 }, identities: { id: 'a' } }, 'America/New_York'],
    [{ timeZone: 'Asia/Tokyo', country: 'US', said: { timeZone: 1 }, identities: { id: 'a' } }, 'Asia/Tokyo'],
    [{ timeZone: 'America/Denver', country: 'US', said: { country: 1 }, identities: { id: 'a' } }, 'America/Denver'],
  ])('of %j is %s', (profile, zone) => {
    expect(zoneOf(profile, 'UTC')).toBe(zone);
  });

  it('is usable for every country', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const countries = letters.flatMap((first) => letters.map((second) => first + second));
    expect(countries.filter((country) => !isTimeZone(zoneOf({ country }, 'UTC')))).toEqual([]);
    const several = countries.filter((country) => zonesIn(country) > 1 && zoneOf({ country }, 'UTC') === 'UTC');
    expect(several).toEqual([]);
  });

  it('has days of 23 and 25 hours when the clocks change', () => {
    const hours = (instant: string) => {
      const { start, end } = localDay(fromIso(instant), 'Europe/London');
      return (end - start) / 3_600_000;
    };
    expect(['2026-03-29T12:00:00Z', '2026-03-30T12:00:00Z', '2026-10-25T12:00:00Z'].map(hours)).toEqual([23, 24, 25]);
  });
});

describe('the next anniversary', () => {
  it.each([
    ['1990-04-30', '2026-03-02T09:00:00Z', 'Asia/Tokyo', '2026-04-29T15:00:00Z'],
    ['--04-30', '2026-04-29T15:00:00Z', 'Asia/Tokyo', '2026-04-29T15:00:00Z'],
    ['--04-30', '2026-04-29T15:00:01Z', 'Asia/Tokyo', '2027-04-29T15:00:00Z'],
    ['2000-02-29', '2026-01-01T00:00:00Z', 'Europe/London', '2026-02-28T00:00:00Z'],
    ['2000-02-29', '2028-01-01T00:00:00Z', 'Europe/London', '2028-02-29T00:00:00Z'],
    ['--03-29', '2026-03-01T00:00:00Z', 'Europe/London', '2026-03-29T00:00:00Z'],
    ['--09-06', '2026-03-01T00:00:00Z', 'America/Santiago', '2026-09-06T04:00:00Z'],
  ])('of %s from %s on, in %s, is %s', (day, from, zone, next) => {
    expect(toIso(nextAnniversary(day, fromIso(from), zone))).toBe(next);
  });
});

/** How many zones CLDR lists for a country; none for one that is no more. */
function zonesIn(country: string): number {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] | undefined };
  return locale.region === country ? (locale.getTimeZones?.()?.length ?? 0) : 0;
}
