import { type Channel, channels, isChannel } from '../../../src/commerce/customer/channel.ts';
import { journeyName } from '../../../src/explain/names/journeys.ts';
import { Html, html } from '../../../src/web/html.ts';
import { type OutboxLanguage, outboxWords } from './words.ts';

/** The number of rows on a page of a list. */
export const rowsPerPage = 100;

/** The lists of the outbox. */
export type ListName = 'sent' | 'unsent' | 'customers';

/** Which part of a list is asked for. */
export interface ListFilter {
  readonly search: string;
  readonly journey: string;
  readonly channel: Channel | undefined;
  readonly locale: OutboxLanguage | undefined;
  /** Counts from 0. */
  readonly page: number;
}

/** Reads what the address asks for; what makes no sense is left out. */
export function readFilter({ searchParams }: URL): ListFilter {
  const channel = searchParams.get('channel') ?? '';
  const locale = searchParams.get('locale');
  return {
    search: searchParams.get('q')?.trim() ?? '',
    journey: searchParams.get('journey') ?? '',
    channel: isChannel(channel) ? channel : undefined,
    locale: locale === 'en' || locale === 'ja' ? locale : undefined,
    page: Math.max(0, Math.trunc(Number(searchParams.get('page')) || 0)),
  };
}

/** True if anything narrows the list. */
export function isNarrowed({ search, journey, channel, locale }: ListFilter): boolean {
  return search !== '' || journey !== '' || channel !== undefined || locale !== undefined;
}

/** The rows of the page that is asked for. */
export function pageOf<T>(rows: readonly T[], { page }: ListFilter): readonly T[] {
  return rows.slice(page * rowsPerPage, (page + 1) * rowsPerPage);
}

/** The filters that a list has, and the journeys to choose from. */
export interface FilterChoice {
  readonly view: ListName;
  readonly journeys?: readonly string[];
  readonly byChannel?: boolean;
  readonly byLocale?: boolean;
  readonly count: string;
}

/** The form above a list. */
export function filterForm(choice: FilterChoice, filter: ListFilter, language: OutboxLanguage): Html {
  const text = outboxWords[language];
  const hint = { sent: text.searchHint, unsent: text.searchUnsent, customers: text.searchCustomers }[choice.view];
  const journeys = choice.journeys?.map((id) => [id, journeyName(id, language)] as const);
  return html`<form class="search" method="get" action="/outbox">
<input type="hidden" name="view" value="${choice.view}"><input type="hidden" name="lang" value="${language}">
<input type="search" name="q" value="${filter.search}" placeholder="${hint}" aria-label="${text.search}">
${journeys && select('journey', text.journey, journeys, filter.journey)}
${choice.byChannel === true && select('channel', text.channel, named(channels), filter.channel)}
${choice.byLocale === true && select('locale', text.language, named(['en', 'ja']), filter.locale)}
<button>${text.search}</button>
<p class="count">${choice.count}</p>
</form>`;

  function named(ids: readonly ('email' | 'sms' | 'en' | 'ja')[]) {
    return ids.map((id) => [id, text[id]] as const);
  }

  function select(name: string, label: string, options: readonly (readonly [string, string])[], chosen?: string): Html {
    const list = options.map(([value, shown]) => {
      return html`<option value="${value}"${value === chosen && new Html(' selected')}>${shown}</option>`;
    });
    return html`<label class="choice"><span>${label}</span><select name="${name}"><option value="">${text.all}</option>${list}</select></label>`;
  }
}

/** The links to the pages before and after. */
export function pager(view: ListName, total: number, filter: ListFilter, language: OutboxLanguage): Html | undefined {
  const pages = Math.ceil(total / rowsPerPage);
  if (pages < 2) return undefined;
  const text = outboxWords[language];
  const { page } = filter;
  return html`<p class="pager">${page > 0 && link(page - 1, `← ${text.newer}`)}
<span>${page + 1} / ${pages}</span>${page + 1 < pages && link(page + 1, `${text.older} →`)}</p>`;

  function link(target: number, label: string): Html {
    const { search: q, journey, channel = '', locale = '' } = filter;
    const asked = Object.entries({ view, q, journey, channel, locale, page: String(target), lang: language });
    const query = new URLSearchParams(asked.filter(([, value]) => value !== ''));
    return html`<a href="/outbox?${query.toString()}">${label}</a>`;
  }
}

/** A list with its form and its pages. */
export function listPage(options: {
  readonly choice: FilterChoice;
  readonly filter: ListFilter;
  /** Stands between the form and the list. */
  readonly above?: Html | undefined;
  readonly total: number;
  readonly heads: readonly Html[];
  readonly rows: readonly Html[];
  /** What is said of a list that nothing narrows and that is empty. */
  readonly empty: string;
  readonly language: OutboxLanguage;
}): Html {
  const { choice, filter, above, total, heads, rows, empty, language } = options;
  const table = html`<table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
</table>`;
  return html`${filterForm(choice, filter, language)}
${rows.length > 0 && above}
${rows.length > 0 ? table : html`<p class="empty">${isNarrowed(filter) ? outboxWords[language].notFound : empty}</p>`}
${pager(choice.view, total, filter, language)}`;
}
