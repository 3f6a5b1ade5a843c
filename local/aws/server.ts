import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AwsApi } from './server/aws.ts';
import { isAwsRequest } from './server/aws.ts';
import { refuseForeign } from './server/origin.ts';
import type { WebRequest } from './services/apigateway.ts';
import { RawAnswer } from './services/service.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A page, or a picture of one. */
export type WebAnswer = RawAnswer<string | Uint8Array>;

/** The parts that answer requests. */
export interface Answerers {
  readonly clock: VirtualClock;
  readonly aws: AwsApi;
  /** Everything else: pages and the HTTP API. */
  web(request: WebRequest): WebAnswer | Promise<WebAnswer>;
  /** True for a path of the HTTP API that pages of other sites may ask. */
  isShared(url: string): boolean;
  /** Requests to /clock, which put the clock forward. The clock must not wait for them, since they wait for the clock. */
  moveClock(request: WebRequest): Promise<RawAnswer>;
}

/** The one HTTP server, on the loopback interface only, for this machine's programs and its own pages. */
export class LocalServer {
  readonly #server: Server;
  #answerers: Answerers | undefined;
  #meanwhile: () => RawAnswer = () => new RawAnswer(503, 'Not ready yet.');
  #port = 0;

  constructor() {
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => this.#receive(request, response));
  }

  /**
   * Starts to listen, on any free port for 0, and returns the address, such as http://127.0.0.1:4566.
   * @param further how many of the next ports are tried while one is taken
   * @throws Error when they are all taken
   */
  async listen(port: number, further = 0): Promise<string> {
    try {
      await this.#listenOn(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error; // listen's errors have a code
      if (further > 0) return this.listen(port + 1, further - 1);
      throw new Error(`Port ${port} is taken. Choose another with --port.`, { cause: error });
    }
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
    this.#port = address.port;
    return this.endpoint;
  }

  /** Its address, once it listens. */
  get endpoint(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  #listenOn(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  /** Sets the page for everything that is asked before the answerers are there; without one requests are answered 503. */
  answerMeanwhile(page: () => RawAnswer): void {
    this.#meanwhile = page;
  }

  /** Sets who answers. */
  answerWith(answerers: Answerers): void {
    this.#answerers = answerers;
  }

  /** Closes the server and its connections. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      const work = () => this.#answer(request, body, response);
      const isHeld = this.#answerers !== undefined && !isAboutClock(request.url);
      void (isHeld ? this.#answerers?.clock.holdWhile(work) : work());
    });
  }

  async #answer(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    try {
      send(await this.#find(request, body), response);
    } catch (error) {
      if (error instanceof URIError) return send(notFoundHere, response);
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      send(new RawAnswer(500, JSON.stringify({ __type: 'InternalFailure', message })), response);
    }
  }

  async #find(request: IncomingMessage, body: Buffer): Promise<WebAnswer | undefined> {
    const { method = 'GET', url = '/', headers } = request;
    const isShared = !isAwsRequest(headers) && this.#answerers?.isShared(url) === true;
    const refused = refuseForeign(headers, this.#port, isShared);
    if (refused !== undefined) return refused;
    if (!isPath(url)) return notFoundHere;
    if (this.#answerers === undefined) return this.#meanwhile();
    if (isAwsRequest(headers)) return this.#answerers.aws.answer({ method, url, headers, body: body.toString() });
    const asked = { method, url, headers: plainHeaders(headers), body };
    return isAboutClock(url) ? this.#answerers.moveClock(asked) : this.#answerers.web(asked);
  }
}

const notFoundHere = new RawAnswer(400, 'No such address.\n', { 'content-type': 'text/plain' });

/** A path that cannot be read as another host's: `//` and `http://` begin such addresses. */
function isPath(url: string): boolean {
  return /^\/(?!\/)/.test(url) && URL.canParse(url, 'http://local');
}

function isAboutClock(url = '/'): boolean {
  return url.split('?')[0] === '/clock';
}

function plainHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** Sends the answer, or drops the connection when there is none. The Date header is left out: clocks differ here. */
function send(answer: WebAnswer | undefined, response: ServerResponse): void {
  if (answer === undefined) {
    response.destroy();
    return;
  }
  response.sendDate = false;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
}
