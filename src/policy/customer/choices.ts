import type { Channel } from '../../commerce/customer/channel.ts';
import type { Address } from '../../model/address.ts';
import type { Profile } from '../../model/profile.ts';
import type { Topics } from '../../model/topic.ts';
import { isTopicOff, mayMarket } from '../delivery/eligibility.ts';
import {
  type ChoiceSource,
  chooseTopic,
  lessOften,
  pauseEnd,
  pauseUntil,
  type Switched,
  type TopicChoice,
  wantsLess,
} from './preferences.ts';
import type { MadeChoices, NotedTopics } from './take-back.ts';
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

/** What a visit of the preference page came to. */
export interface Visit {
  readonly address: Address;
  /** What it changed, and can take back. */
  readonly made: MadeChoices;
  /** What the profiles of those who carry the address have to know of it. */
  readonly noted: NotedTopics;
}

/** The address after the choices, and what they changed. @param at now, in epoch milliseconds */
export function chooseAll(
  { known, profile, channel }: Omit<HeldAddress, 'address'>,
  { topics = {}, less, until }: Chosen,
  at: number,
  source: ChoiceSource,
): Visit {
  let address = known;
  const all: Topical[] = [];
  for (const [topic, choice] of Object.entries(topics)) {
    const refused = topicRefusedAt(profile, channel, topic);
    const after = chooseTopic(address, topic, choice, at, { ...source, ...(refused !== undefined && { refused }) });
    all.push({ ...after, topic, choice });
    address = after.address;
  }
  const off = Object.keys(timesOf(all, 'off', 'news'));
  const on = timesOf(all, 'on', 'news');
  const lessened = less === undefined ? address : lessOften(address, less, at);
  const paused = until === undefined ? lessened : pauseUntil(lessened, until ?? undefined, at);
  const before = { less: wantsLess(address), paused: pauseEnd(lessened, at) ?? null };
  return {
    address: paused,
    made: {
      ...(off.length > 0 && { off }),
      ...(Object.keys(on).length > 0 && { on }),
      ...(less !== before.less && lessened !== address && { less: before.less }),
      ...(until !== before.paused && paused !== lessened && { paused: before.paused }),
    },
    noted: {
      off: timesOf(all, 'off', 'news', 'again', 'repeated'),
      chosen: timesOf(all, 'on', 'news', 'repeated'),
      agreed: timesOf(all, 'on', 'again'),
    },
  };
}

type Topical = Switched & { readonly topic: string; readonly choice: TopicChoice };

function timesOf(all: readonly Topical[], choice: TopicChoice, ...as: readonly Switched['as'][]) {
  const those = all.filter((one) => one.choice === choice && as.includes(one.as));
  return Object.fromEntries(those.map(({ topic, at }) => [topic, at]));
}
