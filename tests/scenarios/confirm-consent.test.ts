import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium as engine } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { main as customerCommand } from '../../build/customer-command.ts';
import { main as whyCommand } from '../../build/why-command.ts';
import { copyStateMachines, synthesizeOwn } from '../global-setup.ts';
import { chromium } from '../web/pages.fixture.ts';
import { picture, pictures } from '../web/picture.ts';
import { type Customer, inTokyo } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const opens = '2026-03-07T12:00:00+09:00';

/** Words that a mail which asks to confirm must not have: it advertises nothing. */
const advertising = /coupon|discount|%|sale|offer you|クーポン|割引|セール/i;

const texts = {
  en: {
    ask: 'Would you like to receive marketing e\u2011mails from',
    button: 'Confirm',
    done: 'You are subscribed to marketing e\u2011mails',
    why: 'but has not confirmed it',
    proof: ['agreed; has to be confirmed', 'confirmed an agreement'],
  },
  ja: {
    ask: 'お知らせメールを受け取りますか？',
    button: '登録を完了する',
    done: 'お知らせメールの登録が完了しました。',
    why: '確認メールのリンク先でのご確認がまだお済みでないためです',
    proof: ['同意（ご本人の確認待ち）', '同意の確認'],
  },
} as const;

async function run(main: typeof whyCommand | typeof customerCommand, ...args: readonly string[]): Promise<string> {
  const out: string[] = [];
  const shell = { root: '', print: (text: string) => out.push(text), printError: (text: string) => out.push(text) };
  expect([await main(args, shell), out.join('\n')]).toEqual([0, expect.any(String)]);
  return out.join('\n');
}

function signUp(shop: LocalShop, name: string, locale: 'en' | 'ja'): Customer {
  const at = new Date(shop.now).toISOString();
  const wording = locale === 'en' ? 'Send me news and offers.' : 'お知らせを受け取ります。';
  const email = { granted: true, at, source: 'newsletter form', from: 'form', wording } as const;
  const customer = { ...inTokyo(name), locale, consent: { email } };
  shop.post('customer.created', customer);
  return customer;
}

/** The link in the one mail that the customer got. */
function linkTo(shop: LocalShop, customer: Customer): string {
  const [mail, ...others] = shop.mailsTo(customer);
  expect(others).toEqual([]);
  expect(mail?.headers.map(({ name }) => name)).not.toContain('List-Unsubscribe');
  expect(`${mail?.subject} ${mail?.text}`).not.toMatch(advertising);
  return /\S+\/confirm\?t=[^\s)]+/.exec(mail?.text ?? '')?.[0] ?? expect.fail('no mail carries a link');
}

/** The states of consent that the shop is told of on the bus from now on. */
function statesTold({ runtime }: LocalShop): string[] {
  const states: string[] = [];
  runtime.faults.add(({ phase, operation, input }) => {
    const entries =
      phase === 'after' && operation === 'PutEvents' ? (input.Entries as { [key: string]: string }[]) : []; // as EventBridge takes them
    for (const { DetailType, Detail } of entries) {
      if (DetailType === 'consent.changed') states.push(JSON.parse(Detail ?? '').consent.state);
    }
    return 'pass';
  });
  return states;
}

describe.skipIf(chromium === undefined)('a shop with double opt-in (skipped without Chromium)', () => {
  const root = mkdtempSync(join(tmpdir(), 'aftercart-confirm-'));
  let cdkOut = '';
  let browser: Browser;

  beforeAll(async () => {
    copyStateMachines(root);
    const store = join(root, 'statemachines', 'store.yaml');
    writeFileSync(store, readFileSync(store, 'utf8').replace('# double opt-in:', 'double opt-in:'));
    cdkOut = await synthesizeOwn(inject('bundles'), root);
    browser = await engine.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
  }, 90_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await browser?.close();
    rmSync(root, { recursive: true, force: true });
  });
  beforeEach(() => {
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  });

  /** Opens the link on a phone without JavaScript, and presses the button. */
  async function confirm(link: string, locale: 'en' | 'ja', colorScheme: 'light' | 'dark'): Promise<void> {
    const { ask, button, done } = texts[locale];
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 640 },
      colorScheme,
    });
    const page = await context.newPage();
    await page.goto(link);
    expect(await page.textContent('h1')).toContain(ask);
    await picture(page, `confirm-ask-${locale}-${colorScheme}`);
    await page.getByRole('button', { name: button }).click();
    expect(await page.textContent('h1')).toContain(done);
    await picture(page, `confirm-done-${locale}-${colorScheme}`);
    await page.goto(link);
    expect(await page.textContent('h1')).toContain(done);
    await context.close();
  }

  it.each([
    ['en', 'light'],
    ['ja', 'dark'],
  ] as const)('sends marketing once the link in its mail was opened and its button pressed, in %s', (locale, scheme) =>
    inShop(
      opens,
      async (shop) => {
        vi.stubEnv('AWS_ENDPOINT_URL', shop.runtime.endpoint);
        const states = statesTold(shop);
        const customer = signUp(shop, 'newcomer', locale);
        const silent = signUp(shop, 'silent', locale);
        await shop.until('2026-03-09T13:00:00+09:00');
        const link = linkTo(shop, customer);
        for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200);
        expect(await run(whyCommand, '--customer', customer.id ?? '', '--lang', locale)).toContain(texts[locale].why);
        await confirm(link, locale, scheme);
        await shop.until('2026-03-14T13:00:00+09:00');
        expect(shop.sentToTheMinute(customer)).toEqual([
          ['please-confirm', '2026-03-07 12:00'],
          ['where-to-start', '2026-03-10 10:00'],
        ]);
        expect(shop.sentTo(silent).map(([step]) => step)).toEqual(['please-confirm']);
        const proof = await run(customerCommand, 'consent', customer.email ?? '', '--lang', locale);
        for (const words of texts[locale].proof) expect(proof).toContain(words);
        if (pictures !== undefined) writeFileSync(join(pictures, `proof-${locale}.txt`), proof);
        expect(states).toEqual(['pending', 'pending', 'granted']);
        expect((await fetch(linkTo(shop, silent), { method: 'POST' })).status).toBe(410);
      },
      { cdkOut, journeys: ['confirm-consent', 'welcome'], sweeps: false },
    ),
  );
});
