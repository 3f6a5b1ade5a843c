import { describe, expect, it } from 'vitest';
import { day } from '../../src/commerce/values/time-units.ts';
import type { Claim, Profile } from '../../src/model/profile.ts';
import { foldClaims } from '../../src/policy/customer/past-claims.ts';
import { limitsOf } from '../../src/policy/delivery/caps.ts';
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

describe('an e-mail that is sent again as a text', () => {
  const now = fromIso('2026-03-02T12:00:00Z');
  const sent = (at: number, channel: Claim['channel'], more: Partial<Claim> = {}): Claim => ({
    at,
    channel,
    purpose: 'marketing',
    topic: 'offers',
    ...more,
  });
  const attempts = (before: number, second: Partial<Claim> = {}) => ({
    run_step: sent(now - before, 'email'),
    run_step_fallback: sent(now - before + 1000, 'sms', second),
  });
  /** How many more messages each cap lets through, by its name. */
  const roomOf = (profile: Pick<Profile, 'claims' | 'past'>, channel: 'email' | 'sms') => {
    const perMonth = { perMonth: 9 };
    const caps = {
      marketingPerDay: 9,
      marketingPerMonth: 9,
      channels: { email: perMonth, sms: perMonth },
      topics: { offers: perMonth },
    };
    const gaps = { email: 18 * 60 };
    const question = { mailbox: { claims: {} }, key: 'k', topic: 'offers', zone: 'UTC', settings: { caps, gaps } };
    const limits = limitsOf({ ...question, profile, channel, now });
    const monthly = limits.filter(({ setting: { name } }) => name !== 'caps.marketing per day');
    return Object.fromEntries(monthly.map(({ setting: { name }, room }) => [name.replace('caps.', ''), room]));
  };
  const one = { 'marketing per month': 8, 'topics.offers.per month': 8 };

  it('is one message to the caps of all marketing and of its topic, and one by each channel to those of the channels', () => {
    const profile = { claims: attempts(60_000) };
    expect(roomOf(profile, 'email')).toEqual({ ...one, 'email.per month': 8, 'gaps.email': 0 });
    expect(roomOf(profile, 'sms')).toEqual({ ...one, 'sms.per month': 8 });
  });

  it('is counted the same once its claims are no longer kept', () => {
    const profile = { ...foldClaims({ claims: attempts(20 * day) }, now, 14 * day) } as Pick<
      Profile,
      'claims' | 'past'
    >;
    expect(profile.claims).toEqual({});
    expect(roomOf(profile, 'email')).toEqual({ ...one, 'email.per month': 8, 'gaps.email': 1 });
    expect(roomOf(profile, 'sms')).toEqual({ ...one, 'sms.per month': 8 });
  });

  it('is an e-mail alone once the claim of the text is given back', () => {
    const profile = { claims: attempts(60_000, { returned: true }) };
    expect(roomOf(profile, 'email')).toEqual({ ...one, 'email.per month': 8, 'gaps.email': 0 });
    expect(roomOf(profile, 'sms')).toEqual({ ...one, 'sms.per month': 9 });
  });
});
