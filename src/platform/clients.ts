/** How long a client waits, in milliseconds, and how often it tries. */
export interface Limits {
  /** Until there is a connection. */
  readonly connect: number;
  /** Until the answer begins, of each attempt. */
  readonly request: number;
  readonly attempts: number;
}

/** For requests that may be made twice: all attempts and the pauses between them take 15 seconds at most. */
export const patient: Limits = { connect: 2_000, request: 4_000, attempts: 3 };

/** For sending: SES and End User Messaging have no idempotency token, so a second attempt could send twice. */
export const once: Limits = { connect: 2_000, request: 15_000, attempts: 1 };

/** What a client is made with: the part that all clients of the SDK share. */
export interface ClientSettings {
  readonly maxAttempts: number;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
  readonly logger: typeof quiet;
}

const nothing = () => {};

/**
 * A logger without `info` and `error`: for these two the SDK copies each call's input and output, whoever listens.
 * Without a logger it takes one of its own that has both.
 */
const quiet = { debug: nothing, warn: nothing } as unknown as Record<'debug' | 'info' | 'warn' | 'error', () => void>; // the SDK asks before it calls

/** Makes a client of an AWS service. The only place that does: no client waits for ever. */
export function openClient<Client>(Kind: new (settings: ClientSettings) => Client, limits: Limits = patient): Client {
  const { connect: connectionTimeout, request: requestTimeout, attempts: maxAttempts } = limits;
  const requestHandler = { connectionTimeout, requestTimeout, throwOnRequestTimeout: true } as const; // else it only warns
  return new Kind({ maxAttempts, requestHandler, logger: quiet });
}
