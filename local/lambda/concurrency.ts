import type { LambdaRefusal } from './protocol.ts';

/** What of a function decides how often it may run at the same time. */
interface Reservation {
  readonly name: string;
  /** The part of the account's concurrency that is the function's own, and all it gets. */
  readonly reservedConcurrency: number | undefined;
}

/** Counts the invocations that are under way, as Lambda does against the account's limit and what functions reserve. */
export class Concurrency {
  readonly #limit: number | undefined;
  readonly #running = new Map<string, number>();
  readonly #reserved = new Map<string, number>();

  /** @param limit invocations of all functions at the same time; without one nothing is ever refused */
  constructor(limit: number | undefined) {
    this.#limit = limit;
  }

  /** Makes the function known, and what it reserves. */
  add({ name, reservedConcurrency }: Reservation): void {
    if (reservedConcurrency !== undefined) this.#reserved.set(name, reservedConcurrency);
  }

  /** Begins an invocation, or says why not. What has begun must end. */
  begin(name: string): LambdaRefusal | undefined {
    const refusal = this.#refusal(name);
    if (refusal === undefined) this.#running.set(name, (this.#running.get(name) ?? 0) + 1);
    return refusal;
  }

  /** Ends an invocation. */
  end(name: string): void {
    this.#running.set(name, (this.#running.get(name) ?? 0) - 1);
  }

  #refusal(name: string): LambdaRefusal | undefined {
    if (this.#limit === undefined) return undefined;
    const reserved = this.#reserved.get(name);
    if (reserved !== undefined) {
      return (this.#running.get(name) ?? 0) < reserved ? undefined : 'reserved-concurrency';
    }
    const others = [...this.#running].filter(([other]) => !this.#reserved.has(other));
    const running = others.reduce((sum, [, count]) => sum + count, 0);
    const taken = [...this.#reserved.values()].reduce((sum, count) => sum + count, 0);
    return running < this.#limit - taken ? undefined : 'account-concurrency';
  }
}
