import { type Timer, Timers } from './timers.ts';

/** The settings of a clock. */
export interface ClockSettings {
  /** Timers of one moment fire one after the other, each with all that follows from it; without it, side by side. */
  readonly oneByOne?: boolean;
  /** Times keep their fractions of a millisecond; without it, they are rounded up. */
  readonly exact?: boolean;
}

/** A clock that jumps from one timer to the next. Times are epoch milliseconds. */
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

  /** Fires every timer that is due by then, and stops at that time. */
  async runUntil(end: number): Promise<void> {
    await this.#runThrough(end);
    this.#now = Math.max(this.#now, end);
  }

  /** Fires timers until none is left. */
  runToEnd(): Promise<void> {
    return this.#runThrough(Number.POSITIVE_INFINITY);
  }

  /** Jumps to the next timer, if there is one, and fires it. */
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

/** Resolves when all promises have settled that need no timer. */
export function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
