import type { Channel } from '../contracts/channel.ts';
import type { Track } from '../policy/lanes.ts';
import { laneKey, rateKey } from './keys.ts';
import type { Stored, Table } from './table.ts';

/** How many messages the account may send a second, and since when that is known. */
export interface KnownRate {
  readonly perSecond: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A rate as it was read: revision 0 when nothing is known yet. */
export interface ReadRate {
  readonly value?: KnownRate;
  readonly rev: number;
}

/** The lanes in which marketing waits for its turn to be sent, and the rate at which a channel sends. */
export class Lanes {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /**
   * Takes the next place on a track.
   * @param now the first place of an empty track; epoch milliseconds
   * @param isBusy whether the track is thought to be taken beyond `now`; right or wrong, the place is the same
   * @returns when the place has its turn; epoch milliseconds
   */
  take(channel: Channel, track: Track, now: number, isBusy: boolean): Promise<number> {
    return this.#table.takePlace(laneKey(channel, track), { from: now, length: track.length, isBusy });
  }

  /** Gives a place back: the track ends one place sooner. Places behind it stay as they are. */
  async giveBack(channel: Channel, track: Track): Promise<void> {
    await this.#table.giveBackPlace(laneKey(channel, track), track.length);
  }

  async rateOf(channel: Channel): Promise<ReadRate> {
    const item = (await this.#table.get(rateKey(channel))) as Stored<KnownRate> | undefined; // the key holds the noun
    return item ? { value: item.value, rev: item.rev } : { rev: 0 };
  }

  /** Notes a rate over the one that was read. @returns the new revision; undefined when somebody else was first */
  noteRate(channel: Channel, value: KnownRate, rev: number): Promise<number | undefined> {
    return this.#table.put(rateKey(channel), value, rev);
  }
}
