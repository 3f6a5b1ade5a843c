import type { Clock } from './clock.ts';
import { Timers } from './timers.ts';

/**
 * The passing of time: real, `factor` times as fast, or by jumps to the next timer as soon as nothing is in flight. A
 * jump fires every timer within `together` milliseconds of the first at once, each at its own time, so that their work
 * runs side by side; 0 keeps one instant apart from the next. With `within` it jumps by itself no further than so many
 * milliseconds at a time, and is otherwise put forward by hand.
 */
export type ClockMode =
  | 'real'
  | { readonly factor: number }
  | { readonly jump: true; readonly together: number; readonly within?: number };

/** Queues and rules take seconds; whatever waits longer is something to look at first. */
const shortWait = 60_000;

/** Reads `step`, `real`, `jump` or a factor such as `60x`. @throws Error naming what is accepted */
export function parseClockMode(text: string): ClockMode {
  if (text === 'real') return 'real';
  if (text === 'step') return { jump: true, together: 0, within: shortWait };
  if (text === 'jump') return { jump: true, together: 0 };
  const factor = Number(/^(\d+(?:\.\d+)?)x$/.exec(text)?.[1]);
  if (factor > 0) return { factor };
  throw new Error(`Clock "${text}" is unknown: use step, jump, real, or a factor such as 60x.`);
}

/** The longest that setTimeout can wait; longer waits are taken in pieces. */
const longestTimeout = 2 ** 31 - 1;

/**
 * The one clock of the local runtime. It knows what is in flight (held), so that it jumps only when nothing is left to
 * do at the present time.
 */
export class VirtualClock implements Clock {
  #rate = 0;
  #together: number | undefined;
  #within = Number.POSITIVE_INFINITY;
  readonly #timers = new Timers();
  readonly #idlers = new Set<() => void>();
  #now: number;
  #anchor = performance.now();
  #inFlight = 0;
  #limit = Number.POSITIVE_INFINITY;
  #running = false;
  #checking = false;
  #timeout: NodeJS.Timeout | undefined;

  constructor(mode: ClockMode, startTime: number) {
    this.#now = startTime;
    this.mode = mode;
  }

  /** Milliseconds of this clock per real millisecond; 0 when it jumps. */
  get rate(): number {
    return this.#rate;
  }

  /** Lets time pass in another way from now on. */
  set mode(mode: ClockMode) {
    this.#now = this.now();
    this.#anchor = performance.now();
    const jumps = typeof mode === 'object' && 'jump' in mode;
    this.#together = jumps ? mode.together : undefined;
    this.#within = jumps ? (mode.within ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
    this.#rate = jumps ? 0 : mode === 'real' ? 1 : mode.factor;
    this.#check();
  }

  /** The present time in epoch milliseconds. */
  now(): number {
    if (this.#rate > 0 && this.#running) return Math.floor(this.#now + (performance.now() - this.#anchor) * this.#rate);
    return this.#now;
  }

  /** True if it is put forward by hand. */
  get canStep(): boolean {
    return this.#within < Number.POSITIVE_INFINITY;
  }

  /** Goes on to the next time that anything but recurring timers waits for. False when nothing does. */
  async step(): Promise<boolean> {
    await this.whenIdle();
    const next = this.#timers.nextAwaited();
    if (next === undefined) return false;
    await this.stepTo(next);
    return true;
  }

  /** Goes on to the time, and stops there; short waits pass as ever. */
  async stepTo(time: number): Promise<void> {
    await this.advanceTo(time);
    this.start();
    await this.whenIdle();
  }

  /** Goes on until only recurring timers are left. */
  async stepToTheEnd(): Promise<void> {
    while (await this.step());
  }

  /** The number of waiting timers that are not in the background. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Runs the action at the time, or soon when that has passed. Returns what cancels it. */
  at(time: number, action: () => void): () => void {
    const cancel = this.#timers.add(time, action);
    this.#check();
    return cancel;
  }

  /**
   * The same in the background: a timer that comes round for ever, which nobody waits for. Time that passes without an
   * end stops when only such timers are left.
   */
  inBackgroundAt(time: number, action: () => void): () => void {
    const cancel = this.#timers.add(time, action, true);
    this.#check();
    return cancel;
  }

  /** Something is under way: the clock does not jump until the returned function is called. Calling it twice is once. */
  hold(): () => void {
    this.#inFlight++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#inFlight--;
      if (this.#inFlight === 0) this.#check();
    };
  }

  /** Holds the clock while the work runs. */
  async holdWhile<T>(work: () => Promise<T>): Promise<T> {
    const release = this.hold();
    try {
      return await work();
    } finally {
      release();
    }
  }

  /** Lets time pass, for ever or until a time (epoch milliseconds). */
  start(until = Number.POSITIVE_INFINITY): void {
    this.#limit = until;
    if (!this.#running) this.#anchor = performance.now();
    this.#running = true;
    this.#check();
  }

  /** Stops time. Timers stay. */
  stop(): void {
    this.#now = this.now();
    this.#running = false;
    clearTimeout(this.#timeout);
    this.#timeout = undefined;
    this.#check();
  }

  /**
   * Resolves once nothing is in flight and nothing is due: at the present time, or, when the clock was started with a
   * limit or jumps, up to that limit.
   */
  whenIdle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idlers.add(resolve);
      this.#check();
    });
  }

  /** Lets time pass up to the given time, whatever the mode; resolves when all that was due by then is done. */
  async advanceTo(time: number): Promise<void> {
    this.start(time);
    await this.whenIdle();
    this.stop();
    this.#now = Math.max(this.#now, time);
  }

  #check(): void {
    if (this.#checking) return;
    this.#checking = true;
    setImmediate(() => {
      this.#checking = false;
      this.#turn();
    });
  }

  #turn(): void {
    const fired = this.#running && this.#together !== undefined ? this.#jump() : this.#fireDue();
    if (fired) {
      this.#check();
      return;
    }
    if (this.#inFlight === 0 && !this.#isExpecting()) this.#tellIdle();
    if (this.#running && this.#rate > 0) this.#sleep();
  }

  #isExpecting(): boolean {
    const next = this.#timers.nextTime();
    if (next === undefined) return false;
    if (this.#isTooFar(next)) return false;
    if (this.#isOver() && next > this.now()) return false;
    const lastsForEver = this.#rate > 0 && this.#limit === Number.POSITIVE_INFINITY;
    return next <= (this.#running && !lastsForEver ? this.#limit : this.now());
  }

  /** True if time without an end has only recurring timers left. */
  #isOver(): boolean {
    return this.#limit === Number.POSITIVE_INFINITY && this.#timers.size === 0;
  }

  /** True if the clock leaves it to somebody else to go on to that time. */
  #isTooFar(time: number): boolean {
    return this.#limit === Number.POSITIVE_INFINITY && time > this.#now + this.#within;
  }

  #jump(): boolean {
    const first = this.#timers.nextTime();
    if (first === undefined || first > this.#limit) return false;
    if (this.#isOver() && first > this.#now) return false;
    if (this.#isTooFar(first)) return false;
    if (this.#inFlight > 0 && first > this.#now) return false;
    return this.#fireUntil(Math.min(Math.max(first, this.#now) + (this.#together ?? 0), this.#limit));
  }

  #fireDue(): boolean {
    return this.#fireUntil(this.#running ? Math.min(this.now(), this.#limit) : this.#now);
  }

  #fireUntil(time: number): boolean {
    let fired = false;
    for (let next = this.#timers.nextTime(); next !== undefined && next <= time; next = this.#timers.nextTime()) {
      if (this.#rate === 0) this.#now = Math.max(this.#now, next);
      this.#timers.take()?.();
      fired = true;
    }
    return fired;
  }

  #tellIdle(): void {
    const idlers = [...this.#idlers];
    this.#idlers.clear();
    for (const resolve of idlers) resolve();
  }

  #sleep(): void {
    clearTimeout(this.#timeout);
    const next = this.#timers.nextTime();
    if (next === undefined || next > this.#limit) return;
    const delay = Math.ceil((next - this.now()) / this.#rate);
    this.#timeout = setTimeout(() => this.#check(), Math.min(Math.max(delay, 1), longestTimeout));
  }
}
