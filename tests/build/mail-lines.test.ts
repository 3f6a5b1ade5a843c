import path from 'node:path';
import { type Browser, chromium as engine, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDrafts } from '../../build/preview/draft.ts';
import { brokenWords, politeWords } from '../fixtures/broken-words.ts';
import { chromium } from '../web/pages.fixture.ts';

const drafts = await readDrafts(path.resolve(import.meta.dirname, '../..'));

describe.skipIf(chromium === undefined)('the shipped mails, in Chromium (skipped without Chromium)', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await engine.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
    page = await browser.newPage();
    await page.route(/^https?:/, (route) => route.abort());
  }, 30_000);
  afterAll(() => browser?.close());

  it.each(drafts.settings.locales)(
    'are no wider than the window, and break no word, in %s',
    { timeout: 120_000 },
    async (locale) => {
      for (const name of drafts.names) {
        await page.setContent(drafts.render(name, locale).html, { waitUntil: 'domcontentloaded' });
        for (const width of [320, 360, 375, 390, 430, 640]) {
          await page.setViewportSize({ width, height: 600 });
          const [broken, wide] = await page.evaluate<[string[], number]>(
            `[${brokenWords(politeWords)}, document.documentElement.scrollWidth]`,
          );
          expect([name, width, broken, wide]).toEqual([name, width, [], width]);
        }
      }
    },
  );
});
