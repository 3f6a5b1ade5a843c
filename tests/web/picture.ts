import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** The folder that `SHOW_PAGES` names, for a look at what the tests saw. */
export const pictures = process.env.SHOW_PAGES;

/** Saves what a page shows as `name`.png, if somebody wants to look at it. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}
