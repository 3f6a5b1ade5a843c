import { createHash } from 'node:crypto';

/** Results of the last compilation, by all that they follow from: of the next one only what changed is work. */
export class MessageMemory {
  #last: ReadonlyMap<string, unknown> = new Map();
  #present = new Map<string, unknown>();

  /** Begins a compilation: what the last one did not need is forgotten. */
  begin(): void {
    this.#last = this.#present;
    this.#present = new Map();
  }

  /**
   * The result of the work: the one of before if all that it follows from is the same.
   * @param work must follow from its inputs alone, and nobody may change its result
   * @param inputs as JSON, with a name for the kind of work
   */
  async recall<T>(work: () => T | Promise<T>, ...inputs: readonly unknown[]): Promise<T> {
    const key = digestOf(inputs);
    const isKnown = this.#present.has(key) || this.#last.has(key);
    const result = isKnown ? (this.#present.get(key) ?? this.#last.get(key)) : await work();
    this.#present.set(key, result);
    return result as T; // the same kind of work with the same inputs made it
  }
}

/** A short text that stands for the inputs. */
export function digestOf(inputs: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(inputs)).digest('base64');
}
