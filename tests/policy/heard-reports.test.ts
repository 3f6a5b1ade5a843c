import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../src/commerce/values/time-units.ts';
import type { HeardReports } from '../../src/model/heard-reports.ts';
import {
  afterReport,
  afterSending,
  heardUntil,
  LatestReports,
  wouldBeHeard,
} from '../../src/policy/delivery/heard-reports.ts';

const noon = Date.parse('2026-03-02T12:00:00Z');

interface Sent {
  readonly at: number;
  /** How long after it was sent its report comes in; never, if left out. */
  readonly heardAfter?: number;
}

/** What is known by a time of messages and their reports, each of which tells of a delivery a second after the sending. */
function knownBy(now: number, sent: readonly Sent[]): HeardReports {
  const sendings = sent.map(({ at }) => ({ when: at, apply: (known: HeardReports) => afterSending(known, at) }));
  const reports = sent.flatMap(({ at, heardAfter }) => {
    if (heardAfter === undefined) return [];
    const when = at + heardAfter;
    const evidence = { sent: at, at: at + 1000, isNews: true };
    return [{ when, apply: (known: HeardReports) => afterReport(known, evidence, when) }];
  });
  return [...sendings, ...reports]
    .filter(({ when }) => when <= now)
    .toSorted((one, other) => one.when - other.when)
    .reduce((known, { apply }) => apply(known), {} as HeardReports);
}

/** One message in so many minutes, from so many hours before noon to as many after. */
const steadily = (minutes: number, hours = 6) =>
  Array.from({ length: (hours * 120) / minutes }, (_, n) => noon - hours * hour + n * minutes * minute);
const heard = (at: number, heardAfter = 2000): Sent => ({ at, heardAfter });
const isHeardOf = (at: number, now: number, others: readonly Sent[]) =>
  wouldBeHeard({ at }, knownBy(now, [{ at }, ...others]), now);

describe('a message of which no report came', () => {
  it('did not arrive, if others that were sent then were reported', () => {
    const others = steadily(1).map((at) => heard(at));
    expect(isHeardOf(noon, noon + 2 * hour, others)).toBe(true);
    expect(isHeardOf(noon, noon + 5 * minute, others)).toBe(false); // nothing was sent since
    expect(isHeardOf(noon, noon + 6 * minute, others)).toBe(true);
  });

  it('may have arrived, if all reports of ten minutes or more are lost, whenever in that time it was sent and however many come after', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 24 * 60 }),
        fc.integer({ min: 0, max: 299 }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (lost, phase, place) => {
          const from = noon + phase * 1000;
          const until = from + lost * minute;
          const others = Array.from({ length: lost + 120 }, (_, n) => from - hour + n * minute).map((at) =>
            at + 1000 >= from && at + 1000 < until ? { at } : heard(at),
          );
          const at = Math.floor(from + place * (until - from));
          return !isHeardOf(at, until + 30 * hour, others);
        },
      ),
    );
  });

  it('may have arrived, if the one before or after it is not heard of either, in a shop that sends little', () => {
    const now = noon + 20 * hour;
    const [before, after] = [noon - 5 * hour, noon + 3 * hour];
    expect(isHeardOf(noon, now, [heard(before), heard(after)])).toBe(true);
    expect(isHeardOf(noon, now, [{ at: before }, heard(after)])).toBe(false);
    expect(isHeardOf(noon, now, [heard(before), { at: after }, heard(after + hour)])).toBe(false);
    expect(isHeardOf(noon, now, [heard(before)])).toBe(false);
  });

  it('may have arrived, until a report that fails has had the time to come back', () => {
    const after = noon + 8 * hour;
    const others = [heard(noon - hour), heard(after)];
    expect(isHeardOf(noon, after + hour, others)).toBe(false);
    expect(isHeardOf(noon, after + 75 * minute, others)).toBe(true);
  });

  it('may have arrived, while others of that time come in late, and for an hour and a quarter from then on', () => {
    const others = steadily(10, 1).map((at) => heard(at, noon + 5 * hour - at));
    const end = noon + 5 * hour;
    expect(isHeardOf(noon + 5000, end + 74 * minute, others)).toBe(false);
    expect(isHeardOf(noon + 5000, end + 76 * minute, others)).toBe(true);
  });

  it('did not arrive, though reports on other times come in late, and though copies do', () => {
    const others = steadily(1).map((at) => heard(at));
    const known = knownBy(noon + 4 * hour, others);
    const late = { sent: noon + 3 * hour, at: noon + 3 * hour, isNews: true };
    const copy = { sent: noon, at: noon, isNews: false };
    const after = [late, copy].reduce((heard, one) => afterReport(heard, one, noon + 4 * hour), known);
    expect(wouldBeHeard({ at: noon }, after, noon + 4 * hour)).toBe(true);
    const news = afterReport(after, { ...copy, isNews: true }, noon + 4 * hour);
    expect(wouldBeHeard({ at: noon }, news, noon + 4 * hour)).toBe(false);
  });

  it('may have arrived, though messages of then are opened or delivered much later', () => {
    const openings = steadily(1, 1).map((at) => ({ sent: at, at: at + 3 * hour, isNews: true }));
    const others = steadily(1, 1).map((at) => ({ at }));
    const known = openings.reduce((heard, one) => afterReport(heard, one, one.at), knownBy(noon + hour, others));
    expect(wouldBeHeard({ at: noon }, known, noon + 9 * hour)).toBe(false);
  });

  it('may have arrived, if it went before anything was noted, or longer ago than is kept', () => {
    const known = knownBy(noon + 2 * hour, [heard(noon + minute * 5), heard(noon + hour)]);
    expect(wouldBeHeard({ at: noon - minute }, known, noon + 2 * hour)).toBe(false);
    const long = steadily(5, 100).map((at) => heard(at));
    expect(isHeardOf(noon - 90 * hour, noon + 99 * hour, long)).toBe(false);
  });
});

describe('a late report', () => {
  const telling = (late: (n: number) => boolean, count: number) => {
    const latest = new LatestReports();
    return Array.from({ length: count }, (_, n) => latest.add(late(n))).filter(Boolean).length;
  };

  it('says nothing of others when it is one of many: else a busy shop would never send a second attempt', () => {
    expect(telling((n) => n % 240 === 239, 2400)).toBe(0);
  });

  it('says that others may be late too where few are heard, and where many are late', () => {
    expect(telling((n) => n === 7, 8)).toBe(1);
    expect(telling((n) => n >= 200, 300)).toBeGreaterThanOrEqual(98);
  });
});

describe('what is noted of reports', () => {
  it('is the same in whatever order it comes, below two kilobytes, and says how far reports reach', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 3 * 24 * 60 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(times, (minutes) => {
        const note = (known: HeardReports, at: number) =>
          afterReport(known, { sent: at, at, isNews: false }, noon + 3 * day);
        const all = minutes.map((of) => noon + of * minute);
        const [one, other] = [all, all.toReversed()].map((these) => these.reduce(note, {} as HeardReports));
        expect(one).toEqual(other);
        expect(heardUntil(one ?? {})).toBe(Math.floor(Math.max(...all) / (5 * minute)) * 5 * minute);
      }),
    );
    const year = Array.from({ length: 20_000 }, (_, n) => heard(noon + n * 7 * minute));
    expect(JSON.stringify(knownBy(noon + 365 * day, year)).length).toBeLessThan(2000);
  });
});
