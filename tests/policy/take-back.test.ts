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
import { maySendTopic } from '../../src/policy/customer/preferences.ts';
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
const start = 100 * 24 * hour;
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
