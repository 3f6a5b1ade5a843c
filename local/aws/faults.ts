/** One request to a service, as a fault hook sees it: `before` it is carried out, or `after`, before the answer. */
export interface Call {
  readonly phase: 'before' | 'after';
  /** The service's id: dynamodb, events, lambda, scheduler, secretsmanager, ses, sms-voice, sns, sqs, states. */
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The function that asks; undefined when the request comes from outside. */
  readonly functionName?: string;
}

/**
 * The fate of a request: it passes, is answered with a throttle, loses its connection without an answer, or its
 * function dies.
 */
export type Fault = 'pass' | 'throttle' | 'drop' | 'kill';

/** Which requests a fault meets. */
export type CallFilter = Partial<Pick<Call, 'phase' | 'service' | 'operation' | 'functionName'>>;

/** The faults that tests inject into the traffic between functions and services. */
export class Faults {
  readonly #hooks = new Set<(call: Call) => Fault>();

  /** True if any faults are injected. */
  get active(): boolean {
    return this.#hooks.size > 0;
  }

  /** Asks the hook about every request until the returned function is called. */
  add(hook: (call: Call) => Fault): () => void {
    this.#hooks.add(hook);
    return () => this.#hooks.delete(hook);
  }

  /** Lets the next `times` requests that fit the filter meet the fault. Returns what takes it back. */
  inject(fault: Exclude<Fault, 'pass'>, filter: CallFilter, times = 1): () => void {
    let left = times;
    return this.add((call) => {
      const fits = Object.entries(filter).every(([name, value]) => call[name as keyof CallFilter] === value); // its own keys
      if (!fits || left === 0) return 'pass';
      left--;
      return fault;
    });
  }

  /** The first fault that a hook has for the request. */
  judge(call: Call): Fault {
    for (const hook of this.#hooks) {
      const fault = hook(call);
      if (fault !== 'pass') return fault;
    }
    return 'pass';
  }
}
