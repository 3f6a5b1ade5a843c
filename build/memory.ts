import { createHash } from 'node:crypto';

/** Results of the last compilation, by all that they follow from: of the next one only what changed is work. */
export class Memory {
  #last: ReadonlyMap<string, unknown> = new Map();
  #present = new Map<string, unknown>();

  /** Begins a compilation. One that was begun and never ended has forgotten nothing: a mistake stopped it. */
  begin(): void {
    this.#last = new Map([...this.#last, ...this.#present]);
    this.#present = new Map();
  }

  /** Ends a compilation: what it did not need is forgotten. */
  end(): void {
    this.#last = this.#present;
    this.#present = new Map();
  }

  /**
   * The result of the work: the one of before if all that it follows from is the same.
   * @param work must follow from its inputs alone, and nobody may change its result; what it throws is not remembered
   * @param inputs as JSON, with a name for the kind of work
   */
  recall<T>(work: () => T, ...inputs: readonly unknown[]): T {
    const key = digestOf(inputs);
    const known = [this.#present, this.#last].find((results) => results.has(key));
    const result = known === undefined ? work() : known.get(key);
    this.#present.set(key, result);
    return result as T; // the same kind of work with the same inputs made it
  }
}

/** A short text that stands for the inputs. */
export function digestOf(inputs: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(inputs)).digest('base64');
}
