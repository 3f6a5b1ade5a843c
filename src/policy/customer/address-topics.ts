import type { Address, TopicWords } from '../../model/address.ts';
import { lastProof } from './address-proof.ts';
import { closedBy, isOwners, lastOf, withOptOutsOf, wordsOfTopic } from './address-words.ts';
import { shortSource } from './consent-text.ts';

/** The address before anything is known of it. */
export const unknownAddress: Address = { words: {}, claims: {} };

/** So many topics are kept apart at an address: a shop has a handful. */
const mostTopics = 24;

/** The statements about one topic, as an address of its own. */
export function topicAt({ topics }: Address, topic: string): Address {
  return { ...unknownAddress, ...(topics !== undefined && Object.hasOwn(topics, topic) && topics[topic]) };
}

/**
 * The address after a change of what is said about one topic; the same object when nothing changes.
 * @param apply a change of an address, whose claims and closings are no part of a topic
 */
export function changeTopic(address: Address, topic: string, apply: (words: Address) => Address): Address {
  const before = topicAt(address, topic);
  const after = apply(before);
  if (after === before) return address;
  const { claims: _claims, suppressed: _suppressed, granted, ...rest } = after;
  const kept = granted && { at: granted.at, source: shortSource(granted.source) }; // the ledger has the wording
  const words: TopicWords = { ...rest, words: wordsOfTopic(rest.words, address), ...(kept && { granted: kept }) };
  const { topics = {} } = address;
  if (Object.hasOwn(topics, topic) || Object.keys(topics).length < mostTopics)
    return { ...address, topics: { ...topics, [topic]: words } };
  return withRoomFor(address, topic, words);
}

/**
 * A new topic takes the place of the one that matters least, if that matters less than it. An opt-out is never lost: one
 * whose topic finds no place, or has to give it up, is one from all marketing.
 */
function withRoomFor(address: Address, topic: string, words: TopicWords): Address {
  const { topics = {} } = address;
  const [least] = Object.entries(topics).toSorted(([, one], [, other]) => topicRank(one) - topicRank(other));
  const rank = topicRank(words);
  if (least === undefined || topicRank(least[1]) >= rank) return withOptOutsOf(address, words);
  const { [least[0]]: given, ...others } = topics;
  const room = given === undefined ? address : withOptOutsOf(address, given);
  return { ...room, topics: { ...others, [topic]: words } };
}

/** How much a topic's words matter, the least first, when there is no room for all topics. */
const topicRanks = { stranger: 0, strangersOptOut: 1, owner: 2, ownersOptOut: 3 } as const;

/** Strangers only name the address, and opt out for themselves alone. */
function topicRank(topic: TopicWords): number {
  const all = Object.values(topic.words);
  if (all.some((word) => lastOf(closedBy(word), word.unticked) !== undefined)) return topicRanks.ownersOptOut;
  if (lastProof(topic) !== undefined || topic.reopenedAt !== undefined || all.some(isOwners)) return topicRanks.owner;
  return all.some(({ declined }) => declined !== undefined) ? topicRanks.strangersOptOut : topicRanks.stranger;
}

/** The address after the same change of what is said about each topic. */
export function eachTopic(address: Address, apply: (words: Address) => Address): Address {
  return Object.keys(address.topics ?? {}).reduce((known, topic) => changeTopic(known, topic, apply), address);
}
