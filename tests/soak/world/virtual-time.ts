import { type Timer, Timers } from './timers.ts';

/** A clock that jumps from one thing that is due to the next. Times are epoch milliseconds. */
export class VirtualTime {
  readonly #timers = new Timers();
  #now: number;
  /** How many timers have fired. */
  fired = 0;

  constructor(start: number) {
    this.#now = start;
  }

  get now(): number {
    return this.#now;
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Runs the action at the time, to the whole millisecond, or now if that is past. Returns what cancels it. */
  at(time: number, action: () => void): () => void {
    const timer: Timer = this.#timers.add(Math.ceil(time), action);
    return () => this.#timers.cancel(timer);
  }

  /** Resolves so many milliseconds from now. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.at(this.#now + milliseconds, resolve));
  }

  /** Lets everything happen that is due by then, and stops at that time. */
  async runUntil(end: number): Promise<void> {
    await settle();
    for (let next = this.#timers.nextTime(); next !== undefined && next <= end; next = this.#timers.nextTime()) {
      this.#now = Math.max(this.#now, next);
      for (; next !== undefined && next <= this.#now; next = this.#timers.nextTime()) {
        this.fired += 1;
        this.#timers.take()?.action();
      }
      await settle();
    }
    this.#now = Math.max(this.#now, end);
  }
}

/** Resolves when no promise is left that can go on by itself: what goes on after it waits for the clock. */
function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
