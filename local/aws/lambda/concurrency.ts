import type { LambdaRefusal } from './protocol.ts';

/** The settings of a function that limit how often it may run at the same time. */
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

  /** @param limit invocations of all functions at the same time; without one only functions that are switched off are refused */
  constructor(limit: number | undefined) {
    this.#limit = limit;
  }

  /** Sets what the function reserves. A function that reserves nothing at all, 0, is switched off. */
  reserve({ name, reservedConcurrency }: Reservation): void {
    if (reservedConcurrency === undefined) this.#reserved.delete(name);
    else this.#reserved.set(name, reservedConcurrency);
  }

  /** The function's reservation, if it has one. */
  reservedBy(name: string): number | undefined {
    return this.#reserved.get(name);
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
    const reserved = this.#reserved.get(name);
    if (reserved === 0) return 'reserved-concurrency';
    if (this.#limit === undefined) return undefined;
    if (reserved !== undefined) {
      return (this.#running.get(name) ?? 0) < reserved ? undefined : 'reserved-concurrency';
    }
    const others = [...this.#running].filter(([other]) => !this.#reserved.has(other));
    const running = others.reduce((sum, [, count]) => sum + count, 0);
    const taken = [...this.#reserved.values()].reduce((sum, count) => sum + count, 0);
    return running < this.#limit - taken ? undefined : 'account-concurrency';
  }
}
