import type { Clock } from '../../../../local/aws/clock.ts';

interface Timer {
  time: number;
  action: () => void;
}

/** A clock that stands still until a test moves it. */
export class VirtualClock implements Clock {
  #now: number;
  #timers = new Set<Timer>();

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  at(time: number, action: () => void): () => void {
    const timer = { time: Math.max(time, this.#now), action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  get pending(): number {
    return this.#timers.size;
  }

  /** Lets everything happen that needs no more time. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets time pass, timer by timer. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await this.settle();
    for (let timer = this.#next(); timer && timer.time <= end; timer = this.#next()) {
      await this.#fire(timer);
    }
    this.#now = end;
  }

  /** Jumps from timer to timer until a promise settles or no timer is left. */
  async runUntil(promise: Promise<unknown>): Promise<void> {
    let done = false;
    promise.finally(() => {
      done = true;
    });
    await this.settle();
    for (let timer = this.#next(); timer && !done; timer = this.#next()) await this.#fire(timer);
  }

  #next(): Timer | undefined {
    return [...this.#timers].sort((left, right) => left.time - right.time)[0];
  }

  async #fire(timer: Timer): Promise<void> {
    this.#timers.delete(timer);
    this.#now = timer.time;
    timer.action();
    await this.settle();
  }
}
