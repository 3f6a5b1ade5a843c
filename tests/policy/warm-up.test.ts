import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCalendarDate, usualWarmUp, type WarmUp } from '../../src/model/warm-up.ts';
import { placesOf, warmDay, warmUpEnds } from '../../src/policy/delivery/warm-up.ts';
import { Lanes } from '../../src/stores/lanes.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';

const tokyo = 'Asia/Tokyo';
const plan: WarmUp = { since: '2026-12-01', from: 50, doublesEvery: 3, upTo: 400 };
const at = (text: string) => Date.parse(text);

describe('a warm-up plan', () => {
  it.each([
    ['2026-11-20T12:00:00+09:00', 1, 50],
    ['2026-12-01T00:00:00+09:00', 1, 50],
    ['2026-12-01T23:59:59+09:00', 1, 50],
    ['2026-12-02T00:00:00+09:00', 2, 62],
    ['2026-12-04T09:00:00+09:00', 4, 100],
    ['2026-12-09T09:00:00+09:00', 9, 317],
  ])('of 50 a day, doubling every three days, allows on %s, its day %i, %i messages', (time, number, most) => {
    expect(warmDay(plan, at(time), tokyo)).toMatchObject({ number, most });
  });

  it('is over on the day that reaches its end', () => {
    expect(warmUpEnds(plan)).toBe('2026-12-10');
    expect(warmDay(plan, at('2026-12-09T23:59:59+09:00'), tokyo)).toBeDefined();
    expect(warmDay(plan, at('2026-12-10T00:00:00+09:00'), tokyo)).toBeUndefined();
    expect(warmUpEnds({ since: '2026-12-01', ...usualWarmUp })).toBe('2026-12-31');
  });

  it('gives a day exactly its number of places, whoever asks how often, on days of any length', async () => {
    const plans = fc.record({ from: fc.integer({ min: 1, max: 60 }), doublesEvery: fc.integer({ min: 1, max: 9 }) });
    const zone = fc.constantFrom(tokyo, 'Europe/Berlin', 'America/New_York');
    const time = fc.integer({ min: at('2026-10-24T00:00:00Z'), max: at('2026-11-03T00:00:00Z') });
    await fc.assert(
      fc.asyncProperty(plans, zone, time, async (rest, zone, now) => {
        const day = warmDay({ since: '2026-10-25', ...rest, upTo: 1e9 }, now, zone);
        if (day === undefined) throw new Error('The plan is over.');
        const lanes = new Lanes(new MemoryTable());
        const asked = Array.from({ length: day.most + 7 }, () => lanes.takeOfDay('email', day));
        const places = (await Promise.all(asked)).filter((place) => place !== undefined);
        expect(new Set(places).size).toBe(day.most);
        expect(Math.max(...places)).toBeLessThan(placesOf(day).before);
        const next = { ...day, start: day.end, end: day.end + 86_400_000 };
        expect(await lanes.takeOfDay('email', next)).toBe(day.end); // the next day is empty again
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['2026-12-01', true],
    ['2026-02-30', false],
    ['2026-13-01', false],
    ['tomorrow', false],
    ['2026-12-01T00:00', false],
  ])('begins on a date: %s is one: %s', (text, expected) => {
    expect(isCalendarDate(text)).toBe(expected);
  });
});
