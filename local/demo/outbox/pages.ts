import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Html, html } from '../../../src/web/html.ts';
import type { PageSource } from '../../aws/runtime.ts';
import type { WebRequest } from '../../aws/services/apigateway.ts';
import { RawAnswer } from '../../aws/services/service.ts';
import { Arrivals } from '../arrivals/arrivals.ts';
import { storeZoneOf } from '../store-zone.ts';
import { stepsIn } from '../timeline/step-order.ts';
import { arrivedView } from './arrived.ts';
import { customerList, customerPage } from './customer-pages.ts';
import { readCustomers } from './customers.ts';
import { readFilter } from './filter.ts';
import { galleryOrder, galleryView, namedAmong } from './gallery.ts';
import { outboxJson } from './json.ts';
import { type Frame, page, pageAnswer, type View, views } from './layout.ts';
import { sentList } from './list.ts';
import { framedMail, readScheme } from './mail-frame.ts';
import { messageView, readLook } from './message.ts';
import type { PageData } from './page-data.ts';
import { refusalsOf, refusedView } from './refused.ts';
import type { SentMessage } from './sent-message.ts';
import { unsentList } from './unsent.ts';
import { whyOf } from './why.ts';
import { chooseLanguage, outboxWords } from './words.ts';

/** No script of a mail runs; the page around it may measure it, to show it whole. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; font-src http: https:; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/**
 * The pages of the outbox, and the outbox as JSON.
 * @param arrivals what has arrived through connectors so far
 */
export function outboxPages(
  source: PageSource,
  arrivals = new Arrivals(),
): (request: WebRequest) => Promise<RawAnswer | undefined> {
  const { stack } = source;
  const read = { storeZone: storeZoneOf(stack), ...stepsIn(stack) };
  const data = { ...source, ...read, arrivals };
  return (request) => answerPage(request, data);
}

async function answerPage(request: WebRequest, data: PageData): Promise<RawAnswer | undefined> {
  const url = new URL(request.url, 'http://local');
  if (request.method !== 'GET') return undefined;
  if (url.pathname === '/') return new RawAnswer(302, '', { location: '/outbox' });
  if (url.pathname === '/outbox/style.css') return text(stylesheet(), 'text/css');
  if (url.pathname === '/outbox/page.js') return text(read('page.js'), 'text/javascript');
  if (url.pathname === '/outbox.json') return outboxJson(url, data);
  if (url.pathname === '/outbox') return viewPage(url, frameOf(url, request, data), data);
  const [, kind, id = '', part] = /^\/outbox\/(messages|customers)\/([^/]+)(\/html)?$/.exec(url.pathname) ?? [];
  if (kind === undefined) return undefined;
  if (kind === 'customers') return customer(id, { ...frameOf(url, request, data), view: 'customers' }, data);
  const message = data.outbox.find(id);
  if (part !== undefined && message?.channel === 'email')
    return pageAnswer(framedMail(message, readScheme(url.searchParams.get('scheme'))), mailPolicy);
  return messagePage(url, frameOf(url, request, data), data, message);
}

/** The style sheets, one after the other in the order of their names. */
function stylesheet(): string {
  const names = readdirSync(join(import.meta.dirname, 'styles')).sort();
  return names.map((name) => read(join('styles', name))).join('\n');
}

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}

function text(content: string, type: string): RawAnswer {
  return new RawAnswer(200, content, { 'content-type': `${type}; charset=utf-8` });
}

function frameOf(url: URL, request: WebRequest, data: PageData): Frame {
  const language = chooseLanguage(url.searchParams.get('lang'), request.headers['accept-language']);
  const kept = new URLSearchParams(url.searchParams);
  kept.delete('lang');
  const path = kept.size === 0 ? url.pathname : `${url.pathname}?${kept}`;
  const view = views.find((one) => one === kept.get('view')) ?? 'gallery';
  return { language, path, now: data.now(), zone: data.storeZone, view, refused: refusalsOf(data).length };
}

async function viewPage(url: URL, frame: Frame, data: PageData): Promise<RawAnswer> {
  const { language } = frame;
  const filter = readFilter(url);
  const contents: Readonly<Record<View, () => Html | Promise<Html>>> = {
    gallery: () => galleryView(data, language),
    sent: () => sentList(data, filter, language),
    unsent: () => unsentList(data, filter, language),
    customers: () => customerList(data, filter, language),
    arrived: () => arrivedView(data, language),
    refused: () => refusedView(data, language),
  };
  return page(frame, await contents[frame.view]());
}

async function customer(id: string, frame: Frame, data: PageData): Promise<RawAnswer> {
  const content = await customerPage(id, data, frame.language);
  return content === undefined ? missing(frame, outboxWords[frame.language].missingCustomer) : page(frame, content);
}

async function messagePage(url: URL, asked: Frame, data: PageData, message: SentMessage | undefined) {
  const look = readLook(url);
  const frame: Frame = { ...asked, view: look.isFromGallery ? 'gallery' : 'sent' };
  const { language } = frame;
  if (message === undefined) return missing(frame, outboxWords[language].missing);
  const { customer = '' } = message.tags;
  const customers = await readCustomers([customer], data.read, data.storeZone);
  const { messages } = data.outbox;
  const order = look.isFromGallery
    ? galleryOrder(messages, data.steps, await namedAmong(data), language)
    : messages.toReversed();
  const place = order.indexOf(message);
  const why = await whyOf(message, data, language);
  const beside = { why, previous: order[place - 1], next: place < 0 ? undefined : order[place + 1] };
  return page(frame, messageView(message, customers(customer), look, beside, language));
}

function missing(frame: Frame, words: string): RawAnswer {
  return page(frame, html`<p class="empty">${words}</p>`, 404);
}
