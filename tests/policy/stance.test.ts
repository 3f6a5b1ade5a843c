import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Consent, Profile } from '../../src/model/profile.ts';
import {
  emptyProfile,
  joinProfiles,
  profileBefore,
  reportConsent,
  withdrawConsent,
} from '../../src/policy/customer/profile.ts';
import { hearStance, refusedAt } from '../../src/policy/customer/stance.ts';

const before = emptyProfile('c');
const word = fc.record({ granted: fc.boolean(), at: fc.nat(5), source: fc.constant('shop') });
const heard = fc.array(fc.tuple(word, fc.boolean()), { maxLength: 6 });
const after = (known: Profile, said: Consent, proven: boolean): Profile => ({
  ...known,
  ...hearStance(known, 'sms', said, proven),
});
const hear = (profile: Profile, words: readonly (readonly [Consent, boolean])[]) =>
  words.reduce((known, [said, proven]) => after(known, said, proven), profile);

describe("a customer's stance on a channel", () => {
  it('is the same in whatever order it is told, twice, and under two names that are joined', () => {
    fc.assert(
      fc.property(heard, heard, (one, other) => {
        const whole = hear(before, [...one, ...other]).stances;
        expect(hear(before, [...other, ...one, ...one]).stances).toEqual(whole);
        const [left, right] = [hear(before, one), hear(emptyProfile('d'), other)];
        expect(joinProfiles(left, right, 'event').stances).toEqual(whole);
        expect(joinProfiles(right, left, 'event').stances).toEqual(whole);
      }),
    );
  });

  it('is an opt-out until the customer agrees later with proof', () => {
    const refused = withdrawConsent(before, 'sms', 2, 'link');
    const typed = after(refused, { granted: true, at: 3, source: 'shop' }, false);
    expect(refusedAt(typed, 'sms')).toBe(2);
    expect(refusedAt(reportConsent(typed, 'sms', { granted: true, at: 2, source: 'START' }), 'sms')).toBe(2);
    expect(refusedAt(reportConsent(typed, 'sms', { granted: true, at: 3, source: 'START' }), 'sms')).toBeUndefined();
  });

  it('is an opt-out by an older text that is reported after an agreement which anybody may have typed', () => {
    const typed: Profile = { ...before, consent: { sms: { granted: true, at: 3, source: 'shop' } } };
    const stopped = reportConsent(typed, 'sms', { granted: false, at: 2, source: 'STOP' });
    expect([refusedAt(stopped, 'sms'), stopped.consent.sms?.at]).toEqual([2, 3]);
    expect(reportConsent(stopped, 'sms', { granted: false, at: 2, source: 'STOP' })).toBe(stopped);
  });

  it('is read from the last statement of a profile that has no other record of it', () => {
    const old: Profile = { ...before, consent: { sms: { granted: false, at: 2, source: 'shop' } } };
    expect(refusedAt(old, 'sms')).toBe(2);
    expect(joinProfiles(before, old, 'event').stances).toEqual({ sms: { refused: 2 } });
  });

  it('is as it was before a time', () => {
    const profile = withdrawConsent(hear(before, [[{ granted: true, at: 1, source: 'shop' }, true]]), 'sms', 4, 'link');
    expect(profileBefore(profile, 4).stances).toEqual({ sms: { agreed: 1 } });
    expect(profileBefore(profile, 1).stances).toBeUndefined();
  });
});
