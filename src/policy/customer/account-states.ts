import type { Channel } from '../../commerce/customer/channel.ts';
import type { ToldStates } from '../../model/address.ts';
import type { ConsentState } from '../../model/consent-entry.ts';
import type { Profile } from '../../model/profile.ts';
import { type Door, isTopicOff, mayMarket, refusalsOf } from '../delivery/eligibility.ts';
import { provenAt } from './address.ts';
import { consentStateFor } from './consent-ledger.ts';
import { namesOf } from './names.ts';

/** The name of a state: the channel of marketing as a whole, or the channel and a topic. */
export function cellOf(channel: Channel, topic: string | undefined): string {
  return topic === undefined ? channel : `${channel} ${topic}`;
}

/** The topic of a state; undefined for marketing as a whole. */
export function topicOfCell(cell: string): string | undefined {
  const end = cell.indexOf(' ');
  return end < 0 ? undefined : cell.slice(end + 1);
}

/**
 * The states of consent that hold for a customer at an address of theirs: the very answers by which messages are sent, with
 * what they opted out of elsewhere.
 */
export function accountStates(door: Door, channel: Channel, profile: Profile): ToldStates {
  const ofTopics = Object.keys({ ...door.known.topics, ...profile.topicStances?.[channel] });
  const states = [undefined, ...ofTopics].flatMap((topic) => {
    const state = topic === undefined ? wholeState(door, channel, profile) : topicState(door, channel, profile, topic);
    return state === 'unknown' ? [] : [[cellOf(channel, topic), state] as const];
  });
  return Object.fromEntries(states);
}

function wholeState(door: Door, channel: Channel, profile: Profile): ConsentState {
  if (mayMarket(door, channel, profile)) return 'granted';
  const state = consentStateFor(door.known, undefined, namesOf(profile));
  const proof = provenAt(door.known, namesOf(profile));
  const isRefused = refusalsOf(door.known, channel, profile, proof).length > 0;
  return state === 'granted' || (state === 'unknown' && isRefused) ? 'withdrawn' : state;
}

/** An agreement that waits for its confirmation lifts an earlier opt-out once it has it. */
function topicState(door: Door, channel: Channel, profile: Profile, topic: string): ConsentState {
  const state = consentStateFor(door.known, topic, namesOf(profile));
  return state !== 'pending' && isTopicOff(door, channel, profile, topic) ? 'withdrawn' : state;
}
