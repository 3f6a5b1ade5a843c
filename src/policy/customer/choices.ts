import type { Channel } from '../../commerce/customer/channel.ts';
import type { Address } from '../../model/address.ts';
import type { Profile } from '../../model/profile.ts';
import type { Topics } from '../../model/topic.ts';
import { isTopicOff, mayMarket } from '../delivery/eligibility.ts';
import { shownOptOutsOf } from './address.ts';
import { topicAt } from './address-topics.ts';
import {
  type ChoiceSource,
  choose,
  lessOften,
  pauseEnd,
  pauseUntil,
  type TopicChoice,
  wantsLess,
} from './preferences.ts';
import type { MadeChoices } from './take-back.ts';
import { topicRefusedAt } from './topic-stance.ts';

/** A customer's present address of a channel. */
export interface HeldAddress {
  readonly profile: Profile;
  readonly channel: Channel;
  readonly address: string;
  readonly known: Address;
}

/** The choices that a reader made; what they left as it was is absent. */
export interface Chosen {
  readonly topics?: Readonly<Record<string, TopicChoice>>;
  readonly less?: boolean;
  /** The end of the pause in epoch milliseconds; null ends it now. */
  readonly until?: number | null;
}

/** What goes to an address: the very answers by which messages are sent. */
export interface HoldingState {
  readonly topics: Readonly<Record<string, boolean>>;
  readonly less: boolean;
  readonly pausedUntil?: number;
}

/** What goes to the address now. @param now epoch milliseconds */
export function stateOf(holding: HeldAddress, topics: Topics, now: number): HoldingState {
  const { profile, channel, address, known } = holding;
  const states = Object.entries(topics).map(([name, { purpose, ask }]) => {
    const isMarketing = purpose === 'marketing';
    const topic = { name, ...(ask && { ask }) };
    const goes = isMarketing ? mayMarket({ address, known, own: true }, channel, profile, topic) : true;
    return [name, goes && !isTopicOff({ known }, channel, profile, name)] as const;
  });
  const pausedUntil = pauseEnd(known, now);
  return {
    topics: Object.fromEntries(states),
    less: wantsLess(known),
    ...(pausedUntil !== undefined && { pausedUntil }),
  };
}

/**
 * The address after the choices, and what they changed.
 * @param at now, in epoch milliseconds
 * @returns `again`: topics that were off already, and that nobody can switch on by taking an earlier choice back any more
 */
export function chooseAll(
  { known, profile, channel }: Omit<HeldAddress, 'address'>,
  { topics = {}, less, until }: Chosen,
  at: number,
  source: ChoiceSource,
): { readonly address: Address; readonly made: MadeChoices; readonly again: readonly string[] } {
  const [off, again, on]: [string[], string[], Record<string, 'off' | 'unsaid'>] = [[], [], {}];
  let address = known;
  for (const [topic, choice] of Object.entries(topics)) {
    const refused = topicRefusedAt(profile, channel, topic);
    const after = choose(address, { [topic]: choice }, at, { ...source, ...(refused !== undefined && { refused }) });
    if (after === address) continue;
    if (choice === 'off') (shownOptOutsOf(topicAt(address, topic)).length > 0 ? again : off).push(topic);
    else on[topic] = isTopicOff({ known: address }, channel, profile, topic) ? 'off' : 'unsaid';
    address = after;
  }
  const before = { less: wantsLess(address), paused: pauseEnd(address, at) ?? null };
  if (less !== undefined) address = lessOften(address, less, at);
  if (until !== undefined) address = pauseUntil(address, until ?? undefined, at);
  return {
    address,
    again,
    made: {
      ...(off.length > 0 && { off }),
      ...(Object.keys(on).length > 0 && { on }),
      ...(less !== undefined && less !== before.less && { less: before.less }),
      ...(until !== undefined && until !== before.paused && { paused: before.paused }),
    },
  };
}
