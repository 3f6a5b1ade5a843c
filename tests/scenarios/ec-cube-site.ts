import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Where the stack's settings say that the shop is: tests/global-setup.ts. */
export const siteUrl = 'https://ec-cube.shop.example.com';

/** What a query asks for: one thing by its id, or a page of what changed. */
interface Variables {
  readonly id?: unknown;
  readonly since?: string;
  readonly until?: string;
  readonly page?: number;
}

type Thing = Readonly<Record<string, unknown>> & { readonly id: string; readonly update_date: string };

/**
 * A shop on EC-CUBE with its Web API plug-in: `/token` gives an access token for an hour and a new refresh token with it, each
 * good once; `/api` answers GraphQL, a thing to a page.
 * Source: https://doc4.ec-cube.net/web-api4/authorization and https://doc4.ec-cube.net/web-api4/schema
 */
export class EcCubeSite {
  readonly credentials = { clientId: 'client', clientSecret: 'client secret', refreshToken: 'refresh-0' };
  /** The orders of the shop. */
  orders: readonly Thing[] = [];
  /** What was answered, such as "POST /api 429". */
  readonly answers: string[] = [];
  /** So many of the next requests of the API are turned away. */
  busy = 0;
  #tokens = 0;
  #access: string | undefined;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  async open(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** The address on this machine in place of the one on the internet. */
  local(url: string): string {
    const { port } = this.#server.address() as AddressInfo; // it listens on a port
    return url.replace(siteUrl, `http://127.0.0.1:${port}`);
  }

  /** Ends the access token before its time, as a change of the shop's keys does. */
  endToken(): void {
    this.#access = undefined;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const [status, answer] =
      request.url === '/token' ? this.#token(new URLSearchParams(body)) : this.#api(request, JSON.parse(body));
    this.answers.push(`${request.method} ${request.url} ${status}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  #token(form: URLSearchParams): [number, object] {
    const { clientId, clientSecret } = this.credentials;
    const isClient = form.get('client_id') === clientId && form.get('client_secret') === clientSecret;
    const isGood =
      form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === `refresh-${this.#tokens}`;
    if (!isClient || !isGood) return [401, { error: 'invalid_request' }];
    this.#tokens += 1;
    this.#access = `access-${this.#tokens}`;
    return [
      200,
      { token_type: 'Bearer', expires_in: 3600, access_token: this.#access, refresh_token: `refresh-${this.#tokens}` },
    ];
  }

  #api({ headers }: IncomingMessage, { query, variables }: { query: string; variables: Variables }): [number, object] {
    if (this.#access === undefined || headers.authorization !== `Bearer ${this.#access}`) return [401, {}];
    if (this.busy > 0) {
      this.busy -= 1;
      return [429, {}];
    }
    if (variables.id !== undefined)
      return [200, { data: { order: this.orders.find(({ id }) => id === variables.id) } }];
    const isOrders = /^query Changed[^{]*\{ orders\(/.test(query);
    const { since = '', until = '9999-12-31T00:00:00Z', page = 1 } = variables;
    const changed = (isOrders ? this.orders : []).filter(
      ({ update_date }) => Date.parse(update_date) >= Date.parse(since) && Date.parse(update_date) < Date.parse(until),
    );
    const things = { nodes: changed.slice(page - 1, page), pageInfo: { hasNextPage: page < changed.length } };
    return [200, { data: { [isOrders ? 'orders' : 'customers']: things } }];
  }
}
