import type { VirtualClock } from '../../../src/simulation/virtual-clock.ts';
import type { Faults, Service } from './faults.ts';

/** What a service's client throws: the SDK puts `$metadata` on it, and on every request that had no answer too. */
export class ServiceError extends Error {
  override readonly name: string;
  readonly $metadata: { readonly httpStatusCode?: number };

  constructor(name: string, message: string, httpStatusCode?: number) {
    super(message);
    this.name = name;
    this.$metadata = httpStatusCode === undefined ? {} : { httpStatusCode };
  }
}

/** A call of a function ended without an answer, by the name that Lambda gives it. */
export class DeathError extends Error {
  override readonly name = 'Lambda.Unknown';
}

/** How a service says that it is too busy. */
const throttles: Readonly<Record<Service, readonly [name: string, status: number]>> = {
  dynamodb: ['ThrottlingException', 400],
  states: ['ThrottlingException', 400],
  events: ['ThrottlingException', 400],
  sqs: ['RequestThrottled', 403],
  scheduler: ['ThrottlingException', 429],
  ses: ['TooManyRequestsException', 429],
  'sms-voice': ['ThrottlingException', 400],
  lambda: ['TooManyRequestsException', 429],
};

/** How often the SDK asks before it gives up, unless a client says otherwise. */
const sdkAttempts = 3;

/**
 * One call of a function: every request that it makes to a service passes here, takes a while, and may meet a fault. The
 * call may die before or after any request; what it does then never comes back, as in a process that is gone.
 */
export class Call {
  /** Rejects when the call dies. */
  readonly death: Promise<never>;
  readonly #name: string;
  readonly #time: VirtualClock;
  readonly #faults: Faults;
  readonly #dies: ReturnType<Faults['deathOf']>;
  readonly #chance;
  #kill: (error: Error) => void = () => {};
  #dead = false;
  #requests = 0;

  /** @param name tells this call from all others, whatever else happens in the world */
  constructor(name: string, time: VirtualClock, faults: Faults) {
    this.#name = name;
    this.#time = time;
    this.#faults = faults;
    this.#dies = faults.deathOf(name);
    this.#chance = faults.chanceOf('pace', name);
    this.death = new Promise((_, reject) => {
      this.#kill = reject;
    });
    this.death.catch(() => {});
  }

  /** Runs the function's work; rejects when the call dies in it. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return Promise.race([work(), this.death]);
  }

  /**
   * Makes a request as the SDK does: what is too busy or out is asked again shortly after.
   * @param attempts how often the client asks; 1 for clients that must not repeat
   * @throws ServiceError when the service does not answer
   */
  async request<T>(service: Service, carryOut: () => T | Promise<T>, attempts = sdkAttempts): Promise<T> {
    const place = this.#requests++;
    if (this.#dead || this.#diesAt(place, false)) return this.#die();
    if (this.#chance.happens(0.25)) await this.#time.sleep(this.#chance.whole(1, 120));
    for (let attempt = 1; ; attempt += 1) {
      const trouble = this.#troubleOf(service, place, attempt);
      if (trouble === undefined) break;
      if (attempt === attempts) throw trouble;
      await this.#time.sleep(100 * attempt);
    }
    if (this.#dead) return this.#die();
    const answer = await carryOut();
    return this.#dead || this.#diesAt(place, true) ? this.#die() : answer;
  }

  /** Ends the call where it is: its process is gone. Nothing happens to one that is over. */
  kill(): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#kill(new DeathError(`The function died: ${this.#name}.`));
  }

  /** Whether the answer to the last request is lost. */
  losesAnswer(): boolean {
    return this.#faults.losesAnswer(`${this.#name} ${this.#requests}`);
  }

  #troubleOf(service: Service, place: number, attempt: number): ServiceError | undefined {
    if (this.#faults.isOut(service, this.#time.now)) {
      const silent = place % 2 === 0; // the service says so, or says nothing
      return silent
        ? new ServiceError('TimeoutError', `${service} does not answer.`)
        : new ServiceError('ServiceUnavailable', `${service} is out.`, 503);
    }
    if (!this.#faults.throttles(service, `${this.#name} ${place} ${attempt}`)) return undefined;
    const [name, status] = throttles[service];
    return new ServiceError(name, `${service} is busy.`, status);
  }

  #diesAt(place: number, after: boolean): boolean {
    return this.#dies?.request === place && this.#dies.after === after;
  }

  #die(): Promise<never> {
    if (!this.#dead) this.#faults.died(this.#name);
    this.kill();
    return new Promise(() => {});
  }
}
