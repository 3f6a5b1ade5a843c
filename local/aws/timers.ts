interface Timer {
  readonly time: number;
  readonly order: number;
  readonly action: () => void;
  /** Set when nobody waits for it: it comes round for ever. */
  readonly background: boolean;
  cancelled: boolean;
}

/** Timers in order of time, then of insertion: a binary heap. Times are epoch milliseconds. */
export class Timers {
  readonly #heap: Timer[] = [];
  #inserted = 0;
  #live = 0;

  /** The number of waiting timers that are not in the background. */
  get size(): number {
    return this.#live;
  }

  /** Adds a timer and returns what cancels it. */
  add(time: number, action: () => void, background = false): () => void {
    const timer: Timer = { time, order: this.#inserted++, action, background, cancelled: false };
    if (!background) this.#live++;
    this.#heap.push(timer);
    this.#rise(this.#heap.length - 1);
    return () => this.#settle(timer);
  }

  /** When the next timer is due, or undefined when none waits. */
  nextTime(): number | undefined {
    this.#dropCancelled();
    return this.#heap[0]?.time;
  }

  /** When the next timer is due that is not in the background, or undefined when none waits. */
  nextAwaited(): number | undefined {
    const times = this.#heap.filter(({ background, cancelled }) => !background && !cancelled).map(({ time }) => time);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Takes the next timer's action out of the heap. */
  take(): (() => void) | undefined {
    this.#dropCancelled();
    const timer = this.#pop();
    if (timer === undefined) return undefined;
    this.#settle(timer);
    return timer.action;
  }

  #settle(timer: Timer): void {
    if (!timer.cancelled && !timer.background) this.#live--;
    timer.cancelled = true;
  }

  #dropCancelled(): void {
    while (this.#heap[0]?.cancelled) this.#pop();
  }

  #pop(): Timer | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || this.#heap.length === 0) return first;
    this.#heap[0] = last;
    this.#sink(0);
    return first;
  }

  #rise(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapWhenBefore(index, parent)) return;
      index = parent;
    }
  }

  #sink(from: number): void {
    let index = from;
    for (;;) {
      const left = 2 * index + 1;
      const child = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#swapWhenBefore(child, index)) return;
      index = child;
    }
  }

  #swapWhenBefore(one: number, other: number): boolean {
    if (!this.#isBefore(one, other)) return false;
    const [first, second] = [this.#heap[one], this.#heap[other]];
    if (first === undefined || second === undefined) return false;
    this.#heap[one] = second;
    this.#heap[other] = first;
    return true;
  }

  #isBefore(one: number, other: number): boolean {
    const [first, second] = [this.#heap[one], this.#heap[other]];
    if (first === undefined || second === undefined) return false;
    return first.time === second.time ? first.order < second.order : first.time < second.time;
  }
}
