import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { refuseForeign } from '../../local/aws/server/origin.ts';
import { withRuntime } from './fixture.ts';

/** The status of a POST to the fixture's function, sent with exactly these headers. */
function statusWith(endpoint: string, headers: Record<string, string>, path = '/unsubscribe'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${endpoint}${path}`, { method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject).end();
  });
}

describe('the local server', () => {
  it('answers to the names of the loopback interface with its port, and to no other', () =>
    withRuntime(async ({ endpoint }) => {
      const { port } = new URL(endpoint);
      for (const name of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`]) {
        expect([name, await statusWith(endpoint, { host: name })]).toEqual([name, 200]);
      }
      for (const name of [
        'evil.example',
        `evil.example:${port}`,
        '127.0.0.1',
        '127.0.0.1:1',
        `127.0.0.1.evil:${port}`,
      ]) {
        expect([name, await statusWith(endpoint, { host: name })]).toEqual([name, 421]);
      }
    }));

  it('answers 400 to an address that is no path of its own, without a word of its code', () =>
    withRuntime(async ({ endpoint }) => {
      const { host, hostname, port } = new URL(endpoint);
      for (const path of ['//', '//evil.example/outbox', 'http://[']) {
        const answer = await new Promise<string>((resolve, reject) => {
          const sent = request({ hostname, port, path, headers: { host } }, async (got) =>
            resolve(`${got.statusCode} ${(await got.toArray()).join('')}`),
          );
          sent.once('error', reject).end();
        });
        expect([path, answer]).toEqual([path, '400 No such address.\n']);
      }
    }));

  it('lets pages of other servers on this machine ask a route that is shared with other sites, and nobody’s else', () => {
    const statusOf = (origin: string, isShared: boolean) =>
      refuseForeign({ host: '127.0.0.1:4310', origin }, 4310, isShared)?.status;
    for (const origin of ['http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:3000'])
      expect([origin, statusOf(origin, true), statusOf(origin, false)]).toEqual([origin, undefined, 403]);
    for (const origin of ['https://evil.example', 'http://127.0.0.1.evil.example', 'http://localhost:80.evil', 'null'])
      expect([origin, statusOf(origin, true)]).toEqual([origin, 403]);
  });

  it('serves its own pages, and nobody else’s, whatever they ask for', () =>
    withRuntime(async ({ endpoint }) => {
      const { host, port } = new URL(endpoint);
      const status = (headers: Record<string, string>) => statusWith(endpoint, { host, ...headers });
      expect(await status({ origin: endpoint })).toBe(200);
      expect(await status({ origin: `http://localhost:${port}` })).toBe(200);
      expect(await status({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(200);
      expect(await status({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403);
      expect(await status({ origin: 'null' })).toBe(403);
      expect(await status({ origin: 'http://evil.example' })).toBe(403);
      expect(await status({ origin: 'http://127.0.0.1:1' })).toBe(403);
      const aws = { authorization: 'AWS4-HMAC-SHA256', 'x-amz-target': 'DynamoDB_20120810.ListTables' };
      expect(await status({ ...aws, origin: 'http://evil.example' })).toBe(403);
      expect(await status(aws)).toBe(200);
    }));
});
