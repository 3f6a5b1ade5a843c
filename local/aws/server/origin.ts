import type { IncomingHttpHeaders } from 'node:http';
import { RawAnswer } from '../services/service.ts';

/** A page of another server on this machine. */
const otherLocalPage = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;

/**
 * Refuses what a page from elsewhere may have a browser send: a request for another host's name (a name can be made to
 * lead to this machine), or one with the origin of another site. Undefined when the request may be answered.
 * @param port the one that the server listens on
 * @param isShared true for a route that takes requests of other sites' pages: those of this machine are let through
 */
export function refuseForeign(headers: IncomingHttpHeaders, port: number, isShared: boolean): RawAnswer | undefined {
  const hosts = loopbackNames.map((name) => `${name}:${port}`);
  if (!isOneOf(hosts, headers.host, port)) {
    return refusal(421, `This server answers to ${hosts.join(', ')} only.`);
  }
  if (headers.origin === undefined || isOurs(headers, hosts, port)) return undefined;
  if (isShared && otherLocalPage.test(headers.origin)) return undefined;
  return refusal(403, `Pages of ${headers.origin} may not use this server.`);
}

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/** Pages that send no referrer have the origin "null" even for their own server; the browser then says so otherwise. */
function isOurs(headers: IncomingHttpHeaders, hosts: readonly string[], port: number): boolean {
  if (headers.origin === 'null') return headers['sec-fetch-site'] === 'same-origin';
  const [scheme, host] = headers.origin?.split('://') ?? [];
  return scheme === 'http' && isOneOf(hosts, host, port);
}

function isOneOf(hosts: readonly string[], host: string | undefined, port: number): boolean {
  const named = host?.toLowerCase() ?? '';
  return hosts.includes(named) || (port === 80 && loopbackNames.includes(named));
}

function refusal(status: number, message: string): RawAnswer {
  return new RawAnswer(status, `${message}\n`, { 'content-type': 'text/plain; charset=utf-8' });
}
