import { account, lastPart } from '../account.ts';
import type { Ids } from '../ids.ts';
import { asJson, asList, asText, type Json } from '../json.ts';
import type { Stack } from '../template/stack.ts';
import type { Usage } from '../usage.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Lambda } from './lambda.ts';
import { RawAnswer } from './service.ts';

/** A request to the shop's HTTP API. */
export interface WebRequest {
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Route {
  readonly key: string;
  readonly functionArn: string;
}

/** What the HTTP API is connected to. */
interface ApiParts {
  readonly lambda: Lambda;
  readonly clock: VirtualClock;
  readonly ids: Ids;
  readonly usage: Usage;
}

/** The HTTP API of the stack (payload format 2.0): routes answer at the root of the local server. */
export class ApiGateway {
  readonly #routes: readonly Route[];
  readonly #apiId: string;
  readonly #lambda: Lambda;
  readonly #clock: VirtualClock;
  readonly #ids: Ids;
  readonly #usage: Usage;

  constructor(stack: Stack, { lambda, clock, ids, usage }: ApiParts) {
    this.#routes = readRoutes(stack);
    this.#apiId = stack.ofType('AWS::ApiGatewayV2::Api')[0]?.name ?? 'local';
    this.#lambda = lambda;
    this.#clock = clock;
    this.#ids = ids;
    this.#usage = usage;
  }

  /** True if the path has a route for OPTIONS: browsers ask by that whether pages of other sites may. */
  isShared(url: string): boolean {
    return this.#routes.some(({ key }) => key === `OPTIONS ${url.split('?')[0]}`);
  }

  /** Answers by the function of the route that fits; 404 when none does. */
  async handle(request: WebRequest): Promise<RawAnswer<string | Uint8Array>> {
    const { pathname } = new URL(request.url, 'http://local');
    const route = this.#find(request.method, pathname);
    if (route === undefined) return message(404, 'Not Found');
    this.#usage.call('apigateway', 'request');
    const event = this.#event(route, request, pathname);
    const result = await this.#lambda.find(route.functionArn).invoke(JSON.stringify(event));
    if (result.refused !== undefined) return message(503, 'Service Unavailable');
    return result.failed ? message(500, 'Internal Server Error') : readAnswer(JSON.parse(result.payload));
  }

  #find(method: string, path: string): Route | undefined {
    const keys = [`${method} ${path}`, `ANY ${path}`, '$default'];
    for (const key of keys) {
      const route = this.#routes.find((candidate) => candidate.key === key);
      if (route !== undefined) return route;
    }
    return undefined;
  }

  #event(route: Route, request: WebRequest, path: string): Json {
    const { search, searchParams } = new URL(request.url, 'http://local');
    const isText = /^(text\/|application\/(json|javascript|xml))/.test(request.headers['content-type'] ?? 'text/');
    const query = [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name).join(',')]);
    return {
      version: '2.0',
      routeKey: route.key,
      rawPath: path,
      rawQueryString: search.slice(1),
      ...(request.headers.cookie !== undefined && { cookies: request.headers.cookie.split(/; */) }),
      headers: request.headers,
      ...(query.length > 0 && { queryStringParameters: Object.fromEntries(query) }),
      requestContext: this.#requestContext(route, request, path),
      ...(request.body.length > 0 && { body: request.body.toString(isText ? 'utf8' : 'base64') }),
      isBase64Encoded: request.body.length > 0 && !isText,
    };
  }

  #requestContext(route: Route, request: WebRequest, path: string): Json {
    return {
      accountId: account,
      apiId: this.#apiId,
      domainName: request.headers.host ?? 'localhost',
      domainPrefix: this.#apiId,
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: this.#ids.next(),
      routeKey: route.key,
      stage: '$default',
      time: new Date(this.#clock.now()).toUTCString(),
      timeEpoch: this.#clock.now(),
    };
  }
}

function readRoutes(stack: Stack): Route[] {
  const integrations = new Map(
    stack
      .ofType('AWS::ApiGatewayV2::Integration')
      .map(({ ref, properties }) => [ref, asText(properties.IntegrationUri)]),
  );
  return stack.ofType('AWS::ApiGatewayV2::Route').map(({ logicalId, properties }) => {
    const uri = integrations.get(lastPart(asText(properties.Target) ?? '', '/'));
    const functionArn = /arn:[^:]+:lambda:[^:]+:[^:]+:function:[^/]+/.exec(uri ?? '')?.[0];
    if (functionArn === undefined) throw new Error(`The route ${logicalId} leads to no function of this stack.`);
    return { key: asText(properties.RouteKey) ?? '$default', functionArn };
  });
}

function message(status: number, text: string): RawAnswer {
  return new RawAnswer(status, JSON.stringify({ message: text }), { 'content-type': 'application/json' });
}

/** An object with a statusCode is the answer; anything else is its JSON body, as the payload format says. */
function readAnswer(result: unknown): RawAnswer<string | Uint8Array> {
  const answer = asJson(result);
  if (typeof answer.statusCode !== 'number') {
    return new RawAnswer(200, JSON.stringify(result), { 'content-type': 'application/json' });
  }
  const headers = Object.entries(asJson(answer.headers)).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const cookies = asList(answer.cookies).map(String);
  const body = asText(answer.body) ?? '';
  return new RawAnswer(answer.statusCode, answer.isBase64Encoded === true ? Buffer.from(body, 'base64') : body, {
    ...Object.fromEntries(headers),
    ...(cookies.length > 0 && { 'set-cookie': cookies.join(', ') }),
  });
}
