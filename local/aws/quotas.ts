import { AwsError } from './services/service.ts';

/** A bucket of requests: so many at once, and so many more every second. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Quotas of an account that a correct stack may run into. One that is left out is not enforced. */
export interface Quotas {
  /** Invocations of all functions at the same time; what a function reserves is enforced with it. */
  readonly lambdaConcurrency?: number;
  readonly startExecution?: Rate;
  /** Requests, each of up to ten entries. */
  readonly putEvents?: Rate;
  /** Messages that SES takes in a second and in 24 hours. */
  readonly sendEmail?: { readonly perSecond: number; readonly perDay: number };
  /** True if SES sends to verified addresses only, as it does for new accounts. */
  readonly emailSandbox?: boolean;
}

/**
 * Sets of quotas, as AWS gives them in Tokyo and in most other Regions: to an account that is new, and to one that has
 * left the sandbox of SES and asked Lambda for the usual concurrency.
 */
export const quotaSets = {
  none: {},
  new: {
    lambdaConcurrency: 10,
    startExecution: { burst: 800, perSecond: 150 },
    putEvents: { burst: 1200, perSecond: 1200 },
    sendEmail: { perSecond: 1, perDay: 200 },
    emailSandbox: true,
  },
  production: {
    lambdaConcurrency: 1000,
    startExecution: { burst: 800, perSecond: 150 },
    putEvents: { burst: 1200, perSecond: 1200 },
    sendEmail: { perSecond: 14, perDay: 50_000 },
  },
} as const satisfies Record<string, Quotas>;

/** The bucket of a quota. It fills by the local clock, so it gets nothing while the clock is stopped. */
export class Bucket {
  readonly #rate: Rate;
  readonly #now: () => number;
  #left: number;
  #at: number;

  constructor(rate: Rate, now: () => number) {
    this.#rate = rate;
    this.#now = now;
    this.#left = rate.burst;
    this.#at = now();
  }

  /** Takes so many out, if there are as many. Takes nothing otherwise, and says so. */
  take(count = 1): boolean {
    const { burst, perSecond } = this.#rate;
    const now = this.#now();
    this.#left = Math.min(burst, this.#left + ((now - this.#at) / 1000) * perSecond);
    this.#at = now;
    if (this.#left < count) return false;
    this.#left -= count;
    return true;
  }
}

/** A function that takes from a bucket, and refuses when it is empty; without a rate it lets everything through. */
export function throttle(rate: Rate | undefined, now: () => number): (count?: number) => void {
  if (rate === undefined) return () => {};
  const bucket = new Bucket(rate, now);
  return (count) => {
    if (!bucket.take(count)) throw new AwsError('ThrottlingException', 'Rate exceeded');
  };
}
