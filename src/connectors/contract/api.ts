import { parseExactly } from '../../commerce/reading/exact-json.ts';
import { RetryableError } from '../../model/errors.ts';
import type { Reach, Token } from './reach.ts';

/** A request of a platform's API. */
export interface ApiRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The header that takes the token, if it is not `Authorization: Bearer`. */
  readonly tokenHeader?: string;
}

/** Milliseconds: a function that waits for a platform costs, and its queue tries again. */
const patience = 10_000;

/** The most bytes of an answer that are read. */
const mostBytes = 8 * 1024 * 1024;

/**
 * Asks a platform's API for JSON, with the access token if the platform has tokens. A token that is refused is renewed once.
 * @param renew gets a token; undefined: the headers hold all that is needed
 * @throws RetryableError when the platform is busy (429), down (5xx), does not answer in time, or refuses the credentials; it
 * names the host and the status, never the body
 */
export async function askApi(
  request: ApiRequest,
  reach: Reach,
  renew?: (old: Token | undefined) => Promise<Token>,
): Promise<{ readonly status: number; readonly headers: Headers; readonly json: unknown }> {
  let answer = await send(request, reach, renew && (await reach.token(renew)));
  if (answer.status === 401 && renew) {
    await reach.forgetToken();
    answer = await send(request, reach, await reach.token(renew));
  }
  const { status, headers } = answer;
  if (status === 429 || status >= 500 || status === 401 || status === 403) throw refusedBy(request, status);
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
  const text = await answer.text();
  if (text.length > mostBytes) throw new RetryableError(`${new URL(request.url).host} answered with over 8 MB.`);
  try {
    return text === '' ? undefined : parseExactly(text);
  } catch {
    throw new RetryableError(`${new URL(request.url).host} answered ${answer.status} with no JSON.`);
  }
}

function refusedBy({ url }: ApiRequest, status: number): RetryableError {
  const { host } = new URL(url);
  const why = status === 429 ? 'is busy' : status >= 500 ? 'failed' : 'refuses the credentials';
  return new RetryableError(`${host} ${why}: ${status}.`);
}
