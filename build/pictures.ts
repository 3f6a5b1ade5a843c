import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import type { StoreSettings } from '../src/model/store-settings.ts';
import type { MessageContext } from '../src/templates/context.ts';
import { createRenderer, type RenderedMessage } from '../src/templates/render.ts';
import { CommandError, readArguments, refuseWords, type Shell, UsageError } from './command/command.ts';
import { ownShell } from './command/program.ts';
import { loadSettings } from './journeys.ts';
import { sampleContext } from './messages/sample.ts';
import { compileMessages } from './messages.ts';

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Takes the README's pictures of the cart reminder: docs/images/reminder-<locale>.png. */
async function takePictures(root: string, executablePath: string): Promise<void> {
  const statemachines = path.join(root, 'statemachines');
  const settings = loadSettings(statemachines);
  const render = createRenderer(await compileMessages(statemachines, ['abandoned-cart'], settings));
  const folder = path.join(root, 'docs/images');
  mkdirSync(folder, { recursive: true });
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    for (const locale of settings.locales) {
      const message = render('abandoned-cart', 'reminder', locale, pictured(settings, locale));
      await takePicture(browser, message, settings.brand.color, path.join(folder, `reminder-${locale}.png`));
    }
  } finally {
    await browser.close();
  }
}

/** The sample without what a plain picture does not need: a name, goods that are not listed. */
function pictured(settings: StoreSettings, locale: string): MessageContext {
  const sample = sampleContext(settings, locale);
  return { ...sample, customer: {}, ...(sample.cart && { cart: { ...sample.cart, moreLines: undefined } }) };
}

async function takePicture(browser: Browser, message: RenderedMessage, color: string, file: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 415, height: 400 } });
  await page.route(/\.jpg$/, (route) => route.fulfill({ contentType: 'image/svg+xml', body: product(color) }));
  await page.setContent(frame(message), { waitUntil: 'networkidle' });
  const mail = page.frameLocator('iframe').locator('body');
  const height = await mail.evaluate((body) => body.scrollHeight);
  await page.locator('iframe').evaluate((element, pixels) => {
    element.style.height = `${pixels}px`;
  }, height);
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
}

/** A mail as a phone shows it, below its subject. */
function frame({ subject, preheader, html }: RenderedMessage): string {
  return `<!doctype html><style>
    body { margin: 0; padding: 20px; background: #dfe3e6; font: 15px/1.5 'Noto Sans CJK JP', sans-serif; }
    section { width: 375px; border-radius: 18px; overflow: hidden; background: #fff; box-shadow: 0 2px 10px #0002; }
    header { padding: 16px 28px 12px; }
    b { display: block; }
    small { color: #6b6860; }
    iframe { display: block; width: 375px; border: 0; }
  </style>
  <section><header><b>${subject}</b><small>${preheader}</small></header><iframe srcdoc="${attribute(html)}"></iframe></section>`;
}

function attribute(html: string): string {
  return html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

/** A drawing in the place of a product's photograph. */
function product(color: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60"><rect width="60" height="60" fill="#efece6"/>
    <path d="M15 17h30l-9 21H24z" fill="${color}"/><rect x="19" y="40" width="22" height="4" rx="2" fill="${color}"/></svg>`;
}

function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.flatMap((folder) => browsers.map((name) => path.join(folder, name))).find((file) => existsSync(file));
}

const help = `npm run pictures

Takes the README's screenshots of the cart reminder, docs/images/reminder-<locale>.png, with the first browser on the PATH of
${browsers.join(', ')}. It takes no options.`;

/**
 * Runs `npm run pictures`.
 * @returns the exit code: 1 without a browser, 2 when the command line makes no sense
 */
export async function main(args: readonly string[], { root, print, printError }: Shell): Promise<number> {
  try {
    const { values, positionals } = readArguments(args, { help: { type: 'boolean', short: 'h' } });
    refuseWords(positionals);
    if (values.help) {
      print(help);
      return 0;
    }
    const executable = findBrowser();
    if (executable === undefined) {
      throw new CommandError(`No browser found: none of ${browsers.join(', ')} is on the PATH. Install one.`);
    }
    await takePictures(root, executable);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error;
    printError(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
