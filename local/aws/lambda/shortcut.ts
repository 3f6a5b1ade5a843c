import { EventEmitter } from 'node:events';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { Readable } from 'node:stream';
import { parentPort } from 'node:worker_threads';
import type { ServiceAnswer } from './protocol.ts';

/*
 * The SDK in a worker signs, serializes, retries and parses as ever, but its requests to the local server travel by
 * message to the main thread rather than over a socket: a socket costs a third of a call's processor time.
 */

const waiting = new Map<number, ShortRequest>();
let calls = 0;

/** Makes http.request take the short way to the AWS APIs at the address. Everything else goes over sockets. */
export function shortenRequests(endpoint: string): void {
  const { hostname, port } = new URL(endpoint);
  const { request } = http;
  const shorten = (...parameters: unknown[]): unknown => {
    const [options, callback] = parameters as [RequestOptions, (response: IncomingMessage) => void]; // or others: checked
    const isOurs = options.host === hostname && Number(options.port) === Number(port) && isSigned(options.headers);
    return isOurs ? new ShortRequest(options, callback) : Reflect.apply(request, http, parameters);
  };
  Object.assign(http, { request: shorten });
  syncBuiltinESMExports();
}

/** Hands an answer to the request that waits for it. */
export function receiveAnswer(answer: ServiceAnswer): void {
  const request = waiting.get(answer.call);
  waiting.delete(answer.call);
  request?.receive(answer);
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
  readonly #call = calls++;
  readonly #options: RequestOptions;

  constructor(options: RequestOptions, callback: (response: IncomingMessage) => void) {
    super();
    this.#options = options;
    this.once('response', callback);
  }

  setTimeout(): this {
    return this;
  }

  end(body: string | Uint8Array = ''): this {
    waiting.set(this.#call, this);
    const { method = 'GET', path: url = '/' } = this.#options;
    const named = Object.entries(this.#options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
    const headers = Object.fromEntries(named); // in small letters, as a server receives them
    const text = typeof body === 'string' ? body : Buffer.from(body).toString();
    parentPort?.postMessage({ call: this.#call, method, url, headers, body: text });
    return this;
  }

  destroy(error?: Error): this {
    waiting.delete(this.#call);
    if (error !== undefined) this.emit('error', error);
    this.emit('close');
    return this;
  }

  receive({ status: statusCode, headers, body = '' }: ServiceAnswer): void {
    if (statusCode === undefined) {
      this.destroy(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
      return;
    }
    const stream = new Readable({ read() {} });
    if (body !== '') stream.push(Buffer.from(body));
    stream.push(null);
    const response = Object.assign(stream, { statusCode, headers });
    this.emit('response', response);
    this.emit('close');
  }
}
