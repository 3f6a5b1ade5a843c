import { cityOf } from '../../../src/explain/names/cities.ts';
import { byJourney, journeyName } from '../../../src/explain/names/journeys.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { shopRecords } from '../timeline/shop-records.ts';
import { outcomeName } from '../words/outcomes.ts';
import { customerTime } from './customer-clock.ts';
import { type CustomerView, describeCustomer } from './customers.ts';
import { type ListFilter, listPage, pageOf } from './filter.ts';
import type { PageData } from './page-data.ts';
import { contains, unsentWords } from './search.ts';
import { type Unsent, unsentMessages } from './unsent-lines.ts';
import { surroundings, whyNot } from './why.ts';
import { countOf, type OutboxLanguage, outboxWords } from './words.ts';

/** The list of messages that were not sent, each with its one reason. */
export async function unsentList(data: PageData, filter: ListFilter, language: OutboxLanguage): Promise<Html> {
  const items = await data.items();
  const { records, resolve } = shopRecords(items);
  const customerOf = ({ customer }: Unsent) => records.profiles.get(resolve(customer)) ?? { identities: {} };
  const all = unsentMessages(items);
  const found = all.filter((line) => fits(line, customerOf(line), filter));
  const shown = pageOf(found, filter);
  const text = outboxWords[language];
  const linesOf = Map.groupBy(records.messages, ({ customer }) => resolve(customer));
  const explain = (line: Unsent, { timeZone }: CustomerView): string => {
    const own = linesOf.get(resolve(line.customer)) ?? [];
    const known = own.find(({ key, outcome }) => key === line.key && outcome === line.outcome);
    return known ? whyNot(known, surroundings({ messages: own }, timeZone, language, data.outbox.messages)) : '';
  };
  return listPage({
    choice: {
      view: 'unsent',
      journeys: [...new Set(all.map(({ journey }) => journey))].sort(byJourney),
      byLocale: true,
      count: countOf(found.length, 'unsent', language),
    },
    filter,
    total: found.length,
    heads: [
      html`${text.due}<small>${text.customerTime}</small>`,
      html`${text.customer}`,
      html`${text.journey}`,
      html`${text.reason}`,
    ],
    rows: shown.map((line) => {
      const customer = describeCustomer(customerOf(line), data.storeZone);
      return row(line, customer, explain(line, customer), language);
    }),
    empty: text.emptyUnsent,
    language,
  });
}

function fits(line: Unsent, customer: Pick<Profile, 'name' | 'locale' | 'identities'>, filter: ListFilter): boolean {
  const { name = '', locale = '', identities } = customer;
  return (
    (filter.journey === '' || line.journey === filter.journey) &&
    (filter.locale === undefined || locale.startsWith('ja') === (filter.locale === 'ja')) &&
    contains([name, ...Object.values(identities), ...unsentWords(line)], filter.search)
  );
}

function row(line: Unsent, customer: CustomerView, why: string, language: OutboxLanguage): Html {
  return html`<tr>
<td class="time">${customerTime(line.due, customer.timeZone, language)}<small>${cityOf(customer.timeZone, language)}</small></td>
<td class="address"><a href="/outbox/customers/${line.customer}?lang=${language}">${customer.name ?? customer.address ?? line.customer.slice(0, 8)}</a>${customer.name !== undefined && html`<small>${customer.address}</small>`}</td>
<td class="journey">${journeyName(line.journey, language)}<small>${line.step}</small></td>
<td>${line.outcome !== 'skipped' && html`<span class="chip ${line.outcome}">${outcomeName(line.outcome, language)}</span> `}${outcomeName(line.reason, language)}${why !== '' && html`<small>${why}</small>`}</td>
</tr>`;
}
