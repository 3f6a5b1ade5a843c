/** Time that jumps from one thing to the next; what happens at one moment happens in the order it was asked for. */
export class VirtualTime {
  now: number;
  #count = 0;
  readonly #heap: { readonly at: number; readonly order: number; readonly act: () => void }[] = [];

  /** @param now epoch milliseconds */
  constructor(now: number) {
    this.now = now;
  }

  at(time: number, act: () => void): void {
    const heap = this.#heap;
    heap.push({ at: Math.max(Math.ceil(time), this.now), order: this.#count++, act });
    for (let place = heap.length - 1; place > 0; ) {
      const parent = (place - 1) >> 1;
      if (!this.#isBefore(place, parent)) break;
      this.#swap(place, parent);
      place = parent;
    }
  }

  after(milliseconds: number, act: () => void): void {
    this.at(this.now + milliseconds, act);
  }

  /** Waits for so many milliseconds. */
  readonly pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => this.after(milliseconds, () => resolve()));

  /** Lets everything happen, until nothing is left to happen. */
  async run(): Promise<void> {
    for (let next = this.#take(); next !== undefined; next = this.#take()) {
      this.now = next.at;
      next.act();
      await new Promise(setImmediate); // until whoever was called has nothing to do but wait
    }
  }

  #take() {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let place = 0; ; ) {
      const children = [2 * place + 1, 2 * place + 2].filter((child) => child < heap.length);
      const [least] = children.sort((one, other) => (this.#isBefore(one, other) ? -1 : 1));
      if (least === undefined || !this.#isBefore(least, place)) return first;
      this.#swap(place, least);
      place = least;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order));
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}
