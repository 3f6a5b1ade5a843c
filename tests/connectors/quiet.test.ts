import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../src/commerce/values/time-units.ts';
import { isQuiet, noted } from '../../src/engine/connect/delivery-times.ts';
import type { ConnectorTimes } from '../../src/stores/connector-upkeep.ts';

/** A Monday, midnight in Tokyo. */
const monday = Date.parse('2026-06-01T00:00:00+09:00');

/** The hour of the day and the day of the week (0 is Monday) on the shop's clock. */
const at = (time: number) => ({ hours: ((time - monday) / hour) % 24, weekday: Math.floor((time - monday) / day) % 7 });

type Sells = (time: number) => boolean;

/** When shops sell, as looked at every ten minutes. */
const shops: Readonly<Record<string, Sells>> = {
  'day and night': () => true,
  'on weekdays from nine to six': (time) => at(time).weekday < 5 && at(time).hours >= 9 && at(time).hours < 18,
  'in the evening, but on Wednesdays': (time) => at(time).weekday !== 2 && at(time).hours >= 19 && at(time).hours < 23,
  'three times a week': (time) => [0, 2, 4].includes(at(time).weekday) && at(time).hours === 12,
  'about once in ten days': (time) =>
    [3, 12, 24, 31, 44, 55, 63].includes(Math.floor((time - monday) / day)) && at(time).hours === 15,
};

/** A weekend that ends earlier or later than usual: the first order of each week comes at another time. */
const late = (week: number) => [0, 40, 25, 70, 10, 90, 55, 120][week % 8] ?? 0;

/**
 * Plays a shop: hourly rounds look at a connector while it delivers.
 * @returns the hours at which it was quiet, from the beginning
 */
function played(sells: Sells, days: number): { readonly times: ConnectorTimes | undefined; readonly quiet: number[] } {
  let times: ConnectorTimes | undefined;
  const quiet: number[] = [];
  for (let time = monday; time < monday + days * day; time += 10 * minute) {
    const { weekday, hours } = at(time);
    const week = Math.floor((time - monday) / (7 * day));
    const isLate = weekday === 0 && hours < 9 + late(week) / 60;
    if (sells(time) && !isLate) times = noted(times, time) ?? times;
    if ((time - monday) % hour === 0 && isQuiet(times, time)) quiet.push((time - monday) / hour);
  }
  return { times, quiet };
}

describe('a shop that sells', () => {
  it.each(Object.keys(shops))('%s raises no alarm in nine weeks, neither at night nor on any Monday', (kind) => {
    expect(played(shops[kind] ?? (() => false), 64).quiet).toEqual([]);
  });

  const weekdays = shops['on weekdays from nine to six'] ?? (() => false);
  const allDay = shops['day and night'] ?? (() => false);

  it.each<[string, Sells, from: string, within: [number, number]]>([
    ['day and night', allDay, '2026-07-07T10:00:00+09:00', [24, 48]],
    ['day and night, before a week is known', allDay, '2026-06-05T10:00:00+09:00', [84, 90]],
    ['on weekdays, and stops on a Tuesday', weekdays, '2026-07-07T10:00:00+09:00', [24, 48]],
    ['on weekdays, and stops on a Friday evening', weekdays, '2026-07-10T18:00:00+09:00', [72, 100]],
    ['on weekdays, before a weekend is known', weekdays, '2026-06-04T10:00:00+09:00', [84, 90]],
    ['three times a week', shops['three times a week'] ?? allDay, '2026-07-07T10:00:00+09:00', [84, 240]],
    ['about once in ten days', shops['about once in ten days'] ?? allDay, '2026-08-05T00:00:00+09:00', [240, 720]],
  ])('%s, and stops, raises one, and it lasts', (_kind, sells, from, [least, most]) => {
    const stop = Date.parse(from);
    const { times, quiet } = played((time) => time < stop && sells(time), (stop - monday) / day + 60);
    const [first = Number.NaN] = quiet;
    const silentFor = first - ((times?.lastAt ?? 0) - monday) / hour;
    expect(silentFor).toBeGreaterThan(least);
    expect(silentFor).toBeLessThan(most);
    expect(quiet).toHaveLength((stop - monday) / hour + 60 * 24 - first);
  });

  it('on weekdays may keep a public holiday on a Monday', () => {
    const holiday = monday + 5 * 7 * day;
    expect(played((time) => weekdays(time) && !(time >= holiday && time < holiday + day), 60).quiet).toEqual([]);
  });

  it('is told of an outage as soon after another one as before it', () => {
    const [first, second] = ['2026-07-07T10:00:00+09:00', '2026-07-28T10:00:00+09:00'].map(Date.parse) as [
      number,
      number,
    ];
    const isDown = (time: number) => (time >= first && time < first + 10 * day) || time >= second;
    const { quiet } = played((time) => allDay(time) && !isDown(time), 80);
    const begins = quiet.filter((one, nth) => one !== (quiet[nth - 1] ?? 0) + 1);
    const after = begins.map((one, nth) => one - ((nth === 0 ? first : second) - monday) / hour);
    expect(after).toHaveLength(2);
    expect(after[0]).toBeLessThan(48);
    expect(after[1]).toBeLessThan(72);
  });

  it('has delivered once alone is not waited for', () => {
    expect(isQuiet(noted(undefined, monday), monday + 100 * day)).toBe(false);
  });

  it('was known before hours were noted is quiet by its longest pause, until they are', () => {
    const old: ConnectorTimes = { lastAt: monday, longestGap: 60 * hour };
    expect([89, 91].map((hours) => isQuiet(old, monday + hours * hour))).toEqual([false, true]);
    expect(noted(old, monday + hour)?.week).toMatchObject({ firstAt: monday + hour });
  });
});
