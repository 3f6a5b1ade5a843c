import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recurrence } from '../../src/model/journey.ts';
import { occurrencesIn } from '../../src/policy/time/recurrence.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';

const day = 86_400_000;

/** When it comes in the day after the instant. */
function dayAfter(instant: string, every: Recurrence, zone: string, birthday?: string): string[] {
  const after = fromIso(instant);
  return occurrencesIn(every, { after, until: after + day }, { zone, birthday }).map(({ at }) => toIso(at));
}

const birthday = (daysBefore = 0, at = '10:00'): Recurrence => ({ yearly: 'customer.birthday', daysBefore, at });
const each = (period: 'day' | 'month' | 'Monday', at = '10:00'): Recurrence => ({ each: period, at });

describe('a birthday', () => {
  it('comes at the time of the customer’s own clock', () => {
    expect(dayAfter('2026-04-30T00:00:00Z', birthday(), 'Asia/Tokyo', '1990-04-30')).toEqual(['2026-04-30T01:00:00Z']);
    expect(dayAfter('2026-04-30T00:00:00Z', birthday(), 'America/New_York', '--04-30')).toEqual([
      '2026-04-30T14:00:00Z',
    ]);
    expect(dayAfter('2026-04-30T00:00:00Z', birthday(), 'UTC', '1990-05-02')).toEqual([]);
    expect(dayAfter('2026-04-30T00:00:00Z', birthday(), 'UTC')).toEqual([]);
  });

  it('is known days ahead, also over the turn of the year', () => {
    expect(dayAfter('2026-12-28T00:00:00Z', birthday(7), 'UTC', '1990-01-04')).toEqual(['2026-12-28T10:00:00Z']);
  });

  it('of 29 February comes on the 28th of other years', () => {
    const on = (instant: string) => dayAfter(instant, birthday(), 'UTC', '2000-02-29');
    expect(on('2027-02-28T00:00:00Z')).toEqual(['2027-02-28T10:00:00Z']);
    expect(on('2027-03-01T00:00:00Z')).toEqual([]);
    expect(on('2028-02-28T00:00:00Z')).toEqual([]);
    expect(on('2028-02-29T00:00:00Z')).toEqual(['2028-02-29T10:00:00Z']);
    expect(dayAfter('2027-02-21T00:00:00Z', birthday(7), 'UTC', '--02-29')).toEqual(['2027-02-21T10:00:00Z']);
  });

  it('begins a day that a clock change begins late with its first moment', () => {
    // In Beirut the clocks went from 00:00 to 01:00 on 29 March 2026.
    expect(dayAfter('2026-03-28T12:00:00Z', birthday(0, '00:00'), 'Asia/Beirut', '--03-29')).toEqual([
      '2026-03-28T22:00:00Z',
    ]);
  });
});

describe('the calendar', () => {
  it('brings each weekday and the first of each month', () => {
    expect(dayAfter('2026-03-02T00:00:00Z', each('Monday'), 'Asia/Tokyo')).toEqual(['2026-03-02T01:00:00Z']);
    expect(dayAfter('2026-03-03T00:00:00Z', each('Monday'), 'Asia/Tokyo')).toEqual([]);
    expect(dayAfter('2026-03-31T12:00:00Z', each('month'), 'Asia/Tokyo')).toEqual(['2026-04-01T01:00:00Z']);
  });

  it('may bring two days between two sweeps when a day is short, and none when one is long', () => {
    const evening = each('day', '19:30');
    expect(dayAfter('2026-03-08T00:00:00Z', evening, 'America/New_York')).toEqual([
      '2026-03-08T00:30:00Z',
      '2026-03-08T23:30:00Z',
    ]);
    const late = each('day', '19:15');
    expect(dayAfter('2026-10-31T23:20:00Z', late, 'America/New_York')).toEqual([]);
  });

  it('brings every day of a year once, whatever the zone, the time and the length of the sweeps', () => {
    const zone = fc.constantFrom('Asia/Tokyo', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe', 'UTC');
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    fc.assert(
      fc.property(zone, time, fc.integer({ min: 0, max: day }), (name, at, offset) => {
        const start = Date.UTC(2026, 0, 1) + offset;
        const dates = Array.from({ length: 365 }, (_, index) => {
          const after = start + index * day;
          return occurrencesIn(each('day', at), { after, until: after + day }, { zone: name });
        }).flat();
        expect(new Set(dates.map(({ date }) => date)).size).toBe(dates.length);
        expect(dates.length).toBeGreaterThanOrEqual(364);
        const gaps = dates.slice(1).map((found, index) => found.at - (dates[index]?.at ?? 0));
        for (const gap of gaps) expect(Math.abs(gap - day)).toBeLessThanOrEqual(day / 24);
      }),
      { numRuns: 20 },
    );
  });
});
