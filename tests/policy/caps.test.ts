import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/model/profile.ts';
import { holdOf } from '../../src/policy/delivery/hold.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { settings } from '../fixtures/catalogue.ts';

const claimed = (at: string): Claim => ({ at: fromIso(at), channel: 'email', purpose: 'marketing' });

/** Until when a message is held, of a customer in Tokyo, whose day begins at 15:00 in UTC. */
function heldUntil(now: string, claims: { readonly own?: string; readonly others?: readonly string[] }, perDay = 1) {
  const own = claims.own === undefined ? {} : { own: claimed(claims.own) };
  const others = Object.fromEntries((claims.others ?? []).map((at) => [`other ${at}`, claimed(at)]));
  const question = {
    step: { id: 's', message: 's', channels: ['email'], purpose: 'marketing', priority: 100 },
    run: { id: 'r', input: { customer: 'c' } },
    profile: { claims: own },
    mailbox: { claims: { ...own, ...others } },
    channel: 'email',
    topic: 'offers',
    address: 'c@example.com',
    where: { zone: 'Asia/Tokyo', basis: 'told' },
    key: 'k',
    rivals: [],
    settings: { ...settings, caps: { marketingPerDay: perDay } },
    zone: 'Asia/Tokyo',
  };
  const hold = holdOf({ ...question, due: fromIso(now), now: fromIso(now) } as never); // all that a hold asks for
  return hold && toIso(hold.until);
}

describe('the daily cap', () => {
  it('counts the messages of the customer by their own day', () => {
    expect(heldUntil('2026-03-02T03:00:00Z', { own: '2026-03-02T01:00:00Z' })).toBe('2026-03-02T23:00:00Z');
    expect(heldUntil('2026-03-03T00:00:00Z', { own: '2026-03-02T08:00:00Z' })).toBeUndefined();
  });

  it('counts the messages of an address to others for a day on every clock', () => {
    const newYork = { others: ['2026-03-02T14:30:00Z'] }; // yesterday evening in Tokyo, this morning in New York
    expect(heldUntil('2026-03-03T00:00:00Z', newYork)).toBe('2026-03-03T23:00:00Z');
    expect(heldUntil('2026-03-03T23:00:00Z', newYork)).toBeUndefined();
    const morning = { others: ['2026-03-02T02:00:00Z'] };
    expect(heldUntil('2026-03-02T23:00:00Z', morning)).toBe('2026-03-03T02:00:00Z');
  });

  it('holds a message until enough of them count no more', () => {
    const two = ['2026-03-02T01:00:00Z', '2026-03-02T03:00:00Z'];
    expect(heldUntil('2026-03-03T00:00:00Z', { others: two }, 3)).toBeUndefined();
    expect(heldUntil('2026-03-03T00:00:00Z', { others: two }, 2)).toBe('2026-03-03T01:00:00Z');
    expect(heldUntil('2026-03-03T00:00:00Z', { others: two }, 1)).toBe('2026-03-03T03:00:00Z');
  });
});
