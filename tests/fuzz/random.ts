/** Random that a seed decides: the same draws in the same order, on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, and never, 1: mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, and never, `below`. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** @throws RangeError when there is nothing to draw from */
  pick<Value>(from: readonly Value[]): Value {
    const drawn = from[this.below(from.length)];
    if (drawn === undefined && !from.includes(drawn as Value)) throw new RangeError('nothing to draw from');
    return drawn as Value; // one of them, whatever it is
  }
}
