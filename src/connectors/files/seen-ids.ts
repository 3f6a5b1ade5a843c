import { digestNumber } from './digest.ts';

/** The ids of a file's rows so far, in 16 to 32 bytes each: a million take 32 MB at most. */
export class SeenIds {
  #slots = new Float64Array(1024);
  #count = 0;

  /** Adds an id. @returns false if it was there */
  add(id: string): boolean {
    if (this.#count * 2 >= this.#slots.length) this.#grow();
    return this.#put(digestNumber(id) + 1); // 0 is an empty slot
  }

  #put(digest: number): boolean {
    const { length } = this.#slots;
    for (let place = digest % length; ; place = (place + 1) % length) {
      const found = this.#slots[place];
      if (found === digest) return false;
      if (found !== 0) continue;
      this.#slots[place] = digest;
      this.#count += 1;
      return true;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Float64Array(before.length * 2);
    this.#count = 0;
    for (const digest of before) if (digest !== 0) this.#put(digest);
  }
}
