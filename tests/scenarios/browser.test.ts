import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { type Browser, type BrowserContext, chromium as engine } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitorToken } from '../../src/client/visitor-token.ts';
import { person } from '../connectors/browsed-shop.ts';
import { clientOf } from '../local/fixture.ts';
import { chromium } from '../web/pages.fixture.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const opens = '2026-03-02T10:00:00+09:00';
const secret = 'a secret of the shop’s backend';
const ann = { id: 'c-1', email: 'ann@example.com', locale: 'en' };

/** The shop's own site: pages with the tag, and a backend that signs in whoever asks for it. */
class Site {
  /** The attributes of the tag, and what else a page does. */
  page = { attributes: '', script: '' };
  /** When the backend signs; epoch milliseconds. */
  now = 0;
  tagFrom = '';
  readonly #server: Server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site');
    if (pathname === '/token') {
      response.end(await visitorToken(secret, { ...ann, visitor: searchParams.get('visitor') ?? '' }, this.now));
      return;
    }
    const { attributes, script } = this.page;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      pathname === '/shop'
        ? `<!doctype html><script>window.aftercart=window.aftercart||function(){(aftercart.q=aftercart.q||[]).push(arguments)};${script}</script>
<script async src="${this.tagFrom}/aftercart.js" ${attributes}></script><p>A cup</p>`
        : '<!doctype html><p>Elsewhere</p>',
    );
  });

  async listen(): Promise<void> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`; // it listens on a port
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** Connects the site: its origin is a setting of the stack, and its secret one of the connector. */
async function connect({ runtime }: LocalShop, site: Site): Promise<void> {
  site.tagFrom = runtime.endpoint;
  const client = new LambdaClient(clientOf(runtime));
  const FunctionName = 'aftercart-collect-browsing';
  const { Environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const BROWSER = JSON.stringify({ origins: [site.origin], currency: 'USD' });
  const Variables = { ...Environment?.Variables, BROWSER };
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  const Payload = JSON.stringify({ do: 'secret', connector: 'browser', value: secret, keepHours: 48 });
  await client.send(new InvokeCommand({ FunctionName: 'aftercart-manage-connectors', Payload }));
  client.destroy();
}

const product = { id: 'p-1', title: 'A cup', price: 9.5 };
const signingIn = "aftercart('identify', (id) => fetch('/token?visitor=' + id).then((answer) => answer.text()))";
const attribute = (name: string, value: object) => `data-${name}='${JSON.stringify(value)}'`;

describe.skipIf(chromium === undefined)('a visitor of the shop’s pages (skipped without Chromium)', () => {
  let browser: Browser;
  const site = new Site();

  beforeAll(async () => {
    await site.listen();
    browser = await engine.launch({
      executablePath: chromium ?? '',
      args: ['--no-sandbox', '--disable-background-networking', `--user-agent=${person}`], // beacons of a page that is left have no other
    });
  });

  afterAll(async () => {
    await browser.close();
    site.close();
  });

  /** Opens the shop's page and leaves it: the beacon goes as the next page begins. */
  async function visit(shop: LocalShop, context: BrowserContext, answers: number, made: Partial<Site['page']>) {
    site.page = { attributes: '', script: '', ...made };
    site.now = shop.now;
    const page = await context.newPage();
    const signedIn = made.script === undefined ? undefined : page.waitForRequest(/\/in\/browser$/);
    await page.goto(`${site.origin}/shop`, { waitUntil: 'load' });
    await signedIn;
    await page.goto(`${site.origin}/elsewhere`);
    await expect
      .poll(
        () =>
          shop.lines.filter(({ text }) => /KeptEvent|MappedEvent|IgnoredDelivery|RefusedDelivery/.test(text)).length,
      )
      .toBeGreaterThanOrEqual(answers);
    const stored = await page.evaluate('JSON.stringify(localStorage)');
    await page.close();
    return String(stored);
  }

  const filled = `${attribute('view', product)} ${attribute('cart', { lines: [{ productId: 'p-1', ...product, quantity: 2 }] })}`;

  it('who fills a cart and leaves is reminded of it once the backend has signed them in, and not before', () =>
    inShop(opens, async (shop) => {
      await connect(shop, site);
      const context = await browser.newContext();
      await visit(shop, context, 2, { attributes: filled });
      await shop.until('2026-03-02T10:30:00+09:00');
      expect(
        (await shop.items()).filter(({ pk }) => !pk.startsWith('K#browser')).map(({ pk, sk }) => [pk, sk]),
      ).toEqual([]);
      await visit(shop, context, 5, { script: signingIn });
      await context.close();
      const at = new Date(shop.now).toISOString();
      const consent = { email: { granted: true, at, source: 'sign-up form' } };
      shop.post('customer.updated', { ...ann, consent });
      await shop.until('2026-03-02T18:00:00+09:00');
      expect(shop.sentToTheMinute(ann)).toEqual([['reminder', '2026-03-02 14:00']]);
      const [mail] = shop.mailsTo(ann);
      expect(mail?.html).toContain('A cup');
      expect(shop.runtime.deadLetters()).toEqual([]);
    }));

  it('who is never signed in gets nothing, and neither bus nor journeys hear of them', () =>
    inShop(opens, async (shop) => {
      await connect(shop, site);
      const context = await browser.newContext();
      const stored = await visit(shop, context, 2, { attributes: filled });
      await context.close();
      expect(stored).toMatch(/^\{"aftercart_id":"[0-9a-f]{32}"\}$/);
      await shop.until('2026-03-04T10:00:00+09:00');
      expect(shop.runtime.outbox.mails).toEqual([]);
      expect((await shop.items()).map(({ sk }) => sk).sort()).toEqual(['6#thing', '6#times']);
    }));

  it('who opposes by Global Privacy Control leaves nothing, in the browser or in the table', () =>
    inShop(opens, async (shop) => {
      await connect(shop, site);
      const context = await browser.newContext({ extraHTTPHeaders: { 'Sec-GPC': '1' } });
      const silent = await browser.newContext();
      await silent.addInitScript("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })");
      const stored = await visit(shop, silent, 0, { attributes: filled });
      expect(stored).toBe('{}');
      await visit(shop, context, 1, { attributes: filled, script: signingIn }); // a browser that says it to servers alone
      await Promise.all([context.close(), silent.close()]);
      expect(await shop.items()).toEqual([]);
      const reasons = shop.lines.flatMap(({ text }) =>
        text.includes('IgnoredDelivery') ? [JSON.parse(text).reason] : [],
      );
      expect(reasons).toEqual(['privacy-control']);
    }));
});

it('the tag is served compressed, is kept by browsers for a day, and answers 304 to who has it', () =>
  inShop(opens, async ({ runtime }) => {
    const url = `${runtime.endpoint}/aftercart.js`;
    const first = await fetch(url);
    const text = await first.text();
    expect([first.status, first.headers.get('content-encoding'), text.includes('aftercart_id')]).toEqual([
      200,
      'gzip',
      true,
    ]);
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=86400/);
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(url, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, text]);
  }));
