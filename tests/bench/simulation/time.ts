import { Timers } from '../../../local/aws/timers.ts';

/** Virtual time for a simulation: it stands still while anything is done, and jumps to what is due next. */
export class VirtualTime {
  now: number;
  readonly #timers = new Timers();

  constructor(now: number) {
    this.now = now;
  }

  readonly sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => this.after(milliseconds, () => resolve()));

  after(milliseconds: number, action: () => void): void {
    this.#timers.add(this.now + Math.max(milliseconds, 0), action);
  }

  /** Lets time pass until nothing is due any more. */
  async run(): Promise<void> {
    for (let next = this.#timers.nextTime(); next !== undefined; next = this.#timers.nextTime()) {
      this.now = next;
      this.#timers.take()?.();
      await new Promise(setImmediate); // what follows from it without waiting
    }
  }
}

/** A bucket of tokens, as AWS throttles by: so many at once after a rest, and so many a second. */
export class Quota {
  taken = 0;
  refused = 0;
  readonly #time: VirtualTime;
  readonly #bucket: number;
  readonly #perSecond: number;
  #tokens: number;
  #since: number;

  constructor(time: VirtualTime, { bucket, perSecond }: { readonly bucket: number; readonly perSecond: number }) {
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
