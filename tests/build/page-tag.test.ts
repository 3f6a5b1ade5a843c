import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildTag, mostTagBytes } from '../../build/page-tag.ts';

it('aftercart.js has at most 2,048 bytes compressed, is the same at every build, and runs by itself', async () => {
  const [tag, again] = [await buildTag(), await buildTag()];
  const bytes = Buffer.from(tag.gzip, 'base64');
  expect(bytes.length).toBeLessThanOrEqual(2048);
  expect(mostTagBytes).toBe(2048);
  expect(gunzipSync(bytes).toString()).toBe(tag.text);
  expect(again).toEqual(tag);
  const sent: unknown[] = [];
  const listeners = new Map<string, () => void>();
  const items = new Map<string, string>();
  const page = {
    document: { currentScript: { src: 'https://links.example/aftercart.js', dataset: { cart: '{"lines":[]}' } } },
    navigator: { sendBeacon: (url: string, body: string) => sent.push([url, JSON.parse(body)]) },
    localStorage: {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (k: string, v: string) => items.set(k, v),
    },
    setTimeout: () => 1,
    addEventListener: (type: string, act: () => void) => listeners.set(type, act),
    crypto,
    URL,
    Uint8Array,
  };
  runInNewContext(tag.text, page);
  await new Promise((resolve) => setImmediate(resolve));
  listeners.get('pagehide')?.();
  expect(sent).toMatchObject([
    [
      'https://links.example/in/browser',
      { visitor: expect.stringMatching(/^[0-9a-f]{32}$/), events: [{ type: 'cart' }] },
    ],
  ]);
});
