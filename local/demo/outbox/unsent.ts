import { cityOf } from '../../../src/explain/names/cities.ts';
import { byJourney, journeyName } from '../../../src/explain/names/journeys.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { shopRecords } from '../timeline/shop-records.ts';
import { detailName, outcomeName } from '../words/outcomes.ts';
import { customerTime } from './customer-clock.ts';
import { type CustomerView, describeCustomer } from './customers.ts';
import { type ListFilter, listPage, pageOf } from './filter.ts';
import type { PageData } from './page-data.ts';
import { contains, unsentWords } from './search.ts';
import { type Unsent, unsentMessages } from './unsent-lines.ts';
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
    rows: shown.map((line) => row(line, describeCustomer(customerOf(line), data.storeZone), language)),
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

function row(line: Unsent, customer: CustomerView, language: OutboxLanguage): Html {
  const text = outboxWords[language];
  const until = line.until !== undefined && customerTime(line.until, customer.timeZone, language);
  return html`<tr>
<td class="time">${customerTime(line.due, customer.timeZone, language)}<small>${cityOf(customer.timeZone, language)}</small></td>
<td class="address"><a href="/outbox/customers/${line.customer}?lang=${language}">${customer.name ?? customer.address ?? line.customer.slice(0, 8)}</a>${customer.name !== undefined && html`<small>${customer.address}</small>`}</td>
<td class="journey">${journeyName(line.journey, language)}<small>${line.step}</small></td>
<td>${line.outcome !== 'skipped' && html`<span class="chip ${line.outcome}">${outcomeName(line.outcome, language)}</span> `}${outcomeName(line.reason, language)}${line.detail !== '' && html`<small>${detailName(line.detail, language)}</small>`}${until && html`<small>${text.until} ${until}</small>`}</td>
</tr>`;
}
