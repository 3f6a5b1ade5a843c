import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';

/** Draws the demo shop's pictures from drawings/*.svg: mail programs show JPEG and PNG only. */
export async function drawPictures(browser: Browser, root: string): Promise<void> {
  const folder = path.join(root, 'local/demo/pictures');
  for (const drawing of readdirSync(path.join(folder, 'drawings'))) {
    const svg = readFileSync(path.join(folder, 'drawings', drawing), 'utf8');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    const name = path.basename(drawing, '.svg');
    const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) } });
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    const jpeg = { path: path.join(folder, `${name}.jpg`), type: 'jpeg', quality: name === 'hero' ? 61 : 80 } as const;
    const png = { path: path.join(folder, `${name}.png`), omitBackground: true } as const;
    await page.screenshot(name === 'logo' ? png : jpeg); // a logo stands on any ground
    await page.close();
  }
}
