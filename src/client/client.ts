import type { EventDetail, EventType } from '../commerce/events.ts';
import { type BatchLimits, inRequests } from './batches.ts';
import { signatureOf } from './sign.ts';

/** An event as a backend posts it. `shop` may be left out; in an event about an order, so may `customer`. */
export type PostedEvent = {
  [T in EventType]: {
    readonly type: T;
    readonly detail: Omit<EventDetail<T>, 'shop' | 'customer'> & Partial<Pick<Posted<T>, 'shop' | 'customer'>>;
  };
}[EventType];

type Posted<T extends EventType> = EventDetail<T> & { readonly shop: string; readonly customer: object };

/** What was said of one event, in the order of the events. */
export interface PostResult {
  readonly id?: string;
  readonly status: 'accepted' | 'refused';
  readonly problems?: readonly { readonly path: string; readonly problem: string }[];
  readonly dropped?: readonly string[];
}

export interface PostingSettings {
  /** The address of the route: `https://…/in/events`. */
  readonly url: string;
  /** The secret: `whsec_…`. */
  readonly secret: string;
  /** The platform's `fetch`, unless a test gives another. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Waits for some milliseconds; by a timer, unless a test gives another. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** The clock, in epoch milliseconds: `Date.now`. */
  readonly now: () => number;
  /** Milliseconds until a request is given up. 10 seconds if left out. */
  readonly timeout?: number;
  /** So often a request that failed is made again. 4 if left out. */
  readonly retries?: number;
}

/** The requests that could not be made. `results` has what was said of the events before. Posting all of them again is safe. */
export class PostError extends Error {
  override readonly name = 'PostError';
  /** The status of the last answer; undefined when there was none. */
  readonly status: number | undefined;
  readonly results: readonly PostResult[];

  constructor(message: string, status: number | undefined, results: readonly PostResult[]) {
    super(message);
    this.status = status;
    this.results = results;
  }
}

const limits: BatchLimits = { events: 500, bytes: 250_000 };
const firstPause = 250;
const longestPause = 30_000;

/** Posts events of the shop, signed. It depends on nothing but `fetch` and WebCrypto. */
export class AftercartClient {
  readonly #settings: Required<PostingSettings>;

  constructor(settings: PostingSettings) {
    this.#settings = {
      fetch: (url, init) => fetch(url, init),
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      timeout: 10_000,
      retries: 4,
      ...settings,
    };
  }

  /**
   * Posts events in their order, in as many requests as they need. Busy and failed requests are made again, with growing
   * pauses; the events' ids make that harmless.
   * @returns what was said of each event
   * @throws PostError when a request is refused (the signature, the form) or keeps failing
   */
  async post(events: readonly PostedEvent[]): Promise<readonly PostResult[]> {
    const results: PostResult[] = [];
    for (const body of inRequests(events, limits)) results.push(...(await this.#send(body, results)));
    return results;
  }

  async #send(body: string, before: readonly PostResult[]): Promise<readonly PostResult[]> {
    const { retries, pause } = this.#settings;
    for (let made = 0; ; made += 1) {
      const answer = await this.#once(body);
      const read = answer && (await resultsIn(answer));
      if (read?.results) return read.results;
      const mayHelp = answer === undefined || answer.status === 429 || answer.status >= 500;
      if (!mayHelp || made >= retries) {
        const why = answer === undefined ? 'nothing answered' : `${answer.status} ${read?.error ?? ''}`.trim();
        throw new PostError(`The events were not taken: ${why}.`, answer?.status, before);
      }
      await pause(pauseAfter(made, answer));
    }
  }

  /** Makes a request; undefined when nothing answers in time. */
  async #once(body: string): Promise<Response | undefined> {
    const { url, secret, now, timeout } = this.#settings;
    const id = `msg_${crypto.randomUUID()}`;
    const timestamp = String(Math.floor(now() / 1000));
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': await signatureOf(secret, `${id}.${timestamp}.${body}`),
    };
    const init = { method: 'POST', headers, body, signal: AbortSignal.timeout(timeout) };
    return this.#settings.fetch(url, init).catch(() => undefined);
  }
}

/** Milliseconds: as the answer asks for, or twice as long each time. */
function pauseAfter(made: number, answer: Response | undefined): number {
  const asked = Number(answer?.headers.get('retry-after') ?? Number.NaN) * 1000;
  return Math.min(longestPause, Number.isFinite(asked) ? asked : firstPause * 2 ** made);
}

async function resultsIn(
  answer: Response,
): Promise<{ readonly results?: readonly PostResult[]; readonly error?: string } | undefined> {
  try {
    return (await answer.json()) as { readonly results?: readonly PostResult[] }; // as the route answers
  } catch {
    return undefined;
  }
}
