import type { VirtualClock } from './virtual-clock.ts';

/** One-time schedules: each fires at its time, with its input, and is then removed. */
export class Schedules<Input> {
  readonly #clock: VirtualClock;
  readonly #fire: (input: Input) => void;
  readonly #waiting = new Map<string, { readonly input: Input; readonly cancel: () => void }>();

  constructor(clock: VirtualClock, fire: (input: Input) => void) {
    this.#clock = clock;
    this.#fire = fire;
  }

  /** @returns false when there is one of that name */
  create(name: string, at: number, input: Input): boolean {
    if (this.#waiting.has(name)) return false;
    const cancel = this.#clock.at(at, () => {
      this.#waiting.delete(name);
      this.#fire(input);
    });
    this.#waiting.set(name, { input, cancel });
    return true;
  }

  /** @returns the input of the deleted schedule; undefined when there is none of that name */
  delete(name: string): Input | undefined {
    const schedule = this.#waiting.get(name);
    this.#waiting.delete(name);
    schedule?.cancel();
    return schedule?.input;
  }
}
