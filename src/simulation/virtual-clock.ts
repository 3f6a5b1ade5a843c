import { type Timer, Timers } from './timers.ts';

/** How a clock lets happen what is due. */
export interface ClockSettings {
  /** What is due at one moment happens one thing after the other, each with all that follows from it; else side by side. */
  readonly oneByOne?: boolean;
  /** Times keep their fractions of a millisecond; else they are rounded up to whole ones. */
  readonly exact?: boolean;
}

/** A clock that jumps from one thing that is due to the next. Times are epoch milliseconds. */
export class VirtualClock {
  readonly #timers = new Timers();
  readonly #settings: ClockSettings;
  #now: number;

  constructor(start: number, settings: ClockSettings = {}) {
    this.#now = start;
    this.#settings = settings;
  }

  get now(): number {
    return this.#now;
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Runs the action at the time, or now if that is past. Returns what cancels it. */
  at(time: number, action: () => void): () => void {
    const due = Math.max(this.#settings.exact ? time : Math.ceil(time), this.#now);
    const timer: Timer = this.#timers.add(due, action);
    return () => this.#timers.cancel(timer);
  }

  after(milliseconds: number, action: () => void): () => void {
    return this.at(this.#now + milliseconds, action);
  }

  /** Resolves so many milliseconds from now. */
  readonly sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void this.after(milliseconds, resolve));

  /** Lets everything happen that is due by then, and stops at that time. */
  async runUntil(end: number): Promise<void> {
    await this.#runThrough(end);
    this.#now = Math.max(this.#now, end);
  }

  /** Lets everything happen until no timer is left. */
  runToEnd(): Promise<void> {
    return this.#runThrough(Number.POSITIVE_INFINITY);
  }

  /** Jumps to what is due next, if anything is, and lets it happen. */
  async step(): Promise<void> {
    this.#now = this.#timers.nextTime() ?? this.#now;
    do this.#timers.take()?.action();
    while (!this.#settings.oneByOne && this.#isDueBy(this.#now));
    await settle();
  }

  async #runThrough(end: number): Promise<void> {
    await settle();
    while (this.#isDueBy(end)) await this.step();
  }

  #isDueBy(time: number): boolean {
    return (this.#timers.nextTime() ?? Number.POSITIVE_INFINITY) <= time && this.waiting > 0;
  }
}

/** Resolves when no promise is left that can go on by itself: what goes on after it waits for the clock. */
export function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
