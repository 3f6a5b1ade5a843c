import type { Channel } from '../../commerce/customer/channel.ts';
import type { WarmUp } from '../../model/warm-up.ts';
import { lanesOpenTo, type Track, trackFor } from '../../policy/delivery/lanes.ts';
import { type WarmDay, warmDay } from '../../policy/delivery/warm-up.ts';
import type { Lanes } from '../../stores/lanes.ts';

/** A channel's rate: messages a second, all functions together. */
export type RateOf = (channel: Channel, lanes: Lanes, now: number) => Promise<number>;

/** The warm-up plans of channels. */
export type WarmUps = Partial<Record<Channel, WarmUp>>;

/** A request for a turn. */
export interface Asking {
  readonly channel: Channel;
  readonly priority: number;
  /** The message's key. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** A turn from then on is too late; epoch milliseconds. */
  readonly before: number;
}

/** A message's own turn to be sent. */
export interface Turn {
  /** Epoch milliseconds; now, or later when others are before it. */
  readonly at: number;
  /** Lets somebody else have it. */
  readonly giveBack: () => Promise<void>;
}

/** A function waits for so many milliseconds itself. Longer would keep others from running in an account that runs few. */
export const shortWait = 250;

/**
 * Gives marketing its turns at the rate of the account, so that sending follows the rate instead of running into it. A
 * turn is one write; only a message that may use several lanes, and does not yet know which is free, may need more. A
 * container's memory of the lanes saves writes, and decides nothing alone.
 */
export class Gate {
  readonly #rateOf: RateOf;
  /** The plans of channels whose sender is new. */
  readonly #plans: WarmUps;
  /** The end of the latest day that this container has seen full; epoch milliseconds. */
  readonly #fullUntil = new Map<Channel, number>();
  /** Until when each track is taken, as far as this container has seen; epoch milliseconds. */
  readonly #takenUntil = new Map<string, number>();

  constructor(rateOf: RateOf, plans: WarmUps = {}) {
    this.#rateOf = rateOf;
    this.#plans = plans;
  }

  /** Today's limit of a channel whose sender is new; undefined when nothing limits it. */
  warmDay(channel: Channel, now: number, zone: string): WarmDay | undefined {
    const plan = this.#plans[channel];
    return plan && warmDay(plan, now, zone);
  }

  /** Counts a message on a day of the warm-up: one write. @returns its place, undefined when the day is full */
  async countOn(warm: WarmDay, channel: Channel, lanes: Lanes): Promise<number | undefined> {
    if (this.#fullUntil.get(channel) === warm.end) return undefined;
    const place = await lanes.takeOfDay(channel, warm);
    if (place === undefined) this.#fullUntil.set(channel, warm.end);
    return place;
  }

  /** Takes the earliest place that the message may have. @returns undefined when there is none in time */
  async take(asking: Asking, lanes: Lanes): Promise<Turn | undefined> {
    const perSecond = await this.#rateOf(asking.channel, lanes, asking.now);
    const tracks = lanesOpenTo(asking.priority).map((lane) => trackFor(lane, asking.key, perSecond));
    let best: Turn | undefined;
    for (const track of tracks.sort((one, other) => this.#freeAt(one, asking) - this.#freeAt(other, asking))) {
      const before = best?.at ?? asking.before;
      if (best !== undefined && (before - asking.now <= shortWait || this.#freeAt(track, asking) >= before)) break;
      const better = await this.#takeOn(track, { ...asking, before }, lanes);
      if (better !== undefined) await best?.giveBack();
      best = better ?? best;
    }
    return best;
  }

  #freeAt(track: Track, { channel, now }: Asking): number {
    return Math.max(now, this.#takenUntil.get(nameOf(channel, track)) ?? now);
  }

  async #takeOn(track: Track, { channel, now, before }: Asking, lanes: Lanes): Promise<Turn | undefined> {
    const name = nameOf(channel, track);
    const isBusy = (this.#takenUntil.get(name) ?? 0) >= now;
    const at = await lanes.take(channel, track, { now, before, isBusy });
    this.#takenUntil.set(name, at === undefined ? before : at + track.length);
    const giveBack = async (place: number) => {
      await lanes.giveBack(channel, track, place);
      this.#takenUntil.set(name, place);
    };
    return at === undefined ? undefined : { at, giveBack: () => giveBack(at) };
  }
}

function nameOf(channel: Channel, { lane, number }: { readonly lane: Track['lane']; readonly number: number }): string {
  return `${channel} ${lane} ${number}`;
}
