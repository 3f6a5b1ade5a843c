import { readFileSync } from 'node:fs';
import { html } from '../../../src/web/html.ts';
import type { Mail, Text } from '../../aws/outbox.ts';
import type { PageSource } from '../../aws/runtime.ts';
import type { WebRequest } from '../../aws/services/apigateway.ts';
import { RawAnswer } from '../../aws/services/service.ts';
import { storeZoneOf } from '../store-zone.ts';
import { readCustomers } from './customers.ts';
import { outboxJson } from './json.ts';
import { type Frame, page, pageAnswer } from './layout.ts';
import { type ListRange, rowsPerPage, sentList } from './list.ts';
import { framedMail, messageView, readPart } from './message.ts';
import type { PageData } from './page-data.ts';
import { contains, sentWords, unsentWords } from './search.ts';
import { unsentList, unsentMessages } from './unsent.ts';
import { chooseLanguage, outboxWords } from './words.ts';

const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; font-src http: https:; sandbox allow-popups allow-popups-to-escape-sandbox";

/** The pages of the outbox, and the outbox as JSON. */
export function outboxPages(source: PageSource): (request: WebRequest) => Promise<RawAnswer | undefined> {
  const data = { ...source, storeZone: storeZoneOf(source.stack) };
  return (request) => answerPage(request, data);
}

async function answerPage(request: WebRequest, data: PageData): Promise<RawAnswer | undefined> {
  const url = new URL(request.url, 'http://local');
  if (request.method !== 'GET') return undefined;
  if (url.pathname === '/') return new RawAnswer(302, '', { location: '/outbox' });
  if (url.pathname === '/outbox/style.css') return stylesheet();
  if (url.pathname === '/outbox.json') return outboxJson(url, data);
  if (url.pathname === '/outbox') return listPage(url, request, data);
  const [, id = '', part] = /^\/outbox\/messages\/([^/]+)(\/html)?$/.exec(url.pathname) ?? [];
  if (id === '') return undefined;
  const message = data.outbox.find(id);
  if (part !== undefined && message?.channel === 'email') return pageAnswer(framedMail(message), mailPolicy);
  return messagePage(url, request, data, message);
}

function stylesheet(): RawAnswer {
  const css = readFileSync(new URL('./style.css', import.meta.url), 'utf8');
  return new RawAnswer(200, css, { 'content-type': 'text/css; charset=utf-8' });
}

function frameOf(url: URL, request: WebRequest, data: PageData): Frame {
  const language = chooseLanguage(url.searchParams.get('lang'), request.headers['accept-language']);
  const kept = new URLSearchParams(url.searchParams);
  kept.delete('lang');
  const path = kept.size === 0 ? url.pathname : `${url.pathname}?${kept}`;
  return {
    language,
    path,
    now: data.now(),
    zone: data.storeZone,
    view: kept.get('view') === 'unsent' ? 'unsent' : 'sent',
  };
}

async function messagePage(url: URL, request: WebRequest, data: PageData, message: Mail | Text | undefined) {
  const frame = frameOf(url, request, data);
  if (message === undefined) return page(frame, html`<p class="empty">${outboxWords[frame.language].missing}</p>`, 404);
  const { customer = '' } = message.tags;
  const customers = await readCustomers([customer], data.read, data.storeZone);
  const part = readPart(url.searchParams.get('part'));
  return page(frame, messageView(message, customers(customer), part, frame.language));
}

async function listPage(url: URL, request: WebRequest, data: PageData): Promise<RawAnswer> {
  const frame = frameOf(url, request, data);
  const window: ListRange = {
    search: url.searchParams.get('q')?.trim() ?? '',
    page: Math.max(0, Math.trunc(Number(url.searchParams.get('page')) || 0)),
  };
  if (frame.view === 'sent') {
    const found = data.outbox.messages.toReversed().filter((message) => contains(sentWords(message), window.search));
    const rows = cut(found, window);
    const customers = await readCustomers(
      rows.map(({ tags }) => tags.customer ?? ''),
      data.read,
      data.storeZone,
    );
    return page(frame, sentList(rows, found.length, customers, window, frame.language));
  }
  const found = unsentMessages(await data.items()).filter((line) => contains(unsentWords(line), window.search));
  const rows = cut(found, window);
  const customers = await readCustomers(
    rows.map((line) => line.customer),
    data.read,
    data.storeZone,
  );
  return page(frame, unsentList(rows, found.length, customers, window, frame.language));
}

function cut<T>(rows: readonly T[], { page: number }: ListRange): readonly T[] {
  return rows.slice(number * rowsPerPage, (number + 1) * rowsPerPage);
}
