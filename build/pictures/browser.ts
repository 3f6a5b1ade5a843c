import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { demoPictures } from '../../src/commerce/sample-shop.ts';
import { CommandError } from '../command/command.ts';

/** The programs that take the pictures: the first that is found on the PATH. */
export const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @throws CommandError when there is no browser */
export async function openBrowser(): Promise<Browser> {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const files = folders.flatMap((folder) => browsers.map((name) => path.join(folder, name)));
  const executablePath = files.find((file) => existsSync(file));
  if (executablePath === undefined) {
    throw new CommandError(`No browser found: none of ${browsers.join(', ')} is on the PATH. Install one.`);
  }
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  return chromium.launch({ executablePath, args });
}

/**
 * A window that shows what mails and pages have in them, and nothing from the network: the demo shop's pictures are under
 * their address, and any other request is an error.
 * @param root the repository
 */
export async function openWindow(
  browser: Browser,
  root: string,
  { width, dark = false }: { readonly width: number; readonly dark?: boolean },
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height: 400 },
    deviceScaleFactor: 1.5,
    colorScheme: dark ? 'dark' : 'light',
  });
  await context.route(/^https?:/, async (route) => {
    const url = route.request().url();
    const file = path.join(root, 'local/demo/pictures', path.posix.basename(new URL(url).pathname));
    if (!url.startsWith(`${demoPictures}/`) || !existsSync(file)) {
      await route.abort();
      throw new CommandError(
        `${url} is no picture of the demo shop: add its drawing to local/demo/pictures/drawings/.`,
      );
    }
    await route.fulfill({ path: file });
  });
  return context;
}
