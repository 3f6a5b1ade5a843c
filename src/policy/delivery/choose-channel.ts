import type { Channel } from '../../commerce/customer/channel.ts';
import type { Basis } from '../../model/basis.ts';
import type { ChannelReason, PassedChannel } from '../../model/channel-traits.ts';
import type { JourneyRules } from '../../model/journey.ts';
import type { SkipReason } from '../../model/outcome.ts';
import type { Profile } from '../../model/profile.ts';
import { noSwitches, type SwitchState } from '../../model/switches.ts';
import { type ChannelOrder, channelOrder, isTooDear, type OrderQuestion, priceFor } from './channel-order.ts';
import { type AskedTopic, type ConsentNeed, chooseChannel, type Door, ineligibleBecause } from './eligibility.ts';
import { type InForce, pauseOf, pauseOfChannel } from './pause.ts';

/** The channel by which a message goes, and why, if it is not the first of its step. */
interface Chosen {
  readonly channel: Channel;
  readonly door: Door;
  readonly chosen?: ChannelReason;
  /** The channel that its step prefers, if that could not be used. */
  readonly passed?: PassedChannel;
}

interface Obstacle {
  readonly obstacle: SkipReason;
  /** Set where the obstacle is not one of the channels alone. */
  readonly basis?: Basis;
}

/** What the choice among the channels of a message depends on. */
interface Question extends OrderQuestion {
  readonly profile: Profile;
  readonly rules: Pick<JourneyRules, 'journey'>;
  readonly configured: readonly Channel[];
  readonly switches?: SwitchState;
}

type Asked = ConsentNeed & { readonly topic: AskedTopic };

/**
 * The channel by which the message goes, past paused ones and those that cost too much; the pause that holds it, if it is
 * paused, or if only a paused channel would reach the customer.
 */
export function chooseOpenChannel(question: Question, asked: Asked): Chosen | Obstacle | { readonly pause: InForce } {
  const { profile, doors, rules, configured, switches = noSwitches } = question;
  const choose = (channels: readonly Channel[]) => chooseChannel(profile, doors, channels, asked, configured);
  const order = channelOrder(question);
  const affordable = order.channels.filter((channel) => !isTooDear(channel, question));
  const choice = choose(affordable);
  if ('obstacle' in choice) return obstacleOf(question, affordable, choose);
  const pause = pauseOf(switches, { journey: rules.journey, topic: asked.topic.name });
  if (pause !== undefined) return { pause };
  const pauseOfChosen = pauseOfChannel(switches, choice.channel);
  if (pauseOfChosen === undefined) return { ...choice, ...reasonFor(choice.channel, order, question, asked) };
  const other = choose(affordable.filter((channel) => pauseOfChannel(switches, channel) === undefined));
  return 'obstacle' in other
    ? { pause: pauseOfChosen }
    : { ...other, ...reasonFor(other.channel, order, question, asked) };
}

/** Why no channel is left: those that would reach the customer cost too much, or there are none. */
function obstacleOf(
  question: Question,
  affordable: readonly Channel[],
  choose: (channels: readonly Channel[]) => ReturnType<typeof chooseChannel>,
): Obstacle {
  const { channels } = question.step;
  const dear = choose(channels.filter((channel) => !affordable.includes(channel)));
  if ('channel' in dear) return tooDear(dear.channel, question);
  const all = choose(channels);
  return 'obstacle' in all ? all : tooDear(all.channel, question);
}

/** Why a message goes by this channel; nothing of the one that its step prefers. */
function reasonFor(
  channel: Channel,
  order: ChannelOrder,
  question: Question,
  asked: Asked,
): Pick<Chosen, 'chosen' | 'passed'> {
  const [first] = question.step.channels;
  if (channel === first) return {};
  if (channel === order.channels[0] && order.because !== undefined) return { chosen: order.because };
  const reason = first && passedBecause(first, question, asked);
  return { chosen: 'reach', ...(first && reason && { passed: { channel: first, reason } }) };
}

/** Why a channel could not be used, by the same rules as the choice. */
function passedBecause(channel: Channel, question: Question, asked: Asked): PassedChannel['reason'] | undefined {
  const { profile, doors, configured, switches = noSwitches } = question;
  const obstacle = ineligibleBecause(profile, doors[channel], channel, asked, configured);
  if (obstacle !== undefined) return obstacle;
  if (isTooDear(channel, question)) return 'too-expensive';
  return pauseOfChannel(switches, channel) === undefined ? undefined : 'paused';
}

/** Only a channel that costs too much would reach the customer. */
function tooDear(channel: Channel, question: Question): Obstacle {
  const { settings } = question;
  const price = priceFor(channel, question);
  const value = settings.channels?.atMost?.[channel];
  const setting = { name: `channels.${channel}.at most`, ...(value !== undefined && { value: `${value} USD` }) };
  return {
    obstacle: 'too-expensive',
    basis: { setting, channels: { [channel]: 'too-expensive' }, ...(price !== undefined && { price }) },
  };
}
