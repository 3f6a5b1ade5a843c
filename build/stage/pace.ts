import { setTimeout as wait } from 'node:timers/promises';

/** The rate of requests: a burst of so many at once, then so many a second. */
export interface RequestRate {
  readonly burst: number;
  readonly perSecond: number;
}

/** The clock of a pace; tests have their own. */
export interface Time {
  /** Milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

const realTime: Time = { now: () => performance.now(), sleep: (milliseconds) => wait(milliseconds) };

/** Keeps requests within a rate, as the service's own token bucket would, so that it never has to refuse one. */
export class Pace {
  readonly #rate: RequestRate;
  readonly #time: Time;
  /** When the bucket was, or will be, as full as it can be but for what was taken. */
  #fullAt: number;

  constructor(rate: RequestRate, time: Time = realTime) {
    this.#rate = rate;
    this.#time = time;
    this.#fullAt = time.now();
  }

  /** Resolves when the next request may go. */
  async turn(): Promise<void> {
    const { burst, perSecond } = this.#rate;
    const now = this.#time.now();
    const each = 1000 / perSecond;
    this.#fullAt = Math.max(now, this.#fullAt) + each;
    const early = this.#fullAt - now - burst * each;
    if (early > 0) await this.#time.sleep(early);
  }
}

/** Does something with each of the items, so many at a time, up to the first that fails; results in the items' order. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const rest = items.entries();
  const stop = new AbortController();
  const worker = async () => {
    for (const [place, item] of rest) {
      if (stop.signal.aborted) return;
      results[place] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, () => worker().finally(() => stop.abort())));
  return results;
}
