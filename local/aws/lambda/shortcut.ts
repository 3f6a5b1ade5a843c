import { EventEmitter } from 'node:events';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { Readable } from 'node:stream';
import type { ServiceAnswer, ServiceRequest } from './protocol.ts';

/*
 * The SDK in a function signs, serializes, retries and parses as ever, but its requests to the local server travel by
 * message or by call rather than over a socket: a socket costs a third of a call's processor time.
 */

/** Carries a request to the AWS APIs, and its answer back. */
export type AskService = (request: Omit<ServiceRequest, 'call'>) => Promise<ServiceAnswer>;

/** The ways to the local servers of this thread, by host and port. */
const ways = new Map<string, AskService>();
const { request: overSockets } = http;

/**
 * Makes http.request take the short way to the AWS APIs at the address, in this thread. Everything else goes over sockets.
 * @returns what ends it
 */
export function shortenRequests(endpoint: string, ask: AskService): () => void {
  const { host } = new URL(endpoint);
  ways.set(host, ask);
  patch();
  return () => {
    ways.delete(host);
    patch();
  };
}

function patch(): void {
  Object.assign(http, { request: ways.size === 0 ? overSockets : shortest });
  syncBuiltinESMExports();
}

function shortest(...parameters: unknown[]): unknown {
  const [options, callback] = parameters as [RequestOptions, (response: IncomingMessage) => void]; // or others: checked
  const ask = isSigned(options.headers) ? ways.get(`${options.host}:${options.port}`) : undefined;
  return ask ? new ShortRequest(options, callback, ask) : Reflect.apply(overSockets, http, parameters);
}

function isSigned(headers: RequestOptions['headers']): headers is Record<string, string> {
  return typeof headers === 'object' && 'authorization' in headers;
}

/** As much of a ClientRequest as the SDK's HTTP handler uses. */
class ShortRequest extends EventEmitter {
  /** Always connected, never idle too long. */
  readonly socket = Object.assign(new EventEmitter(), {
    connecting: false,
    setKeepAlive: () => {},
    setTimeout: () => {},
    destroy: () => this.destroy(),
  });
  readonly #options: RequestOptions;
  readonly #ask: AskService;
  #isOver = false;

  constructor(options: RequestOptions, callback: (response: IncomingMessage) => void, ask: AskService) {
    super();
    this.#options = options;
    this.#ask = ask;
    this.once('response', callback);
  }

  setTimeout(): this {
    return this;
  }

  end(body: string | Uint8Array = ''): this {
    const { path } = this.#options;
    const [method, url] = [this.#options.method ?? 'GET', path ?? '/'];
    const headers: Record<string, string> = {}; // in small letters, as a server receives them
    for (const [name, value] of Object.entries(this.#options.headers ?? {}))
      headers[name.toLowerCase()] = String(value);
    const text = typeof body === 'string' ? body : Buffer.from(body).toString();
    void this.#ask({ method, url, headers, body: text }).then((answer) => this.#receive(answer));
    return this;
  }

  destroy(error?: Error): this {
    this.#isOver = true;
    if (error !== undefined) this.emit('error', error);
    this.emit('close');
    return this;
  }

  #receive({ status: statusCode, headers, body = '' }: ServiceAnswer): void {
    if (this.#isOver) return;
    if (statusCode === undefined) {
      this.destroy(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
      return;
    }
    const stream = new Readable({ read() {} });
    if (body !== '') stream.push(bytesOf(body));
    stream.push(null);
    const response = Object.assign(stream, { statusCode, headers });
    this.emit('response', response);
    this.emit('close');
  }
}

/** The bytes of a text, which are the text again at once: to decode it takes as long as to parse it. */
function bytesOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  const decode = bytes.toString.bind(bytes);
  const write = (...how: Parameters<Buffer['toString']>): string => (how.length === 0 ? text : decode(...how));
  return Object.defineProperty(bytes, 'toString', { value: write });
}
