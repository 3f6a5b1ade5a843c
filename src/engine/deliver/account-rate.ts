import type { ChannelRate } from '../../channels/contract/sender.ts';
import type { Channel } from '../../commerce/customer/channel.ts';
import { hour, minute } from '../../commerce/values/time-units.ts';
import type { Lanes } from '../../stores/lanes.ts';
import type { RateOf } from './gate.ts';

/** A container looks again so soon while another one asks: no answer takes longer. */
const seconds = 3_000;

interface Found {
  readonly perSecond: number;
  /** Until when the container need not look again; epoch milliseconds. */
  readonly until: number;
}

/**
 * The rate of each channel, from its service: one function asks once an hour for all, because a service answers that
 * question once a second. A raised quota and the end of the sandbox take effect within the hour, without a deployment.
 */
export function accountRates(channels: Readonly<Record<Channel, ChannelRate>>): RateOf {
  const known = new Map<Channel, Found>();
  return async (channel, lanes, now) => {
    const { usual, most = Number.POSITIVE_INFINITY, ask } = channels[channel];
    if (ask === undefined) return Math.min(usual, most);
    const cached = known.get(channel);
    const found = cached && now < cached.until ? cached : await lookUp({ channel, usual, ask, now }, lanes);
    known.set(channel, found);
    return Math.min(found.perSecond, most);
  };
}

interface Asking {
  readonly channel: Channel;
  readonly usual: number;
  readonly ask: () => Promise<number | undefined>;
  readonly now: number;
}

/** The rate in the table. If it is old or dated ahead, SES is asked again, unless another function is asking already. */
async function lookUp({ channel, usual, ask, now }: Asking, lanes: Lanes): Promise<Found> {
  const { known, asking, rev } = await lanes.rateOf(channel);
  if (known !== undefined && isWithin(hour, known.at, now)) return { ...known, until: known.at + hour };
  const perSecond = known?.perSecond ?? usual;
  const mine = isWithin(minute, asking, now) ? undefined : await lanes.noteRate(channel, { known, asking: now }, rev);
  if (mine === undefined) return { perSecond, until: now + seconds };
  const answer = await answerOf(ask);
  if (answer === undefined) return { perSecond, until: now + minute };
  await lanes.noteRate(channel, { known: { perSecond: answer, at: now } }, mine);
  return { perSecond: answer, until: now + hour };
}

/** True if a time is less than so many milliseconds from now. A time that a wrong clock noted far ahead is not. */
function isWithin(milliseconds: number, time: number | undefined, now: number): boolean {
  return time !== undefined && Math.abs(now - time) < milliseconds;
}

/** Without an answer messages go at the rate that is known. */
async function answerOf(ask: Asking['ask']): Promise<number | undefined> {
  try {
    const answer = await ask();
    return answer !== undefined && answer > 0 ? answer : undefined;
  } catch {
    return undefined;
  }
}
