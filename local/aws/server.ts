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
  readonly aws: AwsApi;
  /** Everything else: pages and the HTTP API. */
  web(request: WebRequest): WebAnswer | Promise<WebAnswer>;
}

/** The one HTTP server, on the loopback interface only, for this machine's programs and its own pages. */
export class LocalServer {
  readonly #server: Server;
  readonly #clock: VirtualClock;
  #answerers: Answerers | undefined;
  #port = 0;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
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
    return `http://127.0.0.1:${address.port}`;
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

  /** Sets who answers; requests before that are answered 503. */
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
      void this.#clock.holdWhile(() => this.#answer(request, body, response));
    });
  }

  async #answer(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    try {
      send(await this.#find(request, body), response);
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      send(new RawAnswer(500, JSON.stringify({ __type: 'InternalFailure', message })), response);
    }
  }

  async #find(request: IncomingMessage, body: Buffer): Promise<WebAnswer | undefined> {
    const { method = 'GET', url = '/', headers } = request;
    const refused = refuseForeign(headers, this.#port);
    if (refused !== undefined) return refused;
    if (this.#answerers === undefined) return new RawAnswer(503, 'Not ready yet.');
    if (isAwsRequest(headers)) return this.#answerers.aws.answer({ method, url, headers, body: body.toString() });
    return this.#answerers.web({ method, url, headers: plainHeaders(headers), body });
  }
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
