import { Chance, seedOf } from './chance.ts';

/** The services that a function asks, and Lambda itself, as their SDK clients are called. */
export const services = ['dynamodb', 'states', 'events', 'sqs', 'scheduler', 'ses', 'sms-voice', 'lambda'] as const;
export type Service = (typeof services)[number];

/** A stretch of time in which a service takes nothing. Epoch milliseconds. */
export interface Outage {
  readonly service: Service;
  readonly from: number;
  readonly to: number;
}

/** How much goes wrong. Each is a probability: of a delivery, of a call of a function, of a request. */
export interface FaultRates {
  readonly duplicates: number;
  readonly crash: number;
  readonly throttle: number;
  /** A message is taken, and no answer comes. */
  readonly unanswered: number;
}

export const noFaults: FaultRates = { duplicates: 0, crash: 0, throttle: 0, unanswered: 0 };

export type FaultKind = keyof FaultRates | 'outage';

/**
 * What goes wrong. Whether a fault meets a request hangs on the seed and on what the request is for, never on what came
 * before it: the same faults meet a customer when others are left out of the history.
 */
export class Faults {
  /** Every fault that was met, by name: as `allowed` takes them. */
  readonly met = new Map<string, FaultKind>();
  readonly #seed: number;
  readonly #rates: FaultRates;
  readonly #outages: readonly Outage[];
  readonly #allowed: ReadonlySet<string> | undefined;

  /** @param allowed only these faults are met; all, if left out */
  constructor(seed: number, rates: FaultRates, outages: readonly Outage[] = [], allowed?: ReadonlySet<string>) {
    this.#seed = seed;
    this.#rates = rates;
    this.#outages = outages;
    this.#allowed = allowed;
  }

  /** A source of chance for one thing by its name. */
  chanceOf(...name: readonly (string | number)[]): Chance {
    return new Chance(seedOf(this.#seed, ...name));
  }

  /** Whether a delivery comes a second time. */
  repeats(name: string): boolean {
    return this.#meets('duplicates', name, this.#rates.duplicates);
  }

  /** Whether a service is too busy for this try. */
  throttles(service: Service, name: string): boolean {
    return this.#meets('throttle', `${service} ${name}`, this.#rates.throttle);
  }

  /** Whether a message that was taken gets no answer. */
  losesAnswer(name: string): boolean {
    return this.#meets('unanswered', name, this.#rates.unanswered);
  }

  /** At which request a call of a function dies, and whether before or after it; undefined when it lives. */
  deathOf(name: string): { readonly request: number; readonly after: boolean } | undefined {
    if (this.#rates.crash === 0) return undefined;
    const chance = this.chanceOf('crash', name);
    if (!chance.happens(this.#rates.crash * 2) || !this.#isAllowed(`crash ${name}`)) return undefined;
    return { request: chance.whole(0, 13), after: chance.happens(0.5) }; // a call makes about seven requests
  }

  /** Notes that a death came about: a call may make fewer requests. */
  died(name: string): void {
    this.met.set(`crash ${name}`, 'crash');
  }

  isOut(service: Service, now: number): boolean {
    const outage = this.#outages.find((one) => one.service === service && now >= one.from && now < one.to);
    if (outage === undefined) return false;
    const name = outageName(outage);
    if (!this.#isAllowed(name)) return false;
    this.met.set(name, 'outage');
    return true;
  }

  #meets(kind: FaultKind, name: string, rate: number): boolean {
    if (rate === 0 || !this.chanceOf(kind, name).happens(rate)) return false;
    const fault = `${kind} ${name}`;
    if (!this.#isAllowed(fault)) return false;
    this.met.set(fault, kind);
    return true;
  }

  #isAllowed(fault: string): boolean {
    return this.#allowed === undefined || this.#allowed.has(fault);
  }
}

/** An outage as a report names it. */
export function outageName({ service, from, to }: Outage): string {
  return `outage of ${service}, ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;
}
