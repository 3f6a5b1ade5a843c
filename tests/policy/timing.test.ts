import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delayEnd, fromIso, localDay, quietEnd, secondsUntilQuiet, toIso } from '../../src/policy/timing.ts';
import { zoneOf } from '../../src/policy/zone.ts';
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
    expect(toIso(delayEnd(fromIso(from), delay, zone))).toBe(end);
  });

  it("to a clock time end at that time on the customer's clock, unless the change skips it", () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...zones), fc.integer({ min: 1, max: 365 }), (from, zone, days) => {
        expect(clockOf(delayEnd(from, { days, at: '10:00' }, zone), zone)).toBe('10:00');
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
    [{}, 'UTC'],
  ])('of %j is %s', (profile, zone) => {
    expect(zoneOf(profile, 'UTC')).toBe(zone);
  });

  it('has days of 23 and 25 hours when the clocks change', () => {
    const hours = (instant: string) => {
      const { start, end } = localDay(fromIso(instant), 'Europe/London');
      return (end - start) / 3_600_000;
    };
    expect(['2026-03-29T12:00:00Z', '2026-03-30T12:00:00Z', '2026-10-25T12:00:00Z'].map(hours)).toEqual([23, 24, 25]);
  });
});
