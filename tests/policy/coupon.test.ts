import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couponOf } from '../../src/policy/delivery/coupon.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { Keys } from '../../src/secrets/keys.ts';

const keys = new Keys('a-secret-of-at-least-thirty-two-characters');
const offer = { percent: 10, days: 3 };
const at = (due: number, tried = due) => ({ due, tried });
const code = (customer: string, reason: string) =>
  couponOf(offer, keys.couponSeed(customer, reason), at(0), 'UTC').code;

describe('a coupon code', () => {
  it('has ten characters that nobody takes for others, the same for the same customer and reason', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (customer, reason) => {
        expect(code(customer, reason)).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
        expect(code(customer, reason)).toBe(code(customer, reason));
      }),
    );
  });

  it('differs from customer to customer and from reason to reason', () => {
    const codes = Array.from({ length: 2000 }, (_, index) => [code(`c-${index}`, 'run'), code('c', `run-${index}`)]);
    expect(new Set(codes.flat()).size).toBe(4000);
    expect(code('a', 'b-c')).not.toBe(code('a-b', 'c'));
  });

  it('cannot be computed with another secret', () => {
    const other = new Keys('another-secret-of-at-least-thirty-two-characters');
    expect(couponOf(offer, other.couponSeed('c', 'run'), at(0), 'UTC').code).not.toBe(code('c', 'run'));
  });

  it('is not made of less than it needs', () => {
    expect(() => couponOf(offer, new Uint8Array(9), at(0), 'UTC')).toThrow('needs 10 bytes');
  });
});

describe('the end of a coupon', () => {
  const end = (due: string, days: number, zone: string, tried = due) =>
    toIso(couponOf({ percent: 10, days }, new Uint8Array(10), at(fromIso(due), fromIso(tried)), zone).expiresAt);

  it.each([
    ['in Tokyo', '2026-03-03T01:00:00Z', 3, 'Asia/Tokyo', '2026-03-06T14:59:59Z'],
    ['counted from the day there, not here', '2026-03-03T20:00:00Z', 1, 'Asia/Tokyo', '2026-03-05T14:59:59Z'],
    ['in New York, in winter', '2026-03-03T15:00:00Z', 3, 'America/New_York', '2026-03-07T04:59:59Z'],
    ['after the clocks went forward', '2026-03-07T15:00:00Z', 3, 'America/New_York', '2026-03-11T03:59:59Z'],
    ['on the very day they do', '2026-03-07T15:00:00Z', 1, 'America/New_York', '2026-03-09T03:59:59Z'],
    ['after they went back', '2026-10-31T15:00:00Z', 3, 'America/New_York', '2026-11-04T04:59:59Z'],
    ['before a midnight that is skipped', '2026-09-04T15:00:00Z', 1, 'America/Santiago', '2026-09-06T03:59:59Z'],
    ['a year later', '2026-02-28T12:00:00Z', 365, 'UTC', '2027-02-28T23:59:59Z'],
  ])('is the last second of the last day %s', (_where, due, days, zone, expected) => {
    expect(end(due, days, zone)).toBe(expected);
  });

  it.each([
    ['a day and a second is left', '2026-03-03T23:59:58Z', '2026-03-04T23:59:59Z'],
    ['a second less', '2026-03-04T00:00:00Z', '2026-03-05T23:59:59Z'],
    ['it has ended', '2026-03-06T10:00:00Z', '2026-03-07T23:59:59Z'],
  ])('counts from the first try once less than a day would be left: %s', (_left, tried, expected) => {
    expect(end('2026-03-03T10:00:00Z', 1, 'UTC', tried)).toBe(expected);
  });

  it('leaves a day at least, however late it is sent', () => {
    const days = fc.integer({ min: 1, max: 365 });
    const zone = fc.constantFrom('Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia');
    const late = fc.integer({ min: 0, max: 30 * 86_400_000 });
    fc.assert(
      fc.property(days, zone, fc.integer({ min: 0, max: 4e12 }), late, (length, clock, due, more) => {
        const offered = { percent: 10, days: length };
        const { expiresAt } = couponOf(offered, new Uint8Array(10), at(due, due + more), clock);
        expect(expiresAt - (due + more)).toBeGreaterThanOrEqual(23 * 3_600_000 - 1000); // a day may have 23 hours
      }),
    );
  });
});
