import type { Channel } from '../../commerce/customer/channel.ts';
import type { Address } from '../../model/address.ts';
import type { SkipReason } from '../../model/outcome.ts';
import type { Profile } from '../../model/profile.ts';
import type { Purpose } from '../../model/purpose.ts';
import type { Topic } from '../../model/topic.ts';
import { marketingWord, provenAt, shownOptOutsOf, suppressionOf } from '../customer/address.ts';
import { topicAt } from '../customer/address-topics.ts';
import { isLater, lastOf } from '../customer/address-words.ts';
import { pendingSince } from '../customer/double-opt-in.ts';
import { generalAgreement } from '../customer/general-consent.ts';
import { namesOf } from '../customer/names.ts';
import { hasSwitchedOff, maySendTopic } from '../customer/preferences.ts';
import { refusedAt, shownRefusedAt } from '../customer/stance.ts';
import { isStopped } from '../customer/stopped.ts';
import { shownTopicRefusedAt, topicRefusedAt } from '../customer/topic-stance.ts';

/** An address that a message may go to, and what is known of it. */
export interface Door {
  /** In clear: the mailbox or the number. */
  readonly address: string;
  readonly known: Address;
  /** True for the customer's own present address, false for one that came with a thing. */
  readonly own: boolean;
}

/** The address of each channel; none where the customer has none. */
export type Doors = Partial<Record<Channel, Door>>;

/**
 * True if marketing may go to an address of the customer. Who opted out has agreed to nothing by giving another address,
 * by an earlier order under one, nor by what others type: only by a later word with proof.
 */
function mayMarketAtAll({ known, own }: Door, channel: Channel, profile: Profile): boolean {
  const keys = namesOf(profile);
  const word = marketingWord(known, keys);
  if (word === 'withdrawn') return false;
  // What the account agreed to of no address in particular is about whatever address it has.
  const general = own ? generalAgreement(profile, channel) : undefined;
  const proof = provenAt(known, keys);
  const refusals = refusalsOf(known, channel, profile, proof);
  if (refusals.length === 0) return word === 'granted' || general !== undefined;
  const proven = lastOf(proof, general?.history ? undefined : general?.at);
  return proven !== undefined && proven > Math.max(...refusals);
}

/**
 * When the customer opted out of the channel, as far as that counts at the address; epoch milliseconds. Where an agreement with
 * proof is known, a box that anybody may have left unticked says nothing.
 */
export function refusedFor(known: Address, channel: Channel, profile: Profile): number | undefined {
  return refusedBeside(provenAt(known, namesOf(profile)), channel, profile);
}

function refusedBeside(proof: number | undefined, channel: Channel, profile: Profile): number | undefined {
  return (proof === undefined ? refusedAt : shownRefusedAt)(profile, channel);
}

/** When the customer opted out of the channel, at whatever address; epoch milliseconds. @param proof of an agreement here */
export function refusalsOf(
  { reopenedAt }: Address,
  channel: Channel,
  profile: Profile,
  proof: number | undefined,
): number[] {
  const general = profile.general?.[channel];
  const last = refusedBeside(proof, channel, profile) ?? Number.NEGATIVE_INFINITY;
  return [
    ...(general?.granted === false ? [general.at] : []),
    ...(last > (reopenedAt ?? Number.NEGATIVE_INFINITY) ? [last] : []),
  ];
}

/** The topic of a message; `ask` as in store.yaml. */
export interface AskedTopic extends Pick<Topic, 'ask'> {
  readonly name: string;
}

/** What a message is, as far as consent asks. */
export interface ConsentNeed {
  readonly purpose: Purpose;
  /** Undefined where only the channel as a whole is asked about. */
  readonly topic?: AskedTopic;
}

/** True if marketing may go to an address of the customer. @param topic of the message; as a whole, if left out */
export function mayMarket(door: Door, channel: Channel, profile: Profile, topic?: AskedTopic): boolean {
  const generally = mayMarketAtAll(door, channel, profile);
  if (topic === undefined) return generally;
  if (isTopicOff(door, channel, profile, topic.name)) return false;
  const customers = namesOf(profile);
  const proof = provenAt(topicAt(door.known, topic.name), customers);
  const refusals = refusalsOf(door.known, channel, profile, proof);
  return maySendTopic(door.known, topic.name, topic.ask === 'separately', { customers, refusals, generally });
}

/**
 * True if the address, or the customer at whatever address, has opted out of the topic. The customer's opt-out is lifted by
 * a later agreement to the topic with proof, here or by their account.
 */
export function isTopicOff({ known }: Pick<Door, 'known'>, channel: Channel, profile: Profile, topic: string): boolean {
  const customers = namesOf(profile);
  if (hasSwitchedOff(known, topic, customers)) return true;
  const proof = provenAt(topicAt(known, topic), customers);
  const refused = (proof === undefined ? topicRefusedAt : shownTopicRefusedAt)(profile, channel, topic);
  if (refused === undefined || isLater(known.reopenedAt, refused)) return false;
  return !isLater(proof, refused);
}

/** Why a channel cannot or may not reach the customer; undefined when it can. */
export function ineligibleBecause(
  profile: Profile,
  door: Door | undefined,
  channel: Channel,
  { purpose, topic }: ConsentNeed,
  configured: readonly Channel[],
): SkipReason | undefined {
  if (!configured.includes(channel)) return 'channel-not-configured';
  if (door === undefined) return 'no-address';
  if (suppressionOf(door.known) !== undefined) return 'suppressed';
  if (isStopped(door.known)) return 'stopped';
  if (topic !== undefined && isTopicOff(door, channel, profile, topic.name)) return 'topic-off';
  if (purpose !== 'marketing' || mayMarket(door, channel, profile, topic)) return undefined;
  return unconfirmedSince(door, profile, topic) === undefined ? 'no-consent' : 'unconfirmed';
}

/** When the customer gave the agreement that only waits for its confirmation; epoch milliseconds. Undefined if none does. */
export function unconfirmedSince({ known }: Door, profile: Profile, topic?: AskedTopic): number | undefined {
  if (shownOptOutsOf(known).length > 0) return undefined;
  const customers = namesOf(profile);
  const ofTopic = topic && pendingSince(topicAt(known, topic.name), customers);
  return ofTopic ?? (topic?.ask === 'separately' ? undefined : pendingSince(known, customers));
}

/** The first of the step's channels that reaches the customer, or why the most preferred one does not. */
export function chooseChannel(
  profile: Profile,
  doors: Doors,
  preferred: readonly Channel[],
  asked: ConsentNeed,
  configured: readonly Channel[],
): { readonly channel: Channel; readonly door: Door } | { readonly obstacle: SkipReason } {
  let first: SkipReason | undefined;
  for (const channel of preferred) {
    const door = doors[channel];
    const reason = ineligibleBecause(profile, door, channel, asked, configured);
    if (reason === undefined && door !== undefined) return { channel, door };
    first ??= reason;
  }
  return { obstacle: first ?? 'channel-not-configured' };
}

/** The profile as conditions see it: consent is what may be sent by, whatever the customer once said of another address. */
export function asReached(profile: Profile, doors: Doors): Profile {
  const words = Object.entries(doors).map(([name, door]) => {
    const channel = name as Channel; // the keys of doors are channels
    const { at = 0, source = 'address' } = profile.consent[channel] ?? {};
    return [channel, { at, source, granted: mayMarket(door, channel, profile) }];
  });
  return { ...profile, consent: { ...profile.consent, ...Object.fromEntries(words) } };
}
