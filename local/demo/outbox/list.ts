import { type Html, html } from '../../../src/web/html.ts';
import type { Mail, Text } from '../../aws/outbox.ts';
import { type CustomerLookup, customerTime } from './customers.ts';
import { stepOf } from './step.ts';
import { type OutboxLanguage, outboxWords, outcomeName } from './words.ts';

/** The number of rows on a page of a list. */
export const rowsPerPage = 100;

/** Which part of a list is asked for. */
export interface ListRange {
  readonly search: string;
  /** Counts from 0. */
  readonly page: number;
}

/** A list of sent messages, newest first. */
export function sentList(
  rows: readonly (Mail | Text)[],
  total: number,
  customers: CustomerLookup,
  window: ListRange,
  language: OutboxLanguage,
): Html {
  const text = outboxWords[language];
  const body = rows.map((message) => {
    const { customer = '', journey = '' } = message.tags;
    const time = customerTime(message.at, customers(customer).timeZone, language);
    return html`<tr>
<td class="time">${time}</td>
<td><span class="channel ${message.channel}">${text[message.channel]}</span></td>
<td class="address">${message.to}<small>${customers(customer).name}</small></td>
<td class="journey">${journey}<small>${stepOf(message.tags)}</small></td>
<td class="subject"><a href="/outbox/messages/${message.id}?lang=${language}">${firstLine(message)}</a>
${message.events.map(({ kind }) => html`<span class="report ${kind}">${outcomeName(kind, language)}</span>`)}</td>
</tr>`;
  });
  const heads = [
    html`${text.time}<small>${text.customerTime}</small>`,
    html`${text.channel}`,
    html`${text.customer}`,
    html`${text.journey}<small>${text.step}</small>`,
    html`${text.subject}`,
  ];
  return list({ view: 'sent', heads, body, total, window, language, empty: text.empty });
}

function firstLine(message: Mail | Text): string {
  return message.channel === 'email' ? message.subject : message.body.slice(0, 90);
}

/** A table with search and pages. */
export function list(options: {
  readonly view: 'sent' | 'unsent';
  readonly heads: readonly Html[];
  readonly body: readonly Html[];
  readonly total: number;
  readonly window: ListRange;
  readonly language: OutboxLanguage;
  readonly empty: string;
}): Html {
  const { view, heads, body, total, window, language, empty } = options;
  const text = outboxWords[language];
  const table = html`<table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${body}</tbody>
</table>`;
  return html`<form class="search" method="get" action="/outbox">
<input type="hidden" name="view" value="${view}"><input type="hidden" name="lang" value="${language}">
<input type="search" name="q" value="${window.search}" placeholder="${text.searchHint}" aria-label="${text.search}">
<button>${text.search}</button>
<p class="count">${total.toLocaleString(language)} ${text.count}</p>
</form>
${body.length === 0 ? html`<p class="empty">${window.search === '' ? empty : text.notFound}</p>` : table}
${pager(view, total, window, language)}`;
}

function pager(view: string, total: number, { page, search }: ListRange, language: OutboxLanguage): Html {
  const text = outboxWords[language];
  const link = (target: number, label: string): Html =>
    html`<a href="/outbox?view=${view}&amp;page=${target}&amp;q=${encodeURIComponent(search)}&amp;lang=${language}">${label}</a>`;
  const pages = Math.max(1, Math.ceil(total / rowsPerPage));
  return html`<p class="pager">${page > 0 && link(page - 1, `← ${text.newer}`)}
<span>${page + 1} / ${pages}</span>${page + 1 < pages && link(page + 1, `${text.older} →`)}</p>`;
}
