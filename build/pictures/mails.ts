import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { ContentsContext } from '../../src/commerce/in-message.ts';
import type { Money } from '../../src/commerce/values/money.ts';
import { type Look, looks } from '../../src/model/brand.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import type { MessageContext } from '../../src/templates/context.ts';
import { createRenderer, type RenderedMessage } from '../../src/templates/render.ts';
import { html } from '../../src/web/html.ts';
import { loadSettings } from '../journeys.ts';
import { compileMessage } from '../messages/compile.ts';
import { type MessageLayout, readLayout } from '../messages/layout.ts';
import { sampleContext } from '../messages/sample.ts';
import { readMessageFile } from '../messages/source.ts';
import { compileMessages } from '../messages.ts';
import { openWindow } from './browser.ts';
import { onPhone } from './phone.ts';

/** A block as docs/messages.md shows it: how it is written, and the class of its place in a mail. */
const blocks = [
  ['products', "{% render 'products', lines: order.lines %}", '.goods'],
  ['lines', "{% render 'lines', lines: cart.lines, more: cart.moreLines, total: cart.total %}", '.lines'],
  ['coupon', "{% render 'coupon', offer: coupon %}", '.coupon'],
  ['parcel', "{% render 'parcel', parcel: shipment %}", '.parcel'],
  ['poll', "{% render 'poll' %}", '.poll'],
  ['scale', "{% render 'scale' %}", '.scale'],
  ['hero', "{% render 'hero' %}", 'img[src$="hero.jpg"]'],
] as const;

/** Takes the pictures of docs/messages.md: of each look and of each block. */
export async function takeMails(browser: Browser, root: string): Promise<void> {
  const statemachines = path.join(root, 'statemachines');
  const settings = loadSettings(statemachines);
  const images = path.join(root, 'docs/images');
  const phone = await openWindow(browser, root, { width: 415 });
  for (const look of looks) await takeLook(await phone.newPage(), statemachines, settings, look, images);
  await phone.close();
  const desk = await openWindow(browser, root, { width: 600 });
  const words = Object.keys(sampleContext(settings, settings.locales[0]));
  const layout = readLayout(path.join(statemachines, 'layout'), settings.locales, words);
  for (const locale of settings.locales) await takeBlocks(await desk.newPage(), layout, settings, locale, images);
  await desk.close();
}

async function takeLook(page: Page, statemachines: string, settings: StoreSettings, look: Look, images: string) {
  const [locale] = settings.locales;
  const dressed = { ...settings, brand: { ...settings.brand, look } };
  const message = await rendered(statemachines, dressed, ['browse-abandonment', 'looked-at'], locale);
  await takeOnPhone(page, message, path.join(images, `look-${look}.jpg`));
}

async function rendered(
  statemachines: string,
  settings: StoreSettings,
  [journey, message]: readonly [string, string],
  locale: string,
): Promise<RenderedMessage> {
  const messages = await compileMessages(statemachines, [journey], settings);
  return createRenderer(messages)(journey, message, locale, pictured(settings, locale));
}

/** The sample as a picture shows it: nobody's name, no goods that are not listed, a parcel that is on its way. */
function pictured(settings: StoreSettings, locale: string): MessageContext {
  const { cart, shipment, ...sample } = sampleContext(settings, locale);
  return {
    ...sample,
    customer: {},
    ...(cart && { cart: { ...cart, moreLines: undefined, total: sumOf(cart.lines) } }),
    ...(shipment && { shipment: { ...shipment, outForDeliveryAt: undefined, deliveredAt: undefined } }),
  };
}

function sumOf(lines: ContentsContext['lines']): Money | undefined {
  const amounts = lines.flatMap(({ amount }) => amount ?? []);
  const [first] = amounts;
  return first && { ...first, minor: amounts.reduce((sum, { minor }) => sum + minor, 0) };
}

async function takeBlocks(page: Page, layout: MessageLayout, settings: StoreSettings, locale: string, images: string) {
  for (const [name, block, place] of blocks) {
    const source = readMessageFile(`---\nsubject: A\npreheader: A\n---\n${block}`, () => {});
    if (source === undefined) throw new Error(`The block ${name} cannot be read.`);
    const compiled = await compileMessage(source, locale, layout, settings);
    const render = createRenderer({ block: { [name]: { locales: { [locale]: compiled } } } });
    const { html } = render('block', name, locale, pictured(settings, locale));
    await page.setContent(html, { waitUntil: 'networkidle' });
    const file = path.join(images, `block-${name}-${locale}.jpg`);
    await page.locator(place).first().screenshot({ path: file, type: 'jpeg', quality: 82 });
  }
  await page.close();
}

async function takeOnPhone(page: Page, message: RenderedMessage, file: string): Promise<void> {
  await page.setContent(onPhone(message.subject, html`<iframe srcdoc="${message.html}"></iframe>`), {
    waitUntil: 'networkidle',
  });
  const mail = page.frameLocator('iframe').locator('body');
  const height = await mail.evaluate((body) => body.scrollHeight);
  await page.locator('iframe').evaluate((element, pixels) => {
    element.style.height = `${pixels}px`;
  }, height);
  const jpeg = file.endsWith('.jpg') ? ({ type: 'jpeg', quality: 72 } as const) : {};
  await page.screenshot({ path: file, fullPage: true, ...jpeg });
  await page.close();
}
