import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delay } from '../../src/model/delay.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { emptyProfile } from '../../src/policy/customer/profile.ts';
import { holdOf } from '../../src/policy/delivery/hold.ts';
import { dueAfter } from '../../src/policy/run/progress.ts';
import { placeAmongAll, spread } from '../../src/policy/time/spread.ts';
import { fromIso, quietEnd, toIso } from '../../src/policy/time/timing.ts';
import { cartJourney, orderJourney, settings as unspread } from '../fixtures/catalogue.ts';

const minute = 60_000;
const settings: StoreSettings = { ...unspread, sending: { spreadMinutes: 15 } };
const everybody = Array.from({ length: 3000 }, (_, number) => `customer-${number}`);

const past = { facts: [], profile: emptyProfile('c-1') };

function dueTimes(from: string, delay: Delay, rules = cartJourney): number[] {
  const due = { from: fromIso(from), run: undefined, past, rules, settings };
  return everybody.map((customer) => dueAfter(delay, { ...due, customer }));
}

/** How many are due in each minute, from the first one that somebody is due in. */
function perMinute(times: readonly number[]): number[] {
  const first = Math.floor(Math.min(...times) / minute);
  const counts: number[] = [];
  for (const time of times) {
    const place = Math.floor(time / minute) - first;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

describe('marketing that is due for many at once', () => {
  it.each<[what: string, from: string, delay: Delay, first: string]>([
    ['a clock time', '2026-03-02T09:00:00Z', { days: 1, at: '10:00' }, '2026-03-03T10:00:00Z'],
    ['a weekday', '2026-03-02T09:00:00Z', { weekday: 'Friday', at: '12:00' }, '2026-03-06T12:00:00Z'],
    ['the end of the quiet hours', '2026-03-02T20:00:00Z', { minutes: 240 }, '2026-03-03T08:00:00Z'],
    ['a wait that began for all at once', '2026-03-02T09:00:00Z', { minutes: 240 }, '2026-03-02T13:00:00Z'],
  ])('is spread evenly over the quarter of an hour after %s', (_what, from, delay, first) => {
    const times = dueTimes(from, delay);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(fromIso(first));
    expect(Math.max(...times)).toBeLessThan(fromIso(first) + 15 * minute);
    const counts = perMinute(times);
    expect(counts).toHaveLength(15);
    for (const count of counts) expect(count).toBeGreaterThan(140); // 200 on average
  });

  it('keeps a short wait within a sixteenth of its length', () => {
    const times = dueTimes('2026-03-02T09:00:00Z', { minutes: 32 });
    expect(Math.max(...times)).toBeGreaterThan(fromIso('2026-03-02T09:33:50Z'));
    expect(Math.max(...times)).toBeLessThan(fromIso('2026-03-02T09:34:00Z'));
  });

  it('comes back from the quiet hours and from the daily cap spread, the higher priority first', () => {
    const back = (customer: string, priority: number, now: string) => {
      const run = { id: 'r', input: { customer } };
      const claims = { other: { at: fromIso(now), channel: 'email', purpose: 'marketing' } };
      const step = { id: 's', message: 's', channels: ['email'], purpose: 'marketing', priority };
      const to = { channel: 'email', topic: 'offers', address: 'c@example.com', where: { zone: 'UTC', basis: 'told' } };
      const mailbox = { claims: {} };
      const question = { step, run, profile: { claims }, mailbox, key: 'k', rivals: [], settings, zone: 'UTC', ...to };
      return holdOf({ ...question, due: fromIso(now), now: fromIso(now) } as never)?.until ?? 0; // all that a hold asks for
    };
    for (const now of ['2026-03-02T22:00:00Z', '2026-03-02T12:00:00Z']) {
      const times = everybody.map((customer) => back(customer, 100, now));
      expect(perMinute(times)).toHaveLength(15);
      expect(Math.min(...times)).toBeGreaterThanOrEqual(fromIso('2026-03-03T08:00:00Z'));
    }
    expect(back('ann', 80, '2026-03-02T22:00:00Z')).toBeLessThan(back('ann', 20, '2026-03-02T22:00:00Z'));
  });

  it('never falls into the quiet hours, and is due at the same time whenever it is asked', () => {
    const anyTime = fc.integer({ min: fromIso('2026-01-01T00:00:00Z'), max: fromIso('2026-12-31T00:00:00Z') });
    const zones = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(anyTime, zones, fc.string(), fc.integer({ min: 0, max: 120 }), (time, zone, customer, minutes) => {
        const own = { ...settings, sending: { spreadMinutes: minutes } };
        const awake = quietEnd(time, own, zone);
        const due = spread(awake, customer, own, zone);
        expect(due).toBeGreaterThanOrEqual(awake);
        expect(due).toBeLessThan(awake + Math.max(1, minutes * minute));
        expect(quietEnd(due, own, zone)).toBe(due);
        expect(spread(awake, customer, own, zone)).toBe(due);
      }),
    );
  });

  it('is squeezed into what is left of the day', () => {
    const times = everybody.map((customer) => spread(fromIso('2026-03-02T20:50:00Z'), customer, settings, 'UTC'));
    expect(Math.max(...times)).toBeGreaterThan(fromIso('2026-03-02T20:59:00Z'));
    expect(Math.max(...times)).toBeLessThan(fromIso('2026-03-02T21:00:00Z'));
  });
});

describe('a message that is not spread', () => {
  it.each<[what: string, delay: Delay, due: string]>([
    ['by a clock time', { days: 1, at: '10:00' }, '2026-03-03T10:00:00Z'],
    ['by a length of time', { minutes: 720 }, '2026-03-02T21:00:00Z'],
  ])('is a transactional message due %s', (_what, delay, due) => {
    expect(new Set(dueTimes('2026-03-02T09:00:00Z', delay, orderJourney).map(toIso))).toEqual(new Set([due]));
  });

  it('is one whose date has passed or is not known', () => {
    const delay: Delay = { date: 'order.dispatchBy', offset: { minutes: 0 } };
    expect(new Set(dueTimes('2026-03-02T09:00:00Z', delay))).toEqual(new Set([fromIso('2026-03-02T09:00:00Z')]));
  });
});

it('gives every key a place of its own, evenly', () => {
  const places = everybody.map(placeAmongAll);
  expect(new Set(places).size).toBe(everybody.length);
  expect(places.reduce((sum, place) => sum + place, 0) / places.length).toBeCloseTo(0.5, 1);
  for (const place of places) expect(place >= 0 && place < 1).toBe(true);
});
