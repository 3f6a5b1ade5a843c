import type { AddressKind, Channel } from '../../commerce/customer/channel.ts';
import type { Address } from '../../model/address.ts';
import type { Profile, Stance } from '../../model/profile.ts';
import { suppressionOf, undoOptOut } from './address.ts';
import { isChoiceBack, takeChoiceBack } from './address-proof.ts';
import { changeTopic, topicAt } from './address-topics.ts';
import { wordOf } from './address-words.ts';
import { lessOften, pauseUntil } from './preferences.ts';
import { choiceIn, joinStance } from './stance.ts';
import { topicRefusedAt, topicStanceOf, withTopicStance } from './topic-stance.ts';
import { isUndoableAt } from './undoable.ts';
import { wishOf, withWish } from './wishes.ts';

/** The choices that one visit of the preference page changed; what was not touched is absent. */
export interface MadeChoices {
  /** Topics that were switched off. */
  readonly off?: readonly string[];
  /** Topics that were switched on, each with the time from which that counts; epoch milliseconds. */
  readonly on?: Readonly<Record<string, number>>;
  /** "Less often", as it was before. */
  readonly less?: boolean;
  /** The end of the pause before, in epoch milliseconds; null without one. */
  readonly paused?: number | null;
  /** The language and the preferred channel before; null without a choice. */
  readonly locale?: string | null;
  readonly channel?: NonNullable<NonNullable<Profile['wishes']>['channel']>['value'] | null;
}

/** One change on the preference page. */
export interface TakenBack {
  /** The customer in whose name the choices were made. */
  readonly customer: string;
  /** When they were made; epoch milliseconds. */
  readonly madeAt: number;
  readonly choices: MadeChoices;
}

/** Topics that a change had switched, and that it switches no more. */
export type TopicsBack = Pick<MadeChoices, 'off' | 'on'>;

/** What taking a change back came to. */
export interface Back {
  readonly address: Address;
  /** Taken back now or before. */
  readonly topics: TopicsBack;
  /** True if something is as it was before the change: no later choice of its kind stands. */
  readonly isBack: boolean;
}

/**
 * The address after its owner took a change back. Each choice that is still the last of its kind becomes what it was
 * before; one that was changed or made again since stays. It agrees to nothing: a topic is on again only by what spoke for
 * it before, and one that was switched on is as if it had not been.
 */
export function takeBack(address: Address, taken: TakenBack, at: number): Back {
  const { customer, madeAt, choices } = taken;
  if (!isUndoableAt(madeAt, at) || suppressionOf(address) !== undefined) return { address, topics: {}, isBack: false };
  let after = (choices.off ?? []).reduce((known, topic) => openTopic(known, topic, taken, at), address);
  for (const [topic, since] of Object.entries(choices.on ?? {}))
    after = changeTopic(after, topic, (words) => takeChoiceBack(words, since));
  const wordIn = (topic: string) => wordOf(topicAt(after, topic), customer);
  const off = (choices.off ?? []).filter((topic) => wordIn(topic)?.undone === madeAt);
  const on = Object.entries(choices.on ?? {}).filter(([topic, since]) => topicAt(after, topic).unchosen === since);
  const wished = takePaceBack(after, taken, at);
  const isBack =
    wished !== after ||
    off.some((topic) => wordIn(topic)?.withdrawn === madeAt) ||
    on.some(([topic, since]) => isChoiceBack(topicAt(after, topic), since));
  return { address: wished, topics: { off, on: Object.fromEntries(on) }, isBack };
}

/** "Less often" and the pause as they were. */
function takePaceBack(address: Address, { madeAt, choices: { less, paused } }: TakenBack, at: number): Address {
  let after = address;
  if (less !== undefined && after.less?.at === madeAt) after = lessOften(after, less, at);
  if (paused !== undefined && after.paused?.at === madeAt) after = pauseUntil(after, paused ?? undefined, at);
  return after;
}

/** What holds of a topic that was switched off: what held before, unless it was switched off again, or given up. */
function openTopic(address: Address, topic: string, { customer, madeAt }: TakenBack, at: number): Address {
  const click = { customer, clickedAt: madeAt, withdrawnAt: madeAt };
  if (address.released !== undefined && address.released >= madeAt) return address;
  return changeTopic(address, topic, (words) => undoOptOut(words, click, at) ?? words);
}

/** What a visit of the page says of topics wherever the address is known, each with the time from which it counts. */
export interface NotedTopics {
  /** Switched off. */
  readonly off?: Readonly<Record<string, number>>;
  /** Switched on by a choice that can be taken back. */
  readonly chosen?: Readonly<Record<string, number>>;
  /** Switched on by one that cannot. */
  readonly agreed?: Readonly<Record<string, number>>;
}

/**
 * The profile after its customer switched topics: an opt-out goes along to whatever address they take. The same object when
 * it knows that.
 * @param isOwner whether the reader is known to be this customer: what anybody else switches on lifts no opt-out of theirs
 */
export function takeTopicsAlong(
  profile: Profile,
  channel: Channel,
  { off = {}, chosen = {}, agreed = {} }: NotedTopics,
  isOwner: boolean,
): Profile {
  const refused = Object.entries(off).map(([topic, at]) => [topic, { clicked: at }] as const);
  if (!isOwner) return withTopicStances(profile, channel, refused);
  const on = Object.entries(chosen).map(([topic, at]) => {
    const before = choiceIn(topicStanceOf(profile, channel, topic)); // holds again once this one is taken back
    return [topic, { chosen: at, ...(before !== undefined && before < at && { agreed: before }) }] as const;
  });
  const final = Object.entries(agreed).map(([topic, at]) => [topic, { agreed: at }] as const);
  return withTopicStances(profile, channel, [...refused, ...on, ...final]);
}

/** The profile of one who carries an address at which somebody else switched topics off. What they refused before must not be taken back with it. */
export function takeOthersTopicsAlong(profile: Profile, channel: Channel, { off = {} }: NotedTopics): Profile {
  const refused = Object.entries(off).map(([topic, at]) => {
    const { clicked } = topicStanceOf(profile, channel, topic);
    const isNews = clicked === at || topicRefusedAt(profile, channel, topic) === undefined;
    return [topic, isNews ? { clicked: at } : { refused: at }] as const;
  });
  return withTopicStances(profile, channel, refused);
}

/**
 * The profile after topics were taken back at its address; the same object when it knows that. A click that the customer did
 * not make, nor somebody else at their address, stays.
 * @param madeAt when they were switched
 */
export function takeTopicsBack(
  profile: Profile,
  channel: Channel,
  { off = [], on = {} }: TopicsBack,
  madeAt: number,
): Profile {
  const of = (topic: string) => topicStanceOf(profile, channel, topic);
  const opened = off
    .filter((topic) => of(topic).clicked === madeAt)
    .map((topic) => [topic, { undone: madeAt }] as const);
  const closed = Object.entries(on).filter(([topic, since]) => of(topic).chosen === since);
  return withTopicStances(profile, channel, [
    ...opened,
    ...closed.map(([topic, unchosen]) => [topic, { unchosen }] as const),
  ]);
}

function withTopicStances(profile: Profile, channel: Channel, heard: readonly (readonly [string, Stance])[]): Profile {
  let after = profile;
  for (const [topic, stance] of heard) {
    if (!isHeard(topicStanceOf(after, channel, topic), stance))
      after = { ...after, ...withTopicStance(after, channel, topic, stance) };
  }
  return after;
}

/** True if the stance says all that already. */
function isHeard(known: Stance, heard: Stance): boolean {
  const joined = joinStance(known, heard);
  return (Object.keys(joined) as (keyof Stance)[]).every((field) => joined[field] === known[field]); // of a stance
}

/** The profile after the customer took choices of their own back, as {@link takeBack} does. */
export function takeWishesBack(
  profile: Profile,
  kind: AddressKind,
  { madeAt, choices }: TakenBack,
  at: number,
): Profile {
  const { locale, channel } = choices;
  let after = profile;
  if (!isUndoableAt(madeAt, at)) return after;
  if (locale !== undefined && wishOf(profile, 'locale')?.at === madeAt)
    after = withWish(after, 'locale', locale ?? undefined, { at, kind });
  if (channel !== undefined && wishOf(profile, 'channel')?.at === madeAt)
    after = withWish(after, 'channel', channel ?? undefined, { at, kind });
  return after;
}
