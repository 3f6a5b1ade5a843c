import type { VirtualClock } from '../../../src/simulation/virtual-clock.ts';

/** A bucket of tokens, as AWS throttles by: so many at once after a rest, and so many a second. */
export class Quota {
  taken = 0;
  refused = 0;
  readonly #time: VirtualClock;
  readonly #bucket: number;
  readonly #perSecond: number;
  #tokens: number;
  #since: number;

  constructor(time: VirtualClock, { bucket, perSecond }: { readonly bucket: number; readonly perSecond: number }) {
    this.#time = time;
    this.#bucket = bucket;
    this.#perSecond = perSecond;
    this.#tokens = bucket;
    this.#since = time.now;
  }

  /** Whether there was a token to take. */
  take(): boolean {
    const { now } = this.#time;
    this.#tokens = Math.min(this.#bucket, this.#tokens + ((now - this.#since) / 1000) * this.#perSecond);
    this.#since = now;
    if (this.#tokens < 1) {
      this.refused += 1;
      return false;
    }
    this.#tokens -= 1;
    this.taken += 1;
    return true;
  }
}
