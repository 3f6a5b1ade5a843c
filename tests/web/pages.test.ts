import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Browser, chromium as engine, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import { managePreferences } from '../../src/engine/manage-preferences.ts';
import type { SurveyAnswered } from '../../src/engine/ports.ts';
import { takeSurvey } from '../../src/engine/take-survey.ts';
import { preferencesToken } from '../../src/links/preferences.ts';
import { surveyToken } from '../../src/links/survey.ts';
import { unsubscribeToken } from '../../src/links/unsubscribe.ts';
import { type HtmlAnswer, htmlAnswer } from '../../src/web/answer.ts';
import { readUndo } from '../../src/web/consent/form.ts';
import { readPreferencesForm } from '../../src/web/preferences/form.ts';
import { readAnswerForm } from '../../src/web/survey/form.ts';
import { World } from '../engine/world.ts';
import { brokenWords, politeWords } from '../fixtures/broken-words.ts';
import { settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { chromium, languages, pagesIn } from './pages.fixture.ts';

const at = '2026-03-02T09:00:00Z';

/** The pages of one customer behind a server, as the HTTP API has them. */
async function openShop(locale: 'en' | 'ja' = 'en') {
  const world = new World().at(at);
  const customer = { ...shopper, phone: '+819012345678', locale };
  const input = await world.enter('cart-journey', busEvent('cart.updated', at, { customer }));
  const answers: SurveyAnswered[] = [];
  const ports = {
    stores: world.stores,
    keys: world.keys,
    settings,
    clock: () => world.now,
    failed: () => {},
    publishAnswer: async (detail: SurveyAnswered) => void answers.push(detail),
  };
  const claim = {
    customer: input.customer,
    channel: 'email',
    locale,
    address: world.keys.hash('email', shopper.email),
  } as const;
  const answer = async (request: IncomingMessage): Promise<HtmlAnswer> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const posted = { body: await text(request), isBase64Encoded: false };
    const { method = 'GET' } = request;
    const common = { method, token: searchParams.get('t') ?? undefined, language: request.headers['accept-language'] };
    world.now += 1000;
    if (pathname === '/p') return managePreferences({ ...common, form: readPreferencesForm(posted) }, ports);
    if (pathname === '/unsubscribe') return manageConsent({ ...common, undo: readUndo(posted) }, ports);
    const clicked = { score: searchParams.get('score') ?? undefined, choice: searchParams.get('choice') ?? undefined };
    return takeSurvey({ ...common, ...(method === 'POST' ? readAnswerForm(posted) : clicked) }, ports);
  };
  const server = createServer((request, response) => {
    void answer(request).then((page) => {
      const { statusCode, headers, body } = htmlAnswer(page);
      response.writeHead(statusCode, headers).end(body);
    });
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // of a server that listens on a port
  const { customer: key, run: survey } = input;
  const places = {
    preferences: `${base}/p?t=${preferencesToken(claim, world.keys)}`,
    unsubscribe: `${base}/unsubscribe?t=${unsubscribeToken(claim, world.keys)}`,
    survey: (name: string) =>
      `${base}/survey?t=${surveyToken({ customer: key, survey, locale, name, issuedAt: world.now }, world.keys)}`,
  };
  return { ...places, answers };
}

const servers: Server[] = [];

/** What a reader on a phone would stumble over: a page that is wider than it, and what is too small for a finger. */
const stumbles = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = scrollWidth > clientWidth ? [scrollWidth + ' px wide'] : [];
  const small = [...document.querySelectorAll('button, .choice, .scores label')]
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect().height])
    .filter(([, height]) => height < 44);
  return [...wide, ...small.map(([name, height]) => name + ': ' + height + ' px high')];
})()`;

const ground = 'getComputedStyle(document.body).backgroundColor';

describe.skipIf(chromium === undefined)(
  'the pages for customers, in Chromium without JavaScript (skipped without Chromium)',
  () => {
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      browser = await engine.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
      page = await context.newPage();
    }, 30_000);

    afterAll(async () => {
      await browser?.close();
      for (const server of servers) server.closeAllConnections();
      for (const server of servers) server.close();
    });

    it.each(languages)('fit a phone, break no word, and each can be pressed by a finger, in %s', async (language) => {
      const able = await (
        await browser.newContext({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' })
      ).newPage();
      for (const [name, html] of Object.entries(pagesIn(language))) {
        await able.setContent(html);
        expect([name, await able.evaluate(stumbles)]).toEqual([name, []]);
        expect([name, await able.evaluate(brokenWords(politeWords))]).toEqual([name, []]);
        expect(await able.evaluate(ground)).toBe('rgb(22, 22, 20)');
      }
    });

    it('let a reader switch a topic off, hear less often, and undo it', async () => {
      const shop = await openShop();
      await page.goto(shop.preferences);
      await page.getByLabel('Back in stock').uncheck();
      await page.getByLabel('Less often').check();
      await page.getByLabel('日本語').check();
      await page.getByRole('button', { name: 'Save' }).click();
      expect(await page.getByRole('status').textContent()).toContain('配信設定を保存しました。');
      expect(await page.getByLabel('再入荷のお知らせ').isChecked()).toBe(false);
      await page.getByRole('button', { name: '元に戻す' }).click();
      expect(await page.getByRole('status').textContent()).toContain('Your last change is undone.');
      expect(await page.getByLabel('Back in stock').isChecked()).toBe(true);
      expect(await page.getByLabel('Less often').isChecked()).toBe(false);
    });

    it('let a reader unsubscribe from all of it, say why, and come back', async () => {
      const shop = await openShop();
      await page.goto(shop.preferences);
      await page.getByRole('button', { name: 'Unsubscribe from all news and offers' }).click();
      expect(await page.getByRole('heading').textContent()).toContain('You are unsubscribed');
      const done = page.url();
      await page.getByLabel('Too many messages').check();
      await page.getByRole('button', { name: 'Send' }).click();
      expect(await page.getByRole('heading').textContent()).toBe('Thank you for your answer.');
      expect(shop.answers.map(({ survey }) => survey)).toMatchObject([{ name: 'unsubscribed', choice: 'often' }]);
      await page.goto(done);
      expect(await page.getByRole('button', { name: 'Unsubscribe' }).count()).toBe(1);
    });

    it('offer fewer messages before the opt-out', async () => {
      const shop = await openShop('ja');
      await page.goto(shop.unsubscribe);
      await page.getByRole('button', { name: '回数を減らして受け取る' }).click();
      expect(await page.getByLabel('配信の回数を減らす').isChecked()).toBe(true);
    });

    it.each([
      ['satisfied', 'Very satisfied', { name: 'satisfied', score: 5, outOf: 5 }],
      ['recommend', '10', { name: 'recommend', score: 10 }],
      ['cart-left', 'The price', { name: 'cart-left', choice: 'price' }],
    ])('take an answer to %s', async (name, label, survey) => {
      const shop = await openShop();
      await page.goto(shop.survey(name));
      await page.getByLabel(label, { exact: true }).check({ force: true });
      await page.getByRole('button', { name: 'Send' }).click();
      expect(await page.getByRole('heading').textContent()).toBe('Thank you for your answer.');
      expect(shop.answers.map((one) => one.survey)).toMatchObject([survey]);
    });

    it('change nothing when a scanner follows every link, ahead of its reader', async () => {
      const shop = await openShop();
      await page.goto(shop.preferences);
      const before = await page.locator('main').innerHTML();
      for (const link of [shop.preferences, shop.unsubscribe, `${shop.survey('cart-left')}&choice=price`]) {
        for (const method of ['GET', 'HEAD', 'OPTIONS']) {
          await fetch(link, { method, headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch;prerender' } });
        }
      }
      await page.reload();
      expect([await page.locator('main').innerHTML(), shop.answers]).toEqual([before, []]);
    });
  },
);
