import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { html } from '../../src/web/html.ts';
import { shell } from '../../src/web/shell.ts';
import { onPhone } from './phone.ts';
import type { PlayedDemo } from './played-demo.ts';

/** A message of the outbox, as its JSON gives it. */
interface OutboxMessage {
  readonly id: string;
  readonly subject: string;
  readonly html: string;
  readonly customer: string;
}

/**
 * Takes the pictures of a played demo: the cart reminder in each language, the gallery, the timeline of the customer whose
 * story the summary tells first, and the summary.
 * @returns the names of the files
 */
export async function takeShots(browser: Browser, demo: PlayedDemo, locales: readonly string[], folder: string) {
  const file = (name: string) => path.join(folder, name);
  for (const locale of locales) await shootMail(browser, demo, locale, file(`reminder-${locale}.png`));
  await shootPage(browser, `${demo.endpoint}/outbox?lang=en`, file('gallery.jpg'), 960);
  const [thanked] = await messages(demo, 'journey=review-thanks&step=thank-you-coupon&q=クーポン');
  if (thanked !== undefined)
    await shootPage(
      browser,
      `${demo.endpoint}/outbox/customers/${thanked.customer}?lang=en`,
      file('timeline.png'),
      900,
    );
  await shootText(browser, demo.summary, file('summary.png'));
}

async function messages({ endpoint }: PlayedDemo, query: string): Promise<OutboxMessage[]> {
  const answer = await fetch(`${endpoint}/outbox.json?limit=1000&channel=email&${query}`);
  const { messages: list } = (await answer.json()) as { messages: OutboxMessage[] }; // the outbox's own JSON
  return list.toReversed();
}

/** The reminder with the most in it, as a phone shows it, below its subject. */
async function shootMail(browser: Browser, demo: PlayedDemo, locale: string, to: string): Promise<void> {
  const all = await messages(demo, 'journey=abandoned-cart&step=reminder');
  const [mail] = all
    .filter((one) => one.html.includes(`lang="${locale}"`))
    .sort((one, other) => other.html.length - one.html.length);
  if (mail === undefined) throw new Error(`The demo has sent no cart reminder in ${locale}.`);
  const page = await browser.newPage({ viewport: { width: 415, height: 400 } });
  await page.setContent(
    onPhone(mail.subject, html`<iframe src="${demo.endpoint}/outbox/messages/${mail.id}/html?scheme=light"></iframe>`),
  );
  await page.waitForLoadState('networkidle');
  const height = await page
    .frameLocator('iframe')
    .locator('html')
    .evaluate((root) => root.offsetHeight);
  await page.locator('iframe').evaluate((frame, pixels) => {
    frame.style.height = `${pixels}px`;
  }, height);
  await shoot(page, to, true);
}

async function shootPage(browser: Browser, url: string, to: string, height: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height } });
  await page.goto(url, { waitUntil: 'networkidle' });
  await shoot(page, to, false);
}

/** What the terminal shows. */
async function shootText(browser: Browser, text: string, to: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 960, height: 400 } });
  const style = `body { margin: 0; padding: 20px 24px; background: #171b24; color: #e8eaf0; }
    pre { margin: 0; font: 14px/1.5 'Noto Sans Mono CJK JP', monospace; white-space: pre-wrap; }`;
  await page.setContent(shell({ lang: 'en', title: 'npm start', style, main: html`<pre>${text}</pre>` }));
  await shoot(page, to, true);
}

async function shoot(page: Page, to: string, fullPage: boolean): Promise<void> {
  const isPhoto = to.endsWith('.jpg');
  await page.screenshot({ path: to, fullPage, ...(isPhoto ? { type: 'jpeg', quality: 70 } : {}) });
  await page.close();
}
