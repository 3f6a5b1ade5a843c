import { Readable } from 'node:stream';
import { systemClock } from './clock.ts';
import { briefConnections, type Connections } from './connections.ts';
import { collectAnswer, type LeanClient, lighten, Sha256 } from './lean-requests.ts';

/** A client's time limits, in milliseconds, and its number of attempts. */
export interface Limits {
  /** Until there is a connection. */
  readonly connect: number;
  /** Until the whole answer is there, of each attempt. */
  readonly request: number;
  /** With one, no connection is used again that has been idle: nothing makes up for a request that is lost on it. */
  readonly attempts: number;
}

/** For requests that may be made twice: all attempts and the pauses between them take 15 seconds at most. */
export const patient: Limits = { connect: 2_000, request: 4_000, attempts: 3 };

/** For sending: SES and End User Messaging have no idempotency token, so a second attempt could send twice. */
export const once: Limits = { connect: 2_000, request: 15_000, attempts: 1 };

/** The settings that all clients of the SDK share. */
export interface ClientSettings {
  readonly maxAttempts: number;
  readonly requestHandler: Partial<Connections> & {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
  readonly logger: typeof quiet;
  /** The word by which CloudTrail and AWS's own notices tell the requests of Aftercart from others. */
  readonly userAgentAppId: 'aftercart';
  /** A command's chain of middleware is put together once: all requests of a client are made in the same way. */
  readonly cacheMiddleware: true;
  readonly sha256: typeof Sha256;
  readonly streamCollector: typeof collectAnswer;
}

const nothing = () => {};

/**
 * A logger without `info` and `error`: for these two the SDK copies each call's input and output, even if nobody
 * listens. Without a logger it takes one of its own that has both.
 */
const quiet = { debug: nothing, warn: nothing } as unknown as Record<'debug' | 'info' | 'warn' | 'error', () => void>; // the SDK asks before it calls

/** Makes a client of an AWS service. The only place that does: no client waits for ever. */
export function openClient<Client extends LeanClient>(
  Kind: new (settings: ClientSettings) => Client,
  limits: Limits = patient,
): Client {
  const { connect: connectionTimeout, request: requestTimeout, attempts: maxAttempts } = limits;
  const brief = maxAttempts === 1 ? briefConnections(systemClock) : undefined;
  const timeouts = { connectionTimeout, requestTimeout, throwOnRequestTimeout: true } as const; // else it only warns
  const requestHandler = { ...timeouts, ...brief?.connections };
  const lean = { cacheMiddleware: true, sha256: Sha256, streamCollector: collectAnswer } as const;
  const client = new Kind({ maxAttempts, requestHandler, logger: quiet, userAgentAppId: 'aftercart', ...lean });
  lighten(client);
  const stack = client.middlewareStack as unknown as Stack; // what each client of the SDK has
  const add = (middleware: Middleware) => stack.add(middleware, { step: 'deserialize', priority: 'low' });
  add(wholeAnswerWithin(requestTimeout));
  if (brief) add(doingFirst(brief.closeIdle));
  return client;
}

type Next = (request: unknown) => Promise<{ readonly response: unknown }>;
type Middleware = (next: Next) => Next;

/** The SDK's hooks on a request's way; at `deserialize` and `low` they see each attempt, just off the network. */
interface Stack {
  add(middleware: Middleware, where: { step: 'deserialize'; priority: 'low' }): void;
}

function doingFirst(act: () => void): Middleware {
  return (next) => (request) => {
    act();
    return next(request);
  };
}

/**
 * The SDK's own time-out ends where the answer begins: this one breaks off an answer that then does not end. The SDK's runs
 * out a little later, so an answer may begin when this one has.
 */
function wholeAnswerWithin(milliseconds: number): Middleware {
  return (next) => async (request) => {
    let body: unknown;
    let isOver = false;
    const breakOff = () => {
      isOver = true;
      if (body instanceof Readable) body.destroy(late());
    };
    const timer = setTimeout(breakOff, milliseconds);
    try {
      const answer = await next(request);
      ({ body } = answer.response as { readonly body?: unknown }); // the SDK's HttpResponse
      if (!isOver) return answer;
      if (body instanceof Readable) body.destroy();
      throw late();
    } finally {
      if (body instanceof Readable) body.once('close', () => clearTimeout(timer));
      else clearTimeout(timer);
    }
  };
}

function late(): Error {
  const timeout = { name: 'TimeoutError', code: 'ETIMEDOUT' }; // as the SDK calls an answer that never begins
  return Object.assign(new Error('The answer began, and did not end in time.'), timeout);
}
