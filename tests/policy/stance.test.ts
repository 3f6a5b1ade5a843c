import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Consent, Profile } from '../../src/model/profile.ts';
import {
  emptyProfile,
  joinProfiles,
  profileBefore,
  reportConsent,
  undoWithdrawal,
  withdrawConsent,
} from '../../src/policy/customer/profile.ts';
import { joinCopies } from '../../src/policy/customer/profile-copies.ts';
import { hearStance, refusedAt } from '../../src/policy/customer/stance.ts';
import { takeTopicsAlong, takeTopicsBack } from '../../src/policy/customer/take-back.ts';
import { hearTopicStance, topicRefusedAt } from '../../src/policy/customer/topic-stance.ts';

const before = emptyProfile('c');
const word: fc.Arbitrary<Consent> = fc
  .record({ granted: fc.boolean(), at: fc.nat(5), source: fc.constant('shop'), isHistory: fc.boolean() })
  .map(({ isHistory, ...said }) => ({ ...said, ...(said.granted && isHistory && { history: true }) }));
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

  const clicked = withdrawConsent(emptyProfile('guest'), 'email', 2, 'link');
  const undo = (profile: Profile) => undoWithdrawal(profile, 'email', 2, { at: 3, source: 'undo' });

  it('keeps the opt-out through a link of one customer though another, who turns out to be them, took one back', () => {
    const refused = withdrawConsent(before, 'email', 1, 'link');
    const stances = [
      joinProfiles(refused, undo(clicked), 'event'),
      joinProfiles(undo(clicked), refused, 'event'),
      undo(joinProfiles(refused, clicked, 'event')),
      undo(joinProfiles(clicked, refused, 'event')),
    ].map((joined) => refusedAt(joined, 'email'));
    expect(stances).toEqual([1, 1, 1, 1]);
  });

  it('can be taken back by the link’s page after the join as before it', () => {
    expect(refusedAt(joinProfiles(before, clicked, 'event'), 'email')).toBe(2);
    expect(refusedAt(undo(joinProfiles(before, clicked, 'event')), 'email')).toBeUndefined();
    expect(refusedAt(joinProfiles(before, undo(clicked), 'event'), 'email')).toBeUndefined();
  });

  it('on a topic keeps the opt-out of the one though the other took theirs back', () => {
    const off = (customer: string, at: number) =>
      takeTopicsAlong(emptyProfile(customer), 'email', { off: { offers: at } }, true);
    const back = (profile: Profile) => takeTopicsBack(profile, 'email', { off: ['offers'] }, 2);
    const joined = [
      joinProfiles(off('c', 1), back(off('d', 2)), 'event'),
      back(joinProfiles(off('c', 1), off('d', 2), 'event')),
    ];
    expect(joined.map((profile) => topicRefusedAt(profile, 'email', 'offers'))).toEqual([1, 1]);
    expect(topicRefusedAt(back(off('d', 2)), 'email', 'offers')).toBeUndefined();
  });

  describe('on a topic that was switched on', () => {
    const on = (at: number, customer = 'c') =>
      takeTopicsAlong(emptyProfile(customer), 'email', { chosen: { offers: at } }, true);
    const back = (profile: Profile, at: number) => takeTopicsBack(profile, 'email', { on: { offers: at } }, at);
    /** The opt-out that is told late, if no agreement lifts it. */
    const refusedLate = (profile: Profile, at: number) => {
      const told = { ...profile, ...hearTopicStance(profile, 'email', 'offers', { granted: false, at }, true) };
      return topicRefusedAt(told, 'email', 'offers');
    };

    it('lifts an opt-out before that, until it is taken back', () => {
      expect(refusedLate(on(3), 2)).toBeUndefined();
      expect(refusedLate(back(on(3), 3), 2)).toBe(2);
      expect(refusedLate(on(3), 3)).toBe(3);
    });

    it('is what an earlier choice made it, once a later one is taken back', () => {
      const twice = takeTopicsAlong(on(3), 'email', { chosen: { offers: 5 } }, true);
      expect([2, 4].map((at) => refusedLate(back(twice, 5), at))).toEqual([undefined, 4]);
      expect(back(twice, 3)).toBe(twice);
    });

    it('lifts nothing for a reader who may be somebody else', () => {
      const guest = emptyProfile('guest');
      expect(takeTopicsAlong(guest, 'email', { chosen: { offers: 3 }, agreed: { restock: 3 } }, false)).toBe(guest);
    });

    it('is taken back of either of two customers who turn out to be one, before they are joined and after', () => {
      const joins = (one: Profile, other: Profile) => [
        joinProfiles(one, other, 'event'),
        joinProfiles(other, one, 'event'),
      ];
      for (const joined of [
        ...joins(back(on(3), 3), emptyProfile('d')),
        ...joins(on(3), emptyProfile('d')).map((profile) => back(profile, 3)),
        ...joins(back(on(3), 3), back(on(5, 'd'), 5)),
      ])
        expect(refusedLate(joined, 2)).toBe(2);
      for (const joined of [
        ...joins(on(3), on(5, 'd')).map((profile) => back(profile, 5)),
        ...joins(on(3), back(on(5, 'd'), 5)),
        ...joins(back(on(3), 3), on(2.5, 'd')),
      ])
        expect([refusedLate(joined, 2), refusedLate(joined, 4)]).toEqual([undefined, 4]);
    });

    it('stays taken back beside a copy of the profile from before that, also after the customer was joined to another', () => {
      const undone = back(on(3), 3);
      for (const known of [undone, joinProfiles(undone, emptyProfile('d'), 'event')])
        for (const joined of [joinCopies(known, on(3)), joinCopies(on(3), known)])
          expect(refusedLate(joined, 2)).toBe(2);
    });
  });

  it('is one opt-out, however two customers are joined who heard of the same click at their address', () => {
    const other = withdrawConsent(before, 'email', 2, 'link');
    expect(undo(joinProfiles(other, clicked, 'event')).stances).toEqual({ email: { clicked: 2, undone: 2 } });
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
