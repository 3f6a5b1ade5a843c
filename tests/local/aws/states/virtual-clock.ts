import type { Clock } from '../../../../local/aws/clock.ts';
import { VirtualClock as Simulated, settle } from '../../../../src/simulation/virtual-clock.ts';

/** The clock of the simulation as the local services take one: it stands still until a test moves it. */
export class VirtualClock implements Clock {
  readonly #clock: Simulated;

  constructor(now: number) {
    this.#clock = new Simulated(now, { oneByOne: true });
  }

  now(): number {
    return this.#clock.now;
  }

  at(time: number, action: () => void): () => void {
    return this.#clock.at(time, action);
  }

  get pending(): number {
    return this.#clock.waiting;
  }

  /** Lets everything happen that needs no more time. */
  readonly settle = settle;

  /** Lets time pass, timer by timer. */
  advance(milliseconds: number): Promise<void> {
    return this.#clock.runUntil(this.now() + milliseconds);
  }

  /** Jumps from timer to timer until a promise settles or no timer is left. */
  async runUntil(promise: Promise<unknown>): Promise<void> {
    let done = false;
    promise.finally(() => {
      done = true;
    });
    await settle();
    while (this.pending > 0 && !done) await this.#clock.step();
  }
}
