/** An action at a time. `place` is where it is in the heap; -1 when it is not there any more. */
export interface Timer {
  readonly time: number;
  readonly order: number;
  readonly action: () => void;
  place: number;
}

/**
 * Timers in order of time, then of insertion: a binary heap that knows each timer's place, so that a cancelled one leaves
 * it at once and holds no memory. Times are epoch milliseconds.
 */
export class Timers {
  readonly #heap: Timer[] = [];
  #inserted = 0;

  get size(): number {
    return this.#heap.length;
  }

  add(time: number, action: () => void): Timer {
    const timer: Timer = { time, order: this.#inserted++, action, place: this.#heap.length };
    this.#heap.push(timer);
    this.#rise(timer);
    return timer;
  }

  /** Takes the timer out. One that has fired, or was cancelled before, is left alone. */
  cancel(timer: Timer): void {
    if (timer.place < 0) return;
    const { place } = timer;
    const last = this.#heap.pop();
    timer.place = -1;
    if (last === undefined || last === timer) return;
    this.#put(last, place);
    this.#rise(last);
    this.#sink(last);
  }

  /** When the next timer is due; undefined when none waits. */
  nextTime(): number | undefined {
    return this.#heap[0]?.time;
  }

  /** Takes the next timer out of the heap. */
  take(): Timer | undefined {
    const [first] = this.#heap;
    if (first !== undefined) this.cancel(first);
    return first;
  }

  #put(timer: Timer, place: number): void {
    this.#heap[place] = timer;
    timer.place = place;
  }

  #rise(timer: Timer): void {
    while (timer.place > 0) {
      const { place } = timer;
      const above = (place - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || !isBefore(timer, parent)) return;
      this.#put(parent, place);
      this.#put(timer, above);
    }
  }

  #sink(timer: Timer): void {
    for (;;) {
      const { place } = timer;
      const [left, right] = [this.#heap[2 * place + 1], this.#heap[2 * place + 2]];
      const child = left !== undefined && right !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || !isBefore(child, timer)) return;
      const below = child.place;
      this.#put(child, place);
      this.#put(timer, below);
    }
  }
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.time === other.time ? one.order < other.order : one.time < other.time;
}
