import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withPictures } from '../../../local/demo/pictures.ts';
import { withLocalPictures } from '../../../src/web/demo-pictures.ts';

const folder = resolve(import.meta.dirname, '../../../local/demo/pictures');
const files = readdirSync(folder).filter((name) => /\.(jpg|png)$/.test(name));
const get = (url: string, method = 'GET') =>
  withPictures(async () => undefined)({ method, url, headers: {}, body: Buffer.alloc(0) });

describe('the demo shop’s pictures', () => {
  it('are small: each below 20 KB, all below 300 KB', () => {
    const sizes = files.map((name) => statSync(join(folder, name)).size);
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(20 * 1024);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300 * 1024);
  });

  it('are each drawn from a drawing of the same name', () => {
    const drawings = readdirSync(join(folder, 'drawings')).map((name) => name.replace('.svg', ''));
    expect(files.map((name) => name.replace(/\.\w+$/, '')).sort()).toEqual(drawings.sort());
  });

  it('are served under /pictures/, and nothing else is', async () => {
    const answer = await get('/pictures/teapot.jpg');
    expect(answer?.headers['content-type']).toBe('image/jpeg');
    expect(answer?.body).toEqual(readFileSync(join(folder, 'teapot.jpg')));
    expect((await get('/pictures/logo.png'))?.headers['content-type']).toBe('image/png');
    const others = ['/pictures/none.jpg', '/pictures/../pictures.ts', '/pictures/drawings/logo.svg', '/pictures/'];
    for (const url of others) expect(await get(url), url).toBeUndefined();
    expect(await get('/pictures/teapot.jpg', 'POST')).toBeUndefined();
  });

  it('are taken from this machine in the outbox', () => {
    const html =
      '<img src="https://shop.example.com/pictures/mug.jpg"><img src="https://other.example/pictures/a.jpg">';
    expect(withLocalPictures(html)).toBe(
      '<img src="/pictures/mug.jpg"><img src="https://other.example/pictures/a.jpg">',
    );
  });
});
