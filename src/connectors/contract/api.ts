import type * as z from 'zod/mini';
import { parseExactly } from '../../commerce/reading/exact-json.ts';
import { RetryableError } from '../../model/errors.ts';
import type { Reach, Renewal } from './reach.ts';
import { readBody } from './read-body.ts';

/** A request of a platform's API. */
export interface ApiRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The header that takes the token, if it is not `Authorization: Bearer`. */
  readonly tokenHeader?: string;
  /** Statuses from 400 on that are an answer, such as 404 for a thing that may be gone. Any other is a trouble. */
  readonly answers?: readonly number[];
}

/** Milliseconds: a function that waits for a platform costs, and its queue tries again. */
const patience = 10_000;

/** The most bytes of an answer that are read. */
const mostBytes = 8 * 1024 * 1024;

/**
 * Asks a platform's API for JSON, with the access token if the platform has tokens. A token that is refused is renewed once.
 * @param renew gets a token; undefined: the headers hold all that is needed
 * @throws RetryableError when the platform is busy (429) or down (5xx), does not answer in time or in full, refuses the
 * credentials, or refuses the request: a shop that is frozen or an API that is switched off is mended by a person. It names
 * the host and the status, never the body
 */
export async function askApi(
  request: ApiRequest,
  reach: Reach,
  renew?: Renewal,
): Promise<{ readonly status: number; readonly headers: Headers; readonly json: unknown }> {
  let answer = await send(request, reach, renew && (await reach.token(renew)));
  if (answer.status === 401 && renew) {
    await reach.forgetToken();
    answer = await send(request, reach, await reach.token(renew));
  }
  const { status, headers } = answer;
  if (status >= 400 && !request.answers?.includes(status)) throw new RefusedRequest(request, status);
  return { status, headers, json: await jsonOf(request, answer) };
}

async function send({ url, method = 'GET', headers, body, tokenHeader }: ApiRequest, reach: Reach, token?: string) {
  const bearer = tokenHeader ? { [tokenHeader]: token ?? '' } : { authorization: `Bearer ${token}` };
  const authorization = token === undefined ? {} : bearer;
  try {
    return await reach.fetch(url, {
      method,
      headers: { accept: 'application/json', ...headers, ...authorization },
      ...(body !== undefined && { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
  } catch (cause) {
    throw new RetryableError(`${new URL(url).host} did not answer.`, { cause });
  }
}

async function jsonOf(request: ApiRequest, answer: Response): Promise<unknown> {
  const { host } = new URL(request.url);
  const text = await answer.text().catch((cause) => {
    throw new RetryableError(`${host} broke off its answer.`, { cause });
  });
  if (text.length > mostBytes) throw new RetryableError(`${host} answered with over 8 MB.`);
  try {
    return text === '' ? undefined : parseExactly(text);
  } catch {
    throw new RetryableError(`${host} answered ${answer.status} with no JSON.`);
  }
}

/** A status from 400 on: the platform is in trouble, or a person has to mend something there. */
class RefusedRequest extends RetryableError {
  readonly status: number;

  constructor({ url }: ApiRequest, status: number) {
    super(`${new URL(url).host} ${meaningOf(status)}: ${status}.`);
    this.status = status;
  }
}

function meaningOf(status: number): string {
  if (status === 429) return 'is busy';
  if (status >= 500) return 'failed';
  return status === 401 || status === 403 ? 'refuses the credentials' : 'refuses the request';
}

/** True if a platform refused the credentials that it was given for a token. OAuth 2 says so by 400 or 401. */
export function refusedCredentials(error: unknown): boolean {
  return error instanceof RefusedRequest && [400, 401, 403].includes(error.status);
}

/**
 * The fields of an API's answer.
 * @param what names the answer in the error: `shopify token`; never text from outside
 * @throws RetryableError naming the fields that cannot be read: no delivery is to blame for them
 */
export function readAnswer<Shape extends z.ZodMiniType>(what: string, shape: Shape, json: unknown): z.output<Shape> {
  try {
    return readBody(what, shape, json);
  } catch (cause) {
    throw new RetryableError(`The ${cause instanceof Error ? cause.message : what}.`, { cause });
  }
}
