import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../src/model/address.ts';
import {
  type ConsentStatement,
  hearConsent,
  joinAddresses,
  marketingWord,
  releaseAddress,
  reopenAddress,
  suppress,
  withdraw,
} from '../../src/policy/customer/address.ts';
import { proveConsent } from '../../src/policy/customer/address-proof.ts';
import { changeTopic, unknownAddress } from '../../src/policy/customer/address-topics.ts';
import { consentStates } from '../../src/policy/customer/consent-ledger.ts';
import {
  askToConfirm,
  confirmableAt,
  confirmConsent,
  mayAsk,
  needsConfirmation,
  pendingSince,
} from '../../src/policy/customer/double-opt-in.ts';
import { maySendTopic } from '../../src/policy/customer/preferences.ts';

const day = 86_400_000;
const start = 1000 * day;
const statement = (word: Partial<ConsentStatement>): ConsentStatement => ({
  customer: 'c',
  granted: true,
  at: start,
  source: 'form',
  reportedAt: word.at ?? start,
  account: true,
  leads: true,
  verified: false,
  confirms: true,
  ...word,
});
const hear = (address: Address, word: Partial<ConsentStatement> = {}) => hearConsent(address, statement(word));
const asked = hear(unknownAddress);
const confirm = (address: Address, at = start + 1) =>
  confirmConsent(address, ['c'], { customer: 'c', at, source: 'confirmation link' });
const later = start + 2 * day;

describe('an agreement that the address has yet to confirm', () => {
  it.each<[what: string, Address, state: string]>([
    ['is pending', asked, 'pending'],
    ['counts once it is confirmed', confirm(asked), 'granted'],
    ['counts at once where the address is verified', hear(unknownAddress, { verified: true }), 'granted'],
    ['counts at once where nothing has to be confirmed', hear(unknownAddress, { confirms: false }), 'granted'],
    ['counts once a text or a link proves the address', proveConsent(asked, later, 'START'), 'granted'],
    ['puts no earlier agreement in doubt', hear(hear(unknownAddress, { confirms: false }), { at: later }), 'granted'],
    ['lifts no opt-out', hear(withdraw(unknownAddress, 'c', start - 1, 'link'), {}), 'withdrawn'],
    ['is over with a later opt-out', withdraw(asked, 'c', later, 'link'), 'withdrawn'],
    ['is over with an opt-out that is dated before it', withdraw(asked, 'c', start - day, 'link'), 'withdrawn'],
    [
      'does not come back when the shop reopens the address',
      reopenAddress(withdraw(asked, 'c', later, 'link'), later + 1, 'Mia'),
      'unknown',
    ],
    ['is over when its customer takes another address', releaseAddress(asked, ['c'], later, true), 'unknown'],
    ['is over when that was known before', hear(unknownAddress, { released: later }), 'unknown'],
    [
      'is pending for who names the address again',
      hear(releaseAddress(asked, ['c'], start + 1, true), { at: later }),
      'pending',
    ],
    [
      'follows an opt-out for the customer alone',
      hear(hear(unknownAddress, { granted: false, at: start - day, leads: false }), { leads: false }),
      'pending',
    ],
  ])('%s', (_what, address, state) => {
    expect(consentStates(address)[0]?.state).toBe(state);
    expect(marketingWord(address, ['c']) === 'granted').toBe(state === 'granted');
  });

  it('to one topic opens that topic only when it is confirmed', () => {
    const topic = changeTopic(unknownAddress, 'restock', (words) => hear(words));
    const opens = (address: Address) => maySendTopic(address, 'restock', false, { customers: ['c'] });
    expect([opens(topic), consentStates(topic)]).toEqual([
      false,
      [{ state: 'unknown' }, { topic: 'restock', state: 'pending' }],
    ]);
    expect([opens(confirm(topic)), confirmableAt(confirm(topic), ['c'])]).toEqual([true, 'confirmed']);
  });

  it('follows an opt-out for the customer alone, and counts for them when it is confirmed', () => {
    const declined = hear(unknownAddress, { granted: false, at: start - day, leads: false });
    expect(marketingWord(confirm(hear(declined, { leads: false })), ['c'])).toBe('granted');
  });
});

describe('a link that asks to confirm', () => {
  it.each<[what: string, Address, state: string]>([
    ['finds what is pending', asked, 'pending'],
    ['finds it confirmed the second time', confirm(asked), 'confirmed'],
    ['takes no later opt-out back', withdraw(asked, 'c', later, 'link'), 'withdrawn'],
    [
      'takes no opt-out back that came after the confirmation',
      withdraw(confirm(asked), 'c', later, 'link'),
      'withdrawn',
    ],
    [
      'opens no address that a bounce or a complaint closed',
      suppress(asked, { reason: 'bounce', at: later }),
      'withdrawn',
    ],
    ['confirms nothing for a customer who left the address', releaseAddress(asked, ['c'], later, true), 'void'],
    ['confirms nothing that was never asked', unknownAddress, 'void'],
    ['confirms nothing for another customer', hear(unknownAddress, { customer: 'd' }), 'void'],
  ])('%s', (_what, address, state) => {
    expect(confirmableAt(address, ['c'])).toBe(state);
    if (state !== 'pending') expect(confirm(address, later + day)).toBe(address);
  });
});

describe('a link of a mail that went at a time', () => {
  const sent = start + 3_600_000;
  const asks = (address: Address, at: number) =>
    changeTopic(address, 'offers', (words) => hear(words, { at, reportedAt: at }));
  const states = (address: Address) =>
    consentStates(confirmConsent(address, ['c'], { customer: 'c', at: later, source: 'link', sent })).map(
      ({ state }) => state,
    );
  const mailed = askToConfirm(asked, ['c'], start);

  it.each<[what: string, Address, states: readonly string[]]>([
    ['a topic that was asked for before it went', asks(mailed, sent - 1), ['granted', 'granted']],
    ['no topic that was asked for afterwards', asks(mailed, sent + 1), ['granted', 'pending']],
    ['what was asked for once more', hear(mailed, { at: sent + 1 }), ['granted']],
    [
      'everything, where an earlier version sent it that did not keep what it was about',
      asks({ ...asked, confirmations: [{ customer: 'c', asked: start, at: start }] }, sent + 1),
      ['granted', 'granted'],
    ],
  ])('confirms %s', (_what, address, expected) => {
    expect(states(address)).toEqual(expected);
  });
});

describe('the right to a mail that asks to confirm', () => {
  it('keeps the agreement that it is about, however many strangers name the address', () => {
    for (const topic of [undefined, 'offers']) {
      const say = (address: Address, word: Partial<ConsentStatement>) =>
        topic === undefined ? hear(address, word) : changeTopic(address, topic, (words) => hear(words, word));
      const pending = askToConfirm(say(unknownAddress, { leads: false }), ['c'], start);
      const strangers = Array.from({ length: 60 }, (_, nth) => ({
        customer: `d-${nth}`,
        at: start + nth + 1,
        leads: false,
      }));
      const crowded = strangers.reduce(say, pending);
      expect(confirmableAt(crowded, ['c'])).toBe('pending');
      expect(confirmableAt(joinAddresses(strangers.reduce(say, unknownAddress), pending), ['c'])).toBe('pending');
    }
  });

  it('is one a day and three in all, whatever is heard', () => {
    const hours = fc.array(fc.tuple(fc.integer({ min: 0, max: 24 * 30 }), fc.constantFrom('c', 'd', 'e')), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(hours, (heard) => {
        const said = heard.toSorted(([one], [other]) => one - other);
        const address = said.reduce((known, [hour, customer]) => {
          const at = start + hour * 3_600_000;
          return askToConfirm(hear(known, { customer, at, leads: customer === 'c' }), [customer], at);
        }, unknownAddress);
        const mails = (address.confirmations ?? []).map(({ at }) => at);
        expect(mails.length).toBeLessThanOrEqual(3);
        expect(mails.length).toBeGreaterThanOrEqual(Math.min(1, heard.length));
        const pauses = mails.slice(1).map((at, place) => at - (mails[place] ?? 0));
        expect(pauses.filter((pause) => pause < day)).toEqual([]);
      }),
    );
  });

  it('is there once for one agreement, and again after a year', () => {
    const once = askToConfirm(asked, ['c'], start);
    expect(once.confirmations).toEqual([{ customer: 'c', asked: start, at: start, about: [''] }]);
    expect(askToConfirm(once, ['c'], later)).toBe(once);
    const [one, two, three, four] = [0, 2, 4, 6].map((days) => start + days * day);
    const tired = [one, two, three, four].reduce<Address>(
      (known, at = 0) => askToConfirm(hear(known, { at }), ['c'], at),
      unknownAddress,
    );
    expect(tired.confirmations).toHaveLength(3);
    const next = start + 400 * day;
    expect(askToConfirm(hear(tired, { at: next }), ['c'], next).confirmations).toEqual([
      { customer: 'c', asked: next, at: next, about: [''] },
    ]);
  });

  it.each<[what: string, Address, now: number]>([
    ['an address that is opted out', withdraw(asked, 'c', start, 'link'), start],
    ['an address that is closed', suppress(asked, { reason: 'complaint', at: start }), start],
    ['an agreement that counts', confirm(asked), later],
    ['an agreement that is a week old when it is heard of', asked, start + 7 * day],
  ])('is never there for %s', (_what, address, now) => {
    expect(askToConfirm(address, ['c'], now)).toBe(address);
  });

  it('ends when the agreement does, and is for the run of its time alone', () => {
    const once = askToConfirm(asked, ['c'], start);
    expect([mayAsk(once, ['c'], start), mayAsk(once, ['c'], start + 1), mayAsk(once, ['d'], start)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([confirm(once), withdraw(once, 'c', later, 'link')].map((address) => mayAsk(address, ['c'], start))).toEqual(
      [false, false],
    );
  });
});

describe('two copies of an address with pending agreements', () => {
  it('say together what each has heard, in either order', () => {
    const act = fc.tuple(
      fc.constantFrom('ask', 'agree', 'withdraw', 'release', 'confirm', 'mail'),
      fc.integer({ min: 0, max: 20 }),
    );
    const tell = (known: Address, [what, days]: readonly [string, number]): Address => {
      const at = start + days * day;
      if (what === 'ask') return hear(known, { at });
      if (what === 'agree') return hear(known, { at, confirms: false });
      if (what === 'withdraw') return withdraw(known, 'c', at, 'link');
      if (what === 'release') return releaseAddress(known, ['c'], at, true);
      return what === 'mail' ? askToConfirm(known, ['c'], at) : confirm(known, at);
    };
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), fc.array(act, { maxLength: 8 }), (mine, theirs) => {
        const [one, other] = [mine, theirs].map((acts) => acts.reduce(tell, unknownAddress));
        if (one === undefined || other === undefined) throw new Error('two copies');
        const joined = joinAddresses(one, other);
        expect(pendingSince(joinAddresses(other, one))).toEqual(pendingSince(joined));
        expect(joinAddresses(other, one).confirmations).toEqual(joined.confirmations);
        expect(joinAddresses(joined, other)).toBe(joined);
        expect(joinAddresses(joined, one)).toBe(joined);
      }),
    );
  });
});

it('asks to confirm what was typed, and not what the shop has proven itself', () => {
  const rules = { doubleOptIn: ['email'] } as const;
  const needs = (['form', 'checkout', 'staff', undefined, 'import', 'link', 'keyword'] as const).map((from) =>
    needsConfirmation('email', { from }, rules),
  );
  expect(needs).toEqual([true, true, true, true, false, false, false]);
  const typed = { from: 'form' } as const;
  expect([
    needsConfirmation('phone', typed, rules),
    needsConfirmation('email', typed, {}),
    needsConfirmation('email', { ...typed, confirmed: true }, rules),
    needsConfirmation('email', { ...typed, confirmed: false }, rules),
    needsConfirmation('email', typed, rules, true),
  ]).toEqual([false, false, false, true, false]);
});
