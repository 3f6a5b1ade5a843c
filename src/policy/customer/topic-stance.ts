import { type Channel, channels } from '../../commerce/customer/channel.ts';
import type { Consent, Profile, Stance } from '../../model/profile.ts';
import {
  hearStance,
  joinStance,
  refusalIn,
  type StanceJoin,
  shownRefusalIn,
  stanceBefore,
  stanceBy,
} from './stance.ts';

type Stances = Pick<Profile, 'stances' | 'topicStances'>;
type OfTopics = Readonly<Record<string, Stance>>;

/** As many as an address keeps apart: a shop has a handful. */
const mostTopics = 24;

/**
 * The customer's stances after a statement about one topic. Where there is no room for the topic, its opt-out is one from
 * the channel.
 */
export function hearTopicStance(
  profile: Profile,
  channel: Channel,
  topic: string,
  said: Pick<Consent, 'granted' | 'at' | 'history'>,
  proven: boolean,
): Stances {
  return withTopicStance(profile, channel, topic, stanceBy(said, proven));
}

/** The customer's stances after a topic was switched off or on through a link, or that was taken back. */
export function withTopicStance(profile: Profile, channel: Channel, topic: string, heard: Stance): Stances {
  if (Object.keys(heard).length === 0) return {};
  return withinRoom(profile, channel, joinTopics(topicsOf(profile, channel), { [topic]: heard }, joinStance));
}

/** The stances on topics of two profiles together. @param join of copies of one customer's stance, or of two customers' */
export function joinTopicStances(one: Profile, other: Profile, join: StanceJoin): Stances {
  let joined: Stances = {};
  for (const channel of channels) {
    const topics = joinTopics(topicsOf(one, channel), topicsOf(other, channel), join);
    joined = { ...joined, ...withinRoom({ ...one, ...joined }, channel, topics) };
  }
  return joined;
}

/** The stances on topics without what was said at the time or later. */
export function topicStancesBefore(profile: Profile, at: number): Pick<Profile, 'topicStances'> {
  const known = channels.map((channel) => {
    const before = Object.entries(topicsOf(profile, channel)).map(([topic, one]) => [topic, stanceBefore(one, at)]);
    return [channel, Object.fromEntries(before)] as const;
  });
  return withTopics(Object.fromEntries(known));
}

/** When the customer opted out of the topic, at whatever address, if no agreement with proof has lifted that; epoch milliseconds. */
export function topicRefusedAt(profile: Profile, channel: Channel, topic: string): number | undefined {
  return refusalIn(topicStanceOf(profile, channel, topic));
}

/** What the customer said of the topic. */
export function topicStanceOf(profile: Profile, channel: Channel, topic: string): Stance {
  const topics = topicsOf(profile, channel);
  return (Object.hasOwn(topics, topic) && topics[topic]) || {};
}

/** The first topics by name stay; what the others refuse is refused of the channel. So the order of telling does not matter. */
function withinRoom(profile: Profile, channel: Channel, topics: OfTopics): Stances {
  const named = Object.entries(topics).toSorted(([one], [other]) => (one < other ? -1 : 1));
  let after: Profile = {
    ...profile,
    ...withTopics({ ...profile.topicStances, [channel]: Object.fromEntries(named.slice(0, mostTopics)) }),
  };
  for (const [, { unticked, ...one }] of named.slice(mostTopics)) {
    const refused = refusalIn({ ...one, agreed: undefined, chosen: undefined });
    if (refused !== undefined)
      after = { ...after, ...hearStance(after, channel, { granted: false, at: refused }, true) };
    if (unticked !== undefined)
      after = { ...after, ...hearStance(after, channel, { granted: false, at: unticked }, false) };
  }
  const { stances, topicStances } = after;
  return { ...(stances && { stances }), ...(topicStances && { topicStances }) };
}

/** The same as {@link topicRefusedAt} of opt-outs that show whose they are: not of a box that anybody may have left unticked. */
export function shownTopicRefusedAt(profile: Profile, channel: Channel, topic: string): number | undefined {
  const topics = topicsOf(profile, channel);
  return Object.hasOwn(topics, topic) ? shownRefusalIn(topics[topic] ?? {}) : undefined;
}

function topicsOf({ topicStances }: Profile, channel: Channel): OfTopics {
  return topicStances?.[channel] ?? {};
}

function joinTopics(one: OfTopics, other: OfTopics, join: StanceJoin): OfTopics {
  const known = new Map(Object.entries(one));
  for (const [topic, stance] of Object.entries(other)) known.set(topic, join(known.get(topic) ?? {}, stance));
  return Object.fromEntries(known);
}

function withTopics(all: Partial<Record<Channel, OfTopics>>): Pick<Profile, 'topicStances'> {
  const known = Object.entries(all).flatMap(([channel, topics]) => {
    const said = Object.entries(topics).filter(([, stance]) => Object.keys(stance).length > 0);
    return said.length === 0 ? [] : [[channel, Object.fromEntries(said)] as const];
  });
  return known.length === 0 ? {} : { topicStances: Object.fromEntries(known) };
}
