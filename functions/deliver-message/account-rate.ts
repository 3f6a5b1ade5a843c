import type { Channel } from '../../src/contracts/channel.ts';
import type { Lanes } from '../../src/stores/lanes.ts';
import type { Rate, RateOf } from './gate.ts';

/** What is known of a channel's rate before anything is asked. */
export interface ChannelRate {
  /** Messages a second when the service does not say. */
  readonly usual: number;
  /** No more than this, whatever the service says. */
  readonly most?: number;
  /** Asks the service; undefined when it does not say. */
  readonly ask?: () => Promise<number | undefined>;
}

const hour = 3_600_000;

/** A container that could not be told the rate looks again so soon. */
const shortly = 60_000;

/**
 * The rate of each channel: what its service says, asked once an hour by one function for all, because a service answers
 * that question once a second. A raised quota and the end of the sandbox hold within the hour, without a deployment.
 */
export function accountRates(channels: Readonly<Record<Channel, ChannelRate>>): RateOf {
  const known = new Map<Channel, Rate & { readonly until: number }>();
  return async (channel, lanes, now) => {
    const { usual, most = Number.POSITIVE_INFINITY, ask } = channels[channel];
    if (ask === undefined) return { perSecond: Math.min(usual, most) };
    const cached = known.get(channel);
    if (cached !== undefined && now < cached.until) return cached;
    const { perSecond, raisedAt, until } = await lookUp({ channel, usual, ask, now }, lanes);
    const found = { perSecond: Math.min(perSecond, most), raisedAt, until };
    known.set(channel, found);
    return found;
  };
}

interface Asking {
  readonly channel: Channel;
  readonly usual: number;
  readonly ask: () => Promise<number | undefined>;
  readonly now: number;
}

/** The rate in the table. If it is old or dated ahead, SES is asked again, unless another function is asking already. */
async function lookUp({ channel, usual, ask, now }: Asking, lanes: Lanes): Promise<Rate & { readonly until: number }> {
  const { value, rev } = await lanes.rateOf(channel);
  if (value !== undefined && Math.abs(now - value.at) < hour) return { ...value, until: value.at + hour };
  const before: Rate = { perSecond: value?.perSecond ?? usual, raisedAt: value?.raisedAt };
  const mine = await lanes.noteRate(channel, { ...before, at: now }, rev); // others do not ask meanwhile
  const told = mine === undefined ? undefined : await answerOf(ask);
  if (mine === undefined || told === undefined) return { ...before, until: now + shortly };
  const found: Rate = { perSecond: told, raisedAt: told > before.perSecond ? now : before.raisedAt };
  if (told !== before.perSecond) await lanes.noteRate(channel, { ...found, at: now }, mine);
  return { ...found, until: now + hour };
}

/** Without an answer messages go at the rate that is known. */
async function answerOf(ask: Asking['ask']): Promise<number | undefined> {
  try {
    const told = await ask();
    return told !== undefined && told > 0 ? told : undefined;
  } catch {
    return undefined;
  }
}
