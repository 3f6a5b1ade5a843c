import type { Channel } from '../commerce/customer/channel.ts';
import { longestLane, type Track } from '../policy/delivery/lanes.ts';
import { placesOf, type WarmDay } from '../policy/delivery/warm-up.ts';
import { laneKey, rateKey, type TrackName } from './item-keys.ts';
import type { Stored, Table } from './table.ts';

/** The account's rate in messages a second, and the time it was learned. */
export interface KnownRate {
  readonly perSecond: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The stored note on a rate: the rate, if it is known, and the time since which somebody is asking for it. */
export interface NotedRate {
  readonly known?: KnownRate | undefined;
  /** Epoch milliseconds. It stays there when no answer comes. */
  readonly asking?: number | undefined;
}

/** A rate as it was read: revision 0 when nothing is noted yet. */
export interface ReadRate extends NotedRate {
  readonly rev: number;
}

/** The taker of a place. Times in epoch milliseconds. */
export interface Taking {
  /** The first place of an empty track. */
  readonly now: number;
  /** A place from then on is too late. */
  readonly before: number;
  /** True if the track is thought to be taken beyond `now`; right or wrong, the place is the same. */
  readonly isBusy: boolean;
}

/** The lanes in which marketing waits for its turn to be sent, and the rate at which a channel sends. */
export class Lanes {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /**
   * Takes the next place on a track.
   * @returns when the place has its turn, in epoch milliseconds; undefined when that would be too late
   */
  take(
    channel: Channel,
    track: TrackName & Pick<Track, 'length'>,
    { now, before, isBusy }: Taking,
  ): Promise<number | undefined> {
    const request = { from: now, length: track.length, before, far: now + longestLane, isBusy };
    return this.#table.takePlace(laneKey(channel, track), request);
  }

  /**
   * Takes one of the places that a day of a warm-up has, whatever the time of day.
   * @returns which, as a time within the day; undefined when the day is full
   */
  takeOfDay(channel: Channel, warm: WarmDay): Promise<number | undefined> {
    const { length, before } = placesOf(warm);
    const far = warm.end + longestLane;
    return this.#table.takePlace(laneKey(channel, warmUpTrack(length)), {
      from: warm.start,
      length,
      before,
      far,
      isBusy: true,
    });
  }

  /** Gives back a place that no other place follows: the track ends there again. Any other place is lost. */
  async giveBack(channel: Channel, track: Track, place: number): Promise<void> {
    await this.#table.giveBackPlace(laneKey(channel, track), place, track.length);
  }

  /** The stored rate. An invalid rate counts as none. */
  async rateOf(channel: Channel): Promise<ReadRate> {
    const item = (await this.#table.get(rateKey(channel))) as Stored<StoredRate> | undefined; // the key holds the noun
    if (item === undefined) return { rev: 0 };
    const { perSecond = 0, at = Number.NaN, asking } = item.value;
    const isRate = perSecond > 0 && Number.isFinite(perSecond) && Number.isFinite(at);
    return { known: isRate ? { perSecond, at } : undefined, asking, rev: item.rev };
  }

  /** Notes a rate over the one that was read. @returns the new revision; undefined when somebody else was first */
  noteRate(channel: Channel, { known, asking }: NotedRate, rev: number): Promise<number | undefined> {
    const value: StoredRate = { ...known, ...(asking !== undefined && { asking }) };
    return this.#table.put(rateKey(channel), value, rev);
  }
}

function warmUpTrack(length: number): Track {
  return { lane: 'warm-up', number: 0, length };
}

/** A rate in the table: without one as long as it was only asked for. */
type StoredRate = Partial<KnownRate> & Pick<NotedRate, 'asking'>;
