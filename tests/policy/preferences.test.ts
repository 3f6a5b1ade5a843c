import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../src/model/address.ts';
import type { Topics } from '../../src/model/topic.ts';
import {
  type ConsentStatement,
  hearConsent,
  joinAddresses,
  marketingWord,
  releaseAddress,
  withdraw,
} from '../../src/policy/customer/address.ts';
import { proveConsent, takeChoiceBack } from '../../src/policy/customer/address-proof.ts';
import { changeTopic, unknownAddress } from '../../src/policy/customer/address-topics.ts';
import { chooseAll } from '../../src/policy/customer/choices.ts';
import {
  choose,
  hasSwitchedOff,
  lessOften,
  maySendTopic,
  pauseEnd,
  pauseUntil,
  wantsLess,
} from '../../src/policy/customer/preferences.ts';
import { emptyProfile } from '../../src/policy/customer/profile.ts';
import { type MadeChoices, takeBack } from '../../src/policy/customer/take-back.ts';

const day = 86_400_000;
const nobody = { profile: emptyProfile('c'), channel: 'email' } as const;
const mine = { customer: 'c', madeAt: day };
const source = { source: 'preference page', customer: 'c' };
const name = { en: 'x', ja: 'x' };
const topics: Topics = {
  offers: { name, purpose: 'marketing' },
  restock: { name, purpose: 'marketing' },
  events: { name, purpose: 'marketing', ask: 'separately' },
  surveys: { name, purpose: 'transactional' },
};

const statement = (word: Partial<ConsentStatement>): ConsentStatement => ({
  customer: 'c',
  granted: true,
  at: day,
  source: 'checkout',
  reportedAt: word.at ?? day,
  account: true,
  leads: true,
  verified: false,
  ...word,
});
const all =
  (word: Partial<ConsentStatement> = {}) =>
  (address: Address) =>
    hearConsent(address, statement(word));
const about =
  (topic: string, word: Partial<ConsentStatement> = {}) =>
  (address: Address) =>
    changeTopic(address, topic, all(word));
const chosen =
  (topic: string, choice: 'on' | 'off', at: number, customer = 'c') =>
  (address: Address) =>
    choose(address, { [topic]: choice }, at, { ...source, customer });
const having = (...changes: readonly ((address: Address) => Address)[]) =>
  changes.reduce((address, change) => change(address), unknownAddress);
const onIn = (address: Address, customers?: readonly string[]) =>
  Object.entries(topics).flatMap(([topic, { purpose, ask }]) => {
    const isOn =
      purpose === 'marketing'
        ? maySendTopic(address, topic, ask === 'separately', { customers })
        : !hasSwitchedOff(address, topic, customers);
    return isOn ? [topic] : [];
  });
const seen = (address: Address, now: number) => [onIn(address), wantsLess(address), pauseEnd(address, now)];

const optOut = (at: number) => (address: Address) => withdraw(address, 'c', at, 'unsubscribe link');

describe('the topics that go to an address', () => {
  it.each([
    ['without a word', having(), ['surveys']],
    ['after an agreement to marketing', having(all()), ['offers', 'restock', 'surveys']],
    ['after an agreement to one topic', having(about('restock')), ['restock', 'surveys']],
    ['after one that is asked separately', having(all(), about('events')), ['offers', 'restock', 'events', 'surveys']],
    ['after a choice without any agreement', having(chosen('events', 'on', day)), ['events', 'surveys']],
    ['after one was switched off', having(all(), chosen('offers', 'off', 2 * day)), ['restock', 'surveys']],
    ['after a transactional one was switched off', having(chosen('surveys', 'off', day)), []],
    ['after an opt-out of everything', having(all(), about('restock'), optOut(2 * day)), ['surveys']],
    [
      'after an opt-out of everything, of chosen ones too',
      having(chosen('restock', 'on', day), optOut(2 * day)),
      ['surveys'],
    ],
    [
      'after one was chosen again',
      having(all(), optOut(2 * day), chosen('restock', 'on', 3 * day)),
      ['restock', 'surveys'],
    ],
    [
      'after one was chosen again at the time of the opt-out',
      having(all(), optOut(2 * day), chosen('restock', 'on', 2 * day)),
      ['restock', 'surveys'],
    ],
    [
      'after an agreement to everything with proof, without the ones that were switched off',
      having(chosen('offers', 'off', day), (address) => proveConsent(address, 3 * day, 'answered START')),
      ['restock', 'surveys'],
    ],
    [
      'after a shop’s later word about one that was switched off, if it is their own account’s',
      having(all(), chosen('offers', 'off', 2 * day), about('offers', { at: 3 * day })),
      ['offers', 'restock', 'surveys'],
    ],
    [
      'after a stale word about one that was switched off',
      having(all(), chosen('offers', 'off', 2 * day), about('offers', { at: day })),
      ['restock', 'surveys'],
    ],
    [
      'after a guest’s later word about one that was switched off',
      having(all(), chosen('offers', 'off', 2 * day), about('offers', { at: 3 * day, account: false })),
      ['restock', 'surveys'],
    ],
    [
      'after its owner took another address, without what was proven there',
      having(chosen('events', 'on', day), (address) => releaseAddress(address, ['c'], 2 * day, true)),
      ['surveys'],
    ],
  ])('%s', (_, address, expected) => {
    expect(onIn(address)).toEqual(expected);
  });

  it('are none of marketing after the customer refused it elsewhere, but for those chosen since with proof', () => {
    const address = having(all(), about('restock', { at: 2 * day }), chosen('events', 'on', 4 * day));
    const may = (topic: string) => maySendTopic(address, topic, false, { refusals: [3 * day], generally: false });
    expect(['offers', 'restock', 'events'].map(may)).toEqual([false, false, true]);
  });

  it('are not opened for the others by one that somebody chose', () => {
    const address = having(all(), optOut(2 * day), chosen('restock', 'on', 3 * day));
    expect(marketingWord(address)).toBe('withdrawn');
  });

  it('are not opened by another account, which agrees to one after somebody has opted out, unless the address is proven', () => {
    const out = having(all(), optOut(2 * day));
    const may = (customer: string, word: Partial<ConsentStatement> = {}) =>
      maySendTopic(about('offers', { customer, at: 3 * day, ...word })(out), 'offers', false, {
        customers: [customer],
      });
    expect([may('d'), may('d', { verified: true }), may('c')]).toEqual([false, true, true]);
    expect(maySendTopic(chosen('offers', 'on', 3 * day)(out), 'offers', false, { customers: ['d'] })).toBe(true);
  });

  it('outlive no opt-out by a click now, however far ahead an agreement to one of them is dated', () => {
    const ahead = having(about('restock', { at: 30 * day, verified: true }), optOut(2 * day));
    expect(onIn(ahead)).toEqual(['surveys']);
  });
});

describe('a choice', () => {
  it('that the owner has made already changes nothing', () => {
    const address = having(all(), chosen('offers', 'off', 2 * day), chosen('restock', 'on', 2 * day));
    expect(choose(address, { offers: 'off', restock: 'on' }, 5 * day, source)).toBe(address);
    expect(lessOften(lessOften(address, true, day), true, 2 * day).less).toEqual({ at: day, on: true });
  });

  it('to have a topic off is each customer’s of the mailbox, as long as another’s can be taken back', () => {
    const minute = 60_000;
    const taken = { customer: 'c', madeAt: 2 * day, choices: { off: ['offers'] } };
    const both = (after: number) =>
      choose(having(all(), chosen('offers', 'off', 2 * day)), { offers: 'off' }, 2 * day + after, {
        ...source,
        customer: 'd',
      });
    expect(hasSwitchedOff(takeBack(both(minute), taken, 2 * day + 2 * minute).address, 'offers')).toBe(true);
    expect(both(2 * 60 * minute)).toEqual(having(all(), chosen('offers', 'off', 2 * day)));
  });

  it('of a pause ends by itself, or when its owner ends it', () => {
    const paused = pauseUntil(unknownAddress, 12 * day, day);
    expect(pauseEnd(paused, 10 * day)).toBe(12 * day);
    expect(pauseEnd(paused, 12 * day)).toBeUndefined();
    expect(pauseEnd(pauseUntil(paused, undefined, day), 2 * day)).toBeUndefined();
  });

  it.each([
    ['taken back', (address: Address, choices: MadeChoices) => takeBack(address, { ...mine, choices }, day).address],
    ['ended', (address: Address) => chooseAll({ known: address, ...nobody }, { until: null }, day, source).address],
  ])('of a pause ends in the very millisecond in which it is %s, and stays so in copies', (_, end) => {
    const before = { known: unknownAddress, ...nobody };
    const { address, made } = chooseAll(before, { until: 31 * day }, day, source);
    const ended = end(address, made);
    expect([pauseEnd(address, day), pauseEnd(ended, day)]).toEqual([31 * day, undefined]);
    for (const joined of [joinAddresses(address, ended), joinAddresses(ended, address)])
      expect(joined.paused).toEqual(ended.paused);
  });

  it.each([
    ['an agreement', having(all())],
    ['an opt-out', having(all(), optOut(day))],
    ['nothing', having()],
    ['other choices', having(all(), chosen('offers', 'off', day), chosen('restock', 'on', day))],
  ])('is taken back to what was shown before it, after %s', (_, before) => {
    const topics = { offers: 'on', restock: 'off', events: 'off', surveys: 'off' } as const;
    const at = 3 * day;
    const { address, made } = chooseAll(
      { known: before, ...nobody },
      { topics, less: true, until: 33 * day },
      at,
      source,
    );
    expect(seen(address, at)).not.toEqual(seen(before, at));
    const undone = takeBack(address, { customer: 'c', madeAt: at, choices: made }, at + 60_000).address;
    expect(seen(undone, at + 60_000)).toEqual(seen(before, at));
  });

  it('that is taken back agrees to nothing', () => {
    const { address, made } = chooseAll(
      { known: unknownAddress, ...nobody },
      { topics: { restock: 'off' } },
      day,
      source,
    );
    const undone = takeBack(address, { customer: 'c', madeAt: day, choices: made }, day + 60_000).address;
    expect(marketingWord(topicIn(undone, 'restock'))).toBeUndefined();
  });
});

function topicIn(address: Address, topic: string): Address {
  return { ...unknownAddress, ...address.topics?.[topic] };
}

const time = fc.integer({ min: 1, max: 6 }).map((at) => at * day);
const topic = fc.constantFrom(...Object.keys(topics));
const change: fc.Arbitrary<(address: Address) => Address> = fc.oneof(
  fc
    .record({ topic, at: time, account: fc.boolean(), granted: fc.boolean(), verified: fc.boolean() })
    .map((word) => about(word.topic, word)),
  fc.record({ at: time, granted: fc.boolean(), account: fc.boolean() }).map(all),
  fc
    .tuple(topic, fc.constantFrom('on', 'off'), time, fc.constantFrom('c', 'd'))
    .map(([one, choice, at, customer]) => chosen(one, choice, at, customer)),
  fc.tuple(fc.boolean(), time).map(
    ([on, at]) =>
      (address: Address) =>
        lessOften(address, on, at),
  ),
  fc.tuple(time, time).map(
    ([until, at]) =>
      (address: Address) =>
        pauseUntil(address, until, at),
  ),
  time.map(optOut),
  fc.tuple(topic, time).map(
    ([one, at]) =>
      (address: Address) =>
        changeTopic(address, one, (words) => takeChoiceBack(words, at)),
  ),
);
const history = fc.array(change, { maxLength: 6 });

describe('copies of an address with choices', () => {
  it('join to the same in any order and grouping, and again to themselves', () => {
    fc.assert(
      fc.property(history, history, history, history, (common, one, two, three) => {
        const base = having(...common);
        const [a, b, c] = [one, two, three].map((changes) => changes.reduce((known, apply) => apply(known), base));
        if (a === undefined || b === undefined || c === undefined) throw new Error('three copies');
        const shown = (address: Address) => [
          seen(address, 3 * day),
          Object.entries(address.topics ?? {})
            .map(([name, { proven, provenBy, chosen, unchosen }]) => [name, { proven, provenBy, chosen, unchosen }])
            .sort(),
        ];
        expect(shown(joinAddresses(a, b))).toEqual(shown(joinAddresses(b, a)));
        expect(shown(joinAddresses(joinAddresses(a, b), c))).toEqual(shown(joinAddresses(a, joinAddresses(b, c))));
        const joined = joinAddresses(a, b);
        expect(joinAddresses(joined, a)).toBe(joined);
        expect(joinAddresses(joined, b)).toBe(joined);
      }),
      { numRuns: 300 },
    );
  });

  it('switch a topic off that a stranger has declined, so that it stays off', () => {
    const stranger = { customer: 'stranger', granted: false, leads: false, account: false, leader: 'c', at: 2 * day };
    const declined = having(all(), about('restock', stranger));
    const off = chosen('restock', 'off', 3 * day)(declined);
    expect(maySendTopic(declined, 'restock', false, { customers: ['c'] })).toBe(true);
    expect(maySendTopic(off, 'restock', false, { customers: ['c'] })).toBe(false);
    expect(chosen('restock', 'off', 4 * day)(off)).toBe(off);
  });

  it('take back a topic that was switched on after a stranger had declined it', () => {
    const stranger = { customer: 'stranger', granted: false, leads: false, account: false, leader: 'c', at: 2 * day };
    const declined = having(about('events', stranger));
    const { address: on, made } = chooseAll(
      { known: declined, ...nobody },
      { topics: { events: 'on' } },
      3 * day,
      source,
    );
    const undone = takeBack(on, { customer: 'c', madeAt: 3 * day, choices: made }, 3 * day + 60_000).address;
    expect(maySendTopic(on, 'events', true, { customers: ['c'] })).toBe(true);
    expect(maySendTopic(undone, 'events', true, { customers: ['c'] })).toBe(false);
  });

  it('keep a topic off that its owner switched off, whatever guests, strangers and stale words say of it later', () => {
    const word = fc.record({
      topic: fc.option(topic, { nil: undefined }),
      customer: fc.constantFrom('c', 'stranger'),
      at: time,
      account: fc.boolean(),
    });
    fc.assert(
      fc.property(topic, fc.array(word, { maxLength: 8 }), (off, words) => {
        const weak = words.map((one) => ({
          ...one,
          account: one.account && (one.customer !== 'c' || one.at <= 3 * day),
        }));
        const address = weak.reduce(
          (known, { topic: about_, ...rest }) => (about_ === undefined ? all(rest)(known) : about(about_, rest)(known)),
          chosen(off, 'off', 3 * day)(unknownAddress),
        );
        expect(onIn(address)).not.toContain(off);
      }),
      { numRuns: 300 },
    );
  });
});
