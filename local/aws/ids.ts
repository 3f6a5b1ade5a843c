import { createHash } from 'node:crypto';

/** Ids in the form of UUIDs, the same in every run that asks in the same order from the same seed. */
export class Ids {
  readonly #seed: string;
  #count = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** The next id. */
  next(): string {
    const digest = createHash('sha1')
      .update(`${this.#seed}:${this.#count++}`)
      .digest('hex');
    return [digest.slice(0, 8), digest.slice(8, 12), `4${digest.slice(13, 16)}`, `8${digest.slice(17, 20)}`]
      .concat(digest.slice(20, 32))
      .join('-');
  }
}
