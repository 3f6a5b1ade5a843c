import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from '../../../build/journeys-command.ts';
import { type PreviewServer, servePreview } from '../../../build/preview/server.ts';
import type { StoreEvent } from '../../../src/commerce/events.ts';
import { eventExamples } from '../../../src/commerce/examples.ts';

const repository = path.resolve(import.meta.dirname, '../../..');
const root = mkdtempSync(path.join(tmpdir(), 'aftercart-preview-'));
const reminder = path.join(root, 'statemachines/abandoned-cart/messages/reminder.en.md');
for (const file of ['store.yaml', 'segments.yaml', 'layout', 'abandoned-cart']) {
  cpSync(path.join(repository, 'statemachines', file), path.join(root, 'statemachines', file), { recursive: true });
}
const original = readFileSync(reminder, 'utf8');

/** Saves as many an editor does: a new file takes the place of the old one. */
function save(text: string): void {
  writeFileSync(path.join(root, 'saving'), text);
  renameSync(path.join(root, 'saving'), reminder);
}

afterAll(() => rmSync(root, { recursive: true }));

describe('the preview', () => {
  const changes: (string | undefined)[] = [];
  let server: PreviewServer;
  beforeAll(async () => {
    const onChange = (problems: string | undefined) => changes.push(problems);
    server = await servePreview({ root, journey: 'abandoned-cart', language: 'ja', about: [], port: 0, onChange });
  });
  afterAll(() => server.close());

  const page = async (address: string) => (await fetch(`${server.url}${address}`)).text();

  it('shows a message in each locale, as mail and as text, in the width and the scheme asked for', async () => {
    const mail = await page('/abandoned-cart/reminder?locale=ja&width=phone&scheme=dark');
    expect(mail).toContain('カートに商品が残っています');
    expect(mail).toContain('class="phone dark"');
    expect(mail).toContain('@media all');
    expect(await page('/abandoned-cart/reminder?scheme=light')).toContain('@media not all');
    expect(await page('/abandoned-cart/reminder?locale=en&part=text')).toContain('<pre class="plain">');
    expect(await page('/abandoned-cart/remindre')).toContain('did you mean &quot;reminder&quot;?');
  });

  it('shows what goes wrong with a page, and goes on', async () => {
    const onChange = () => {};
    const about = new Proxy<StoreEvent[]>([], {
      get: () => {
        throw new TypeError('of no use');
      },
    });
    const other = await servePreview({ root, journey: 'abandoned-cart', language: 'en', about, port: 0, onChange });
    try {
      for (let time = 0; time < 2; time += 1)
        expect((await fetch(`${other.url}/abandoned-cart/reminder`)).status).toBe(500);
    } finally {
      other.close();
    }
  });

  /** The status of an address that is sent exactly as it is. */
  async function statusOf(address: string, host?: string): Promise<number | undefined> {
    const { hostname, port } = new URL(server.url);
    const request = get({ hostname, port, path: address, ...(host && { headers: { host } }) });
    const [answer] = (await once(request, 'response')) as [IncomingMessage]; // of node:http
    answer.destroy();
    return answer.statusCode;
  }

  it('refuses requests that name another host, whatever they ask for', async () => {
    for (const address of ['/', '//', 'http://[', '/changes', '/preview.js', '/pictures/mug.jpg', '/x?part=__proto__'])
      expect([address, await statusOf(address, 'evil.example')]).toEqual([address, 421]);
  });

  it('goes on after addresses that nobody means', async () => {
    expect(await statusOf('http://[')).toBe(400);
    for (const [address, status] of [
      ['//', 200],
      ['//evil.example/x', 404],
      ['/%ff', 404],
      ['/abandoned-cart/__proto__', 404],
      ['/abandoned-cart/reminder?locale=__proto__', 404],
      ['/abandoned-cart/reminder?part=__proto__', 200],
      ['/abandoned-cart/reminder?part=toString', 200],
      ['/', 200],
    ] as const)
      expect([address, await statusOf(address)]).toEqual([address, status]);
  });

  it('reloads in the browser when a file is saved, shows what is wrong with it, and goes on when that is mended', async () => {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      await page.goto(`${server.url}/abandoned-cart/reminder?locale=en`);
      await page.waitForTimeout(100);
      save(original.replace(/subject: .*/, 'subject: The tea is still here'));
      await page.getByText('The tea is still here').first().waitFor({ timeout: 10_000 });
      save(original.replace(/subject: .*/, 'subject: "{{ cart.urll }}"'));
      await page.locator('pre.problems').waitFor({ timeout: 10_000 });
      expect(await page.locator('pre.problems').textContent()).toMatch(/reminder\.en\.md:\d+:\d+.*cart\.urll/);
      save(original);
      await page.locator('iframe').waitFor({ timeout: 10_000 });
    } finally {
      await browser.close();
    }
    await vi.waitFor(() => expect(changes.at(-1)).toBeUndefined());
    expect(changes.some((problems) => problems?.includes('reminder.en.md'))).toBe(true);
  });
});

describe('npm run journeys -- preview', () => {
  async function preview(...args: readonly string[]) {
    const [out, err]: [string[], string[]] = [[], []];
    const shell = { root, print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
    return { code: await main(['preview', ...args], shell), out: out.join('\n'), err: err.join('\n') };
  }

  it('prints a message about the subject of the events that are given', async () => {
    const file = path.join(root, 'cart.json');
    const cart = { ...eventExamples['cart.updated'], customer: { id: 'c-1', name: '花子' } };
    writeFileSync(file, JSON.stringify({ Source: 'store.demo', DetailType: 'cart.updated', Detail: cart }));
    const { code, out } = await preview('abandoned-cart', 'reminder', '--text', '--locale', 'ja', '--events', file);
    expect(code).toBe(0);
    expect(out).toContain('花子 様');
    expect(out).toContain('煎茶 100g');
    expect(out).not.toContain('ドリッパー'); // the sample's
  });

  it.each([
    [
      ['abandoned-crat', 'reminder', '--text'],
      2,
      'There is no journey "abandoned-crat": did you mean "abandoned-cart"?',
    ],
    [['abandoned-cart', 'remindre', '--text'], 2, 'There is no message "remindre": did you mean "reminder"?'],
    [['abandoned-cart', 'reminder', '--text', '--locale', 'fr'], 2, 'There is no locale "fr": write en or ja'],
    [['abandoned-cart', 'reminder', '--text', '--events', 'none.json'], 1, 'none.json cannot be read'],
    [['--text'], 2, '--text prints one message: name it.'],
  ])('refuses %j', async (args, code, message) => {
    expect(await preview(...args)).toMatchObject({ code, err: expect.stringContaining(message) });
  });
});
