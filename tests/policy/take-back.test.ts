import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../src/model/address.ts';
import type { Profile } from '../../src/model/profile.ts';
import {
  hearConsent,
  joinAddresses,
  marketingWord,
  optOutsOf,
  provenAt,
  releaseAddress,
  withdraw,
} from '../../src/policy/customer/address.ts';
import { proveConsent } from '../../src/policy/customer/address-proof.ts';
import { changeTopic, topicAt, unknownAddress } from '../../src/policy/customer/address-topics.ts';
import { type Chosen, chooseAll } from '../../src/policy/customer/choices.ts';
import { maySendTopic, pauseEnd, wantsLess } from '../../src/policy/customer/preferences.ts';
import { emptyProfile, joinProfiles } from '../../src/policy/customer/profile.ts';
import { joinCopies } from '../../src/policy/customer/profile-copies.ts';
import { hearStance } from '../../src/policy/customer/stance.ts';
import {
  type MadeChoices,
  takeBack,
  takeOthersTopicsAlong,
  takeTopicsAlong,
  takeTopicsBack,
} from '../../src/policy/customer/take-back.ts';
import { hearTopicStance, topicRefusedAt } from '../../src/policy/customer/topic-stance.ts';
import { isTopicOff, mayMarket } from '../../src/policy/delivery/eligibility.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const start = 100 * day;
const names = ['restock', 'offers'] as const;
type Topic = (typeof names)[number];

/** What is known of a mailbox, and of the customer who has it. */
interface Known {
  readonly address: Address;
  readonly profile: Profile;
}

const nothing: Known = { address: unknownAddress, profile: emptyProfile('c') };

/** The mailbox's owner saves the page. @param by whose message led there */
function save(known: Known, chosen: Chosen, at: number, by = 'c'): Known & { readonly made: MadeChoices } {
  const held = { known: known.address, profile: known.profile, channel: 'email' } as const;
  const { address, made, noted } = chooseAll(held, chosen, at, { source: 'preference page', customer: by });
  const profile =
    by === 'c'
      ? takeTopicsAlong(known.profile, 'email', noted, true)
      : takeOthersTopicsAlong(known.profile, 'email', noted);
  return { address, profile, made };
}

/** The browser that made the choices takes them back. */
function undo({ address, profile }: Known, choices: MadeChoices, madeAt: number, at: number): Known {
  const back = takeBack(address, { customer: 'c', madeAt, choices }, at);
  return { address: back.address, profile: takeTopicsBack(profile, 'email', back.topics, madeAt) };
}

/** A statement of an event, about a topic or marketing as a whole. */
interface Said {
  readonly topic: string | undefined;
  readonly customer: 'c' | 'd';
  readonly granted: boolean;
  readonly at: number;
  readonly account: boolean;
  readonly verified: boolean;
  readonly history: boolean;
}

function tell({ address, profile }: Known, { topic, ...word }: Said): Known {
  const statement = { ...word, source: 'form', reportedAt: word.at, leads: word.customer === 'c' };
  const hear = (words: Address) => hearConsent(words, statement);
  const heard = topic === undefined ? hear(address) : changeTopic(address, topic, hear);
  if (word.customer !== 'c') return { address: heard, profile };
  const said = { granted: word.granted, at: word.at, ...(word.history && { history: true as const }) };
  const proven = word.account || word.verified;
  const stances =
    topic === undefined
      ? hearStance(profile, 'email', said, proven)
      : hearTopicStance(profile, 'email', topic, said, proven);
  return { address: heard, profile: { ...profile, ...stances } };
}

const agreed = { customer: 'c', granted: true, account: true, verified: false, history: false } as const;

/** Everything that consent is asked for. */
function answers({ address, profile }: Known) {
  const door = { address: 'c@example.com', known: address, own: true };
  return {
    whole: [undefined, ['c'], ['d'], []].map((customers) => marketingWord(address, customers)),
    topics: names.map((topic) => {
      const words = topicAt(address, topic);
      return {
        word: [undefined, ['c'], ['d'], []].map((customers) => marketingWord(words, customers)),
        optOuts: optOutsOf(words),
        proven: [['c'], ['d'], []].map((customers) => provenAt(words, customers)),
        refused: topicRefusedAt(profile, 'email', topic),
        isOff: isTopicOff(door, 'email', profile, topic),
        goes: [true, false].map((separately) => [
          maySendTopic(address, topic, separately, {}),
          maySendTopic(address, topic, separately, { customers: ['d'] }),
          mayMarket(door, 'email', profile, { name: topic, ...(separately && { ask: 'separately' as const }) }),
        ]),
      };
    }),
  };
}

type Step = (known: Known, now: number, past: readonly Known[]) => Known;

const topic = fc.constantFrom(...names);
const told: fc.Arbitrary<Step> = fc
  .record({
    topic: fc.option(topic, { nil: undefined }),
    customer: fc.constantFrom('c' as const, 'd' as const),
    granted: fc.boolean(),
    ago: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 4000 })),
    account: fc.boolean(),
    verified: fc.boolean(),
    history: fc.boolean(),
  })
  .map(
    ({ ago, ...said }) =>
      (known, now) =>
        tell(known, { ...said, at: now - ago * minute }),
  );
const clicked = (...about: readonly Topic[]): fc.Arbitrary<Step> =>
  fc.tuple(fc.constantFrom(...about), fc.constantFrom('on' as const, 'off' as const), fc.constantFrom('c', 'd')).map(
    ([name, choice, by]) =>
      (known, now) =>
        save(known, { topics: { [name]: choice } }, now, by),
  );
const onAddress = (change: (address: Address, now: number) => Address): Step => {
  return (known, now) => ({ ...known, address: change(known.address, now) });
};
const closed = onAddress((address, now) => withdraw(address, 'c', now, 'unsubscribe link'));
const texted = onAddress((address, now) => proveConsent(address, now, 'START', 'c'));
const givenUp = onAddress((address, now) => releaseAddress(address, ['c'], now - hour, true));
const takenOver: Step = ({ address, profile }) => {
  const other = { ...emptyProfile('d'), topicStances: { email: { restock: { refused: start - hour } } } };
  return { address, profile: joinProfiles(profile, other, 'event') };
};
const word = fc.oneof({ weight: 4, arbitrary: told }, fc.constantFrom(closed, texted));
/** A copy of an earlier state, of which more was said meanwhile, is joined: as after a table was restored. */
const joined: fc.Arbitrary<Step> = fc
  .tuple(fc.nat(), fc.array(word, { maxLength: 3 }), fc.boolean())
  .map(([nth, steps, isFirst]) => (known, now, past) => {
    const copy = steps.reduce((state, one) => one(state, now, past), past[nth % past.length] ?? known);
    const [one, other] = isFirst ? [copy, known] : [known, copy];
    return {
      address: joinAddresses(one.address, other.address),
      profile: joinCopies({ ...one.profile, customer: 'c' }, other.profile),
    };
  });
const anything = fc.oneof(
  { weight: 4, arbitrary: word },
  { weight: 2, arbitrary: clicked(...names) },
  joined,
  fc.constantFrom(givenUp, takenOver),
);
/** Until it is taken back, no page about the topic is saved: that would be another choice without the click. */
const meantime = (name: Topic) =>
  fc.oneof({ weight: 4, arbitrary: word }, clicked(name === 'offers' ? 'restock' : 'offers'), joined);
const history = topic.chain((name) =>
  fc.record({
    name: fc.constant(name),
    before: fc.array(anything, { maxLength: 6 }),
    meanwhile: fc.array(meantime(name), { maxLength: 4 }),
    later: fc.array(anything, { maxLength: 8 }),
  }),
);

describe('a topic that was switched on and taken back', () => {
  it('leaves everything as if it had not been switched on, whatever is said before, meanwhile and later, and in whatever copy', () => {
    let taken = 0;
    fc.assert(
      fc.property(history, ({ name, before, meanwhile, later }) => {
        let now = start;
        let [withClick, without]: [Known, Known] = [nothing, nothing];
        const [past, pastWithout]: [Known[], Known[]] = [[nothing], [nothing]];
        const live = (steps: readonly Step[]) => {
          for (const one of steps) {
            now += 3 * minute;
            withClick = one(withClick, now, past);
            without = one(without, now, pastWithout);
            past.push(withClick);
            pastWithout.push(without);
          }
        };
        live(before);
        now += 3 * minute;
        const madeAt = now;
        const { made, ...switched } = save(withClick, { topics: { [name]: 'on' } }, madeAt);
        fc.pre(made.on !== undefined);
        withClick = switched;
        past.push(withClick);
        pastWithout.push(without);
        live(meanwhile);
        now += minute;
        withClick = undo(withClick, made, madeAt, now);
        expect(answers(withClick)).toEqual(answers(without));
        live(later);
        expect(answers(withClick)).toEqual(answers(without));
        taken += 1;
      }),
      { numRuns: 800 },
    );
    expect(taken).toBe(800);
  });
});

/** What a reader chooses, what they had chosen long before, and what shows it. */
const choices: readonly (readonly [string, Chosen, Chosen | undefined, (known: Known) => unknown])[] = [
  [
    'a topic switched off',
    { topics: { restock: 'off' } },
    undefined,
    ({ address }) => optOutsOf(topicAt(address, 'restock')).length,
  ],
  [
    'a topic switched on',
    { topics: { restock: 'on' } },
    undefined,
    ({ address }) => maySendTopic(address, 'restock', true, {}),
  ],
  ['"less often"', { less: true }, undefined, ({ address }) => wantsLess(address)],
  ['as often as before', { less: false }, { less: true }, ({ address }) => wantsLess(address)],
  ['a pause', { until: start + 30 * day }, undefined, ({ address }) => pauseEnd(address, start + hour) !== undefined],
  [
    'the end of a pause',
    { until: null },
    { until: start + 20 * day },
    ({ address }) => pauseEnd(address, start + hour) !== undefined,
  ],
];

describe.each(choices)('%s', (_, chosen, before, shown) => {
  const known = before === undefined ? nothing : save(nothing, before, start - 2 * hour);
  /** As a page does that says how long a pause is from now. */
  const pressed = (state: Known, at: number) =>
    save(state, chosen.until ? { until: chosen.until + at - start } : chosen, at);
  const first = pressed(known, start);

  it('is taken back, within the hour, by the browser that chose it', () => {
    expect(shown(first)).not.toEqual(shown(known));
    expect(shown(undo(first, first.made, start, start + hour))).toEqual(shown(known));
    expect(undo(first, first.made, start, start + hour + 1)).toEqual({
      address: first.address,
      profile: first.profile,
    });
  });

  it('stays when another browser has chosen it again, and the first takes it back', () => {
    const second = pressed(first, start + minute);
    expect(shown(undo(second, first.made, start, start + 2 * minute))).toEqual(shown(first));
    expect(
      takeBack(second.address, { customer: 'c', madeAt: start, choices: first.made }, start + 2 * minute).isBack,
    ).toBe(false);
  });

  it('can be taken back though the browser posted it twice, which writes nothing', () => {
    const twice = pressed(first, start + 2 * second);
    expect([twice.address === first.address, twice.profile === first.profile]).toEqual([true, true]);
    expect(shown(undo(twice, first.made, start, start + minute))).toEqual(shown(known));
  });

  it('is written no more when it is chosen again after nobody can take it back', () => {
    expect(save(first, chosen, start + hour + 1).address).toBe(first.address);
  });
});

describe('of a change that is taken back', () => {
  const both = save(nothing, { topics: { restock: 'off', offers: 'off' } }, start);
  const again = save(both, { topics: { restock: 'off' } }, start + minute);

  it('the profile follows what was taken back at the address, topic by topic', () => {
    const undone = undo(again, both.made, start, start + 2 * minute);
    expect(names.map((name) => topicRefusedAt(undone.profile, 'email', name))).toEqual([start + minute, undefined]);
    const dated = tell(nothing, { ...agreed, topic: 'restock', at: start + minute }); // ahead of the click
    const { made, ...off } = save(dated, { topics: { restock: 'off', offers: 'off' } }, start);
    const back = undo(off, made, start, start + minute);
    expect(names.map((name) => optOutsOf(topicAt(back.address, name)).length)).toEqual([1, 0]);
    expect(names.map((name) => topicRefusedAt(back.profile, 'email', name))).toEqual([start + minute, undefined]);
  });

  it('what was taken back before is told again, so that a profile hears of it whose write had failed', () => {
    const taken = { customer: 'c', madeAt: start, choices: both.made };
    const { address } = takeBack(both.address, taken, start + minute);
    const again = takeBack(address, taken, start + 2 * minute);
    expect([again.address === address, again.isBack]).toEqual([true, true]);
    expect(again.topics).toEqual({ off: ['restock', 'offers'], on: {} });
    const profile = takeTopicsBack(both.profile, 'email', again.topics, start);
    expect(names.map((name) => topicRefusedAt(profile, 'email', name))).toEqual([undefined, undefined]);
    expect(takeTopicsBack(profile, 'email', again.topics, start)).toBe(profile);
  });

  it('an opt-out in the profile of somebody else at the mailbox goes too, also if it was noted twice', () => {
    const noted = { off: { restock: start } };
    const other = takeOthersTopicsAlong(emptyProfile('d'), 'email', noted);
    expect(takeOthersTopicsAlong(other, 'email', noted)).toBe(other);
    const back = takeTopicsBack(other, 'email', { off: ['restock'] }, start);
    expect(topicRefusedAt(back, 'email', 'restock')).toBeUndefined();
  });

  it('a topic can be switched off in the very moment in which that was taken back', () => {
    const undone = undo(both, both.made, start, start);
    const off = save(undone, { topics: { restock: 'off' } }, start);
    expect(optOutsOf(topicAt(off.address, 'restock'))).toHaveLength(1);
    expect(topicRefusedAt(off.profile, 'email', 'restock')).toBe(start + 1);
  });

  it('a topic can be switched on in the very moment in which that was taken back', () => {
    const on = save(nothing, { topics: { restock: 'on' } }, start);
    const { made, ...again } = save(undo(on, on.made, start, start), { topics: { restock: 'on' } }, start);
    expect(maySendTopic(again.address, 'restock', true, {})).toBe(true);
    expect(maySendTopic(undo(again, made, start, start).address, 'restock', true, {})).toBe(false);
  });
});
