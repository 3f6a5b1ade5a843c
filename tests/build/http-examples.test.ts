import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { BrowsedShop } from '../connectors/browsed-shop.ts';
import { ConnectedShop } from '../connectors/connected-shop.ts';

const folder = resolve(import.meta.dirname, '../../docs/examples/http');
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const run = promisify(execFile);

/** Serves the route on this machine, by its clock. */
async function served(use: (url: string, shop: ConnectedShop) => Promise<void>): Promise<void> {
  const shop = new ConnectedShop(new Date().toISOString());
  shop.secrets = [secret];
  const server = createServer(async (request, response) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const { status, body } = await shop.receive(request.url ?? '', headers, await buffer(request));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // it listens on a port
  await use(`http://127.0.0.1:${port}/in/events`, shop).finally(() => server.close());
}

async function isThere(command: string): Promise<boolean> {
  return run('sh', ['-c', `command -v ${command}`]).then(
    () => true,
    () => false,
  );
}

const examples = [
  ['curl', 'sh', 'curl.sh'],
  ['TypeScript', process.execPath, 'typescript.ts'],
  ['Python', 'python3', 'python.py'],
  ['PHP', 'php', 'php.php'],
  ['Ruby', 'ruby', 'ruby.rb'],
] as const;

const tokens = [
  ['openssl', 'sh', 'token.sh'],
  ['TypeScript', process.execPath, 'token.ts'],
  ['Python', 'python3', 'token.py'],
  ['PHP', 'php', 'token.php'],
  ['Ruby', 'ruby', 'token.rb'],
] as const;

describe('the example of a visitor token', () => {
  it.each(tokens)(
    'in %s makes one that the collector of pages takes, for that visitor alone',
    async (_, command, file) => {
      if (!(await isThere(command))) return expect(['php', 'ruby']).toContain(command);
      const visitor = '5f2c0a9d3b7e4816a1c4d2e0f9b86735';
      const env = { ...process.env, AFTERCART_SECRET: secret };
      const { stdout } = await run(command, [join(folder, '../browser', file), visitor], { env });
      const shop = new BrowsedShop(new Date().toISOString());
      shop.secrets = [secret];
      const post = (from: string) => shop.post({ visitor: from, token: stdout.trim(), events: [] });
      expect([(await post(visitor)).status, (await post('0'.repeat(32))).status]).toEqual([200, 401]);
      const customer = { id: 'c-1001', email: 'customer@example.com', verified: ['email'], anonymousId: visitor };
      expect(shop.bus.map(({ detail }) => detail.customer)).toEqual([customer]);
    },
  );
});

describe('the example of posting events over HTTP', () => {
  it.each(examples)('in %s posts an order that is accepted', async (_, command, file) => {
    if (!(await isThere(command))) return expect(['php', 'ruby']).toContain(command);
    await served(async (url, shop) => {
      const env = { ...process.env, AFTERCART_URL: url, AFTERCART_SECRET: secret };
      const { stdout } = await run(command, [join(folder, file)], { env });
      expect(JSON.parse(stdout)).toEqual({ results: [{ id: 'order-4001-placed', status: 'accepted' }] });
      await shop.drain();
      expect(shop.bus.map(({ type }) => type)).toEqual(['order.placed']);
    });
  });
});
