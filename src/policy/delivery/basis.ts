import { createHash } from 'node:crypto';
import type { Channel } from '../../commerce/customer/channel.ts';
import type { Address } from '../../model/address.ts';
import { type Basis, knownSource } from '../../model/basis.ts';
import type { JourneyRules } from '../../model/journey.ts';
import type { SkipReason } from '../../model/outcome.ts';
import type { Profile } from '../../model/profile.ts';
import type { Run, RunEnd } from '../../model/run.ts';
import type { CompiledSendStep } from '../../model/step.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { optOutsOf, suppressionOf } from '../customer/address.ts';
import { topicAt } from '../customer/address-topics.ts';
import { refusalIn } from '../customer/stance.ts';
import { ownersStop } from '../customer/stopped.ts';
import { topicRefusedAt } from '../customer/topic-stance.ts';
import { type Doors, ineligibleBecause, unconfirmedSince } from './eligibility.ts';
import type { InForce } from './pause.ts';

/** The basis of a message that goes: the event that began its run; the time alone where the calendar, a segment or a person did. */
export function startBasis({ startedAt, about }: Pick<Run, 'startedAt' | 'about'>, { starts }: JourneyRules): Basis {
  const isByHand = starts.byHand === true && about === undefined;
  return starts.on === undefined || isByHand ? { since: startedAt } : { event: { on: starts.on, at: startedAt } };
}

/** The basis of a message whose run is over. */
export function endBasis({ why, reason, at }: RunEnd): Basis {
  return { end: why, ...(why === 'event' ? { event: { on: reason, at } } : { since: at }) };
}

/** The basis of a message that the shop has paused: what is paused, and since when. Who paused it the switches know. */
export function pauseBasis({ scope, at }: InForce): Basis {
  return { setting: { name: 'paused', value: scope }, since: at };
}

/** The basis of a message that is too late. @param since from when on it counts as late */
export function staleBasis(since: number, { staleAfterMinutes }: Pick<StoreSettings, 'staleAfterMinutes'>): Basis {
  return { setting: { name: 'stale after', value: staleAfterMinutes }, since };
}

interface Unreached {
  readonly step: Pick<CompiledSendStep, 'channels' | 'purpose'>;
  readonly profile: Profile;
  readonly doors: Doors;
  readonly configured: readonly Channel[];
}

/** The basis of a message that reaches nobody: the obstacle of each channel, and the word that closed the first address. */
export function unreachedBasis(
  { obstacle }: { readonly obstacle: SkipReason },
  { step, profile, doors, configured }: Unreached,
  asked: Parameters<typeof ineligibleBecause>[3],
): Basis {
  const each = step.channels.flatMap((channel): [Channel, SkipReason][] => {
    const reason = ineligibleBecause(profile, doors[channel], channel, asked, configured);
    return reason === undefined ? [] : [[channel, reason]];
  });
  const [first] = each.filter(([, reason]) => reason === obstacle);
  if (first && obstacle === 'unconfirmed') {
    const door = doors[first[0]];
    const since = door && unconfirmedSince(door, profile, asked.topic);
    return { channels: Object.fromEntries(each), ...(since !== undefined && { since }) };
  }
  const topic = obstacle === 'topic-off' ? asked.topic?.name : undefined;
  const word =
    first &&
    (topic === undefined
      ? closingWord(first[0], profile, doors)
      : topicWord(topic, first[0], profile, doors[first[0]]));
  return {
    channels: Object.fromEntries(each),
    ...(word && { word }),
    ...(topic !== undefined && { setting: { name: 'topic', value: topic } }),
  };
}

/** The last word that switched a topic off at an address, or of the customer at another. */
function topicWord(topic: string, channel: Channel, profile: Profile, door: Doors[Channel]): Basis['word'] {
  const optOut = door && lastOptOut(topicAt(door.known, topic));
  if (optOut) return { source: knownSource(optOut.source), at: optOut.at };
  const at = topicRefusedAt(profile, channel, topic);
  return at === undefined ? undefined : { source: knownSource(undefined), at };
}

function lastOptOut(address: Address) {
  return optOutsOf(address).toSorted((one, other) => other.at - one.at)[0];
}

/** The basis of a message to somebody who paused marketing. @param until the end of the pause */
export function customerPauseBasis(until: number): Basis {
  return { setting: { name: 'paused by the customer' }, since: until };
}

/** The last word that closed an address of the customer, if one was said. */
function closingWord(channel: Channel, profile: Profile, doors: Doors): Basis['word'] {
  const known = doors[channel]?.known;
  const suppression = known && suppressionOf(known);
  if (suppression) return { source: suppression.reason, at: suppression.at };
  const optOut = known && (ownersStop(known) ?? lastOptOut(known));
  if (optOut) return { source: knownSource(optOut.source), at: optOut.at };
  return ownRefusal(channel, profile);
}

/**
 * The customer's last opt-out of a channel whatever the address. Their `consent` says nothing here: conditions see in it
 * what may be sent.
 */
function ownRefusal(channel: Channel, profile: Profile): Basis['word'] {
  const { stances, general, consent } = profile;
  const refused = refusalIn(stances?.[channel] ?? {});
  const said = general?.[channel];
  if (refused !== undefined) {
    const last = consent[channel];
    return { source: knownSource(last?.at === refused ? last.source : undefined), at: refused };
  }
  return said?.granted === false ? { source: knownSource(said.source), at: said.at } : undefined;
}

const versions = new WeakMap<StoreSettings, Map<string, string>>();

/** The version of the settings by which a journey's messages are decided. It changes with store.yaml and with the journey's rules. */
export function settingsVersion(settings: StoreSettings, rules: JourneyRules): string {
  const known = versions.get(settings) ?? new Map<string, string>();
  versions.set(settings, known);
  const version = known.get(rules.journey) ?? hashOf([settings, rules]);
  known.set(rules.journey, version);
  return version;
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);
}
