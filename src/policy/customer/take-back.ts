import type { AddressKind, Channel } from '../../commerce/customer/channel.ts';
import type { Address } from '../../model/address.ts';
import type { Profile, Stance } from '../../model/profile.ts';
import { suppressionOf, undoableMilliseconds, undoOptOut, withdraw } from './address.ts';
import { changeTopic, topicAt } from './address-topics.ts';
import { lastOf } from './address-words.ts';
import { lessOften, pauseUntil } from './preferences.ts';
import { lastTopicClickAt, topicRefusedAt, withTopicStance } from './topic-stance.ts';
import { wishOf, withWish } from './wishes.ts';

/** The choices that one visit of the preference page changed; what was not touched is absent. */
export interface MadeChoices {
  /** Topics that were switched off. */
  readonly off?: readonly string[];
  /** Topics that were switched on, and whether the owner had switched them off before. */
  readonly on?: Readonly<Record<string, 'off' | 'unsaid'>>;
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
  readonly source: string;
}

/** True while a change can be taken back. */
export function isUndoableAt(madeAt: number, now: number): boolean {
  return now - madeAt <= undoableMilliseconds;
}

/**
 * The address after its owner took a change back. Each choice that is still the last of its kind becomes what it was
 * before; one that was changed again since stays. It agrees to nothing: a topic is on again only by what spoke for it before.
 */
export function takeBack(address: Address, taken: TakenBack, at: number): Address {
  const { madeAt, choices } = taken;
  const { off = [], on = {}, less, paused } = choices;
  if (!isUndoableAt(madeAt, at) || suppressionOf(address) !== undefined) return address;
  let after = off.reduce((known, topic) => openTopic(known, topic, taken, at), address);
  for (const [topic, before] of Object.entries(on)) after = closeTopic(after, topic, before, taken, at);
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

/** A topic that was switched on loses the proof of that; where the owner had switched it off, it is off again. */
function closeTopic(
  address: Address,
  topic: string,
  before: 'off' | 'unsaid',
  { customer, madeAt, source }: TakenBack,
  at: number,
): Address {
  const { proven } = topicAt(address, topic);
  if (proven !== madeAt) return address; // somebody has agreed since
  return changeTopic(address, topic, (words) =>
    before === 'off'
      ? withdraw(words, customer, at, source)
      : { ...words, released: lastOf(madeAt, words.released) ?? madeAt },
  );
}

/**
 * The profile after its customer switched topics: an opt-out goes along to whatever address they take.
 * @param isOwner whether the reader is known to be this customer: what anybody else switches on lifts no opt-out of theirs
 */
export function takeTopicsAlong(
  profile: Profile,
  channel: Channel,
  { off = [], on = {} }: MadeChoices,
  at: number,
  isOwner: boolean,
): Profile {
  const clicked = off.map((topic) => [topic, { clicked: at }] as const);
  const agreed = isOwner ? Object.keys(on).map((topic) => [topic, { agreed: at }] as const) : [];
  return withTopicStances(profile, channel, [...clicked, ...agreed]);
}

/** The profile of one who carries an address at which somebody else switched topics off. What they refused before must not be taken back with it. */
export function takeOthersTopicsAlong(
  profile: Profile,
  channel: Channel,
  { off = [] }: MadeChoices,
  at: number,
): Profile {
  const refused = off.map((topic) => {
    const isNews = topicRefusedAt(profile, channel, topic) === undefined;
    return [topic, isNews ? { clicked: at } : { refused: at }] as const;
  });
  return withTopicStances(profile, channel, refused);
}

/** The profile after that was taken back. A click that the customer did not make, nor somebody else at their address, stays. */
export function takeTopicsBack(
  profile: Profile,
  channel: Channel,
  { madeAt, choices: { off = [], on = {} } }: TakenBack,
  at: number,
): Profile {
  if (!isUndoableAt(madeAt, at)) return profile;
  const clicked = off.filter((topic) => lastTopicClickAt(profile, channel, topic) === madeAt);
  const opened = clicked.map((topic) => [topic, { undone: madeAt }] as const);
  const closed = Object.keys(on).flatMap((topic) => (on[topic] === 'off' ? [[topic, { clicked: at }] as const] : []));
  return withTopicStances(profile, channel, [...opened, ...closed]);
}

function withTopicStances(profile: Profile, channel: Channel, heard: readonly (readonly [string, Stance])[]): Profile {
  let after = profile;
  for (const [topic, stance] of heard) after = { ...after, ...withTopicStance(after, channel, topic, stance) };
  return after;
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
