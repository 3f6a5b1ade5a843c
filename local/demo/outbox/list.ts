import { cityOf } from '../../../src/explain/names/cities.ts';
import { byJourney, journeyName } from '../../../src/explain/names/journeys.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { channelChip, reportChips } from './chips.ts';
import { customerTime } from './customer-clock.ts';
import { type CustomerView, readCustomers } from './customers.ts';
import { type ListFilter, listPage, pageOf } from './filter.ts';
import type { PageData } from './page-data.ts';
import { contains, sentWords } from './search.ts';
import { languageOfMessage, type SentMessage, titleOf } from './sent-message.ts';
import { stepOf } from './step.ts';
import { countOf, type OutboxLanguage, outboxWords } from './words.ts';

/** The list of sent messages, newest first. */
export async function sentList(data: PageData, filter: ListFilter, language: OutboxLanguage): Promise<Html> {
  const { messages } = data.outbox;
  const found = messages.toReversed().filter((message) => fits(message, filter));
  const shown = pageOf(found, filter);
  const customers = await readCustomers(
    shown.map(({ tags }) => tags.customer ?? ''),
    data.read,
    data.storeZone,
  );
  const text = outboxWords[language];
  return listPage({
    choice: {
      view: 'sent',
      journeys: [...new Set(messages.map(({ tags }) => tags.journey ?? ''))].sort(byJourney),
      byChannel: true,
      byLocale: true,
      count: countOf(found.length, 'sent', language),
    },
    filter,
    total: found.length,
    heads: [
      html`${text.time}<small>${text.customerTime}</small>`,
      html`${text.customer}`,
      html`${text.journey}`,
      html`${text.subject}`,
    ],
    rows: shown.map((message) => row(message, customers(message.tags.customer ?? ''), language)),
    empty: text.empty,
    language,
  });
}

function fits(message: SentMessage, { search, journey, channel, locale }: ListFilter): boolean {
  return (
    (journey === '' || message.tags.journey === journey) &&
    (channel === undefined || message.channel === channel) &&
    (locale === undefined || languageOfMessage(message) === locale) &&
    contains(sentWords(message), search)
  );
}

function row(message: SentMessage, customer: CustomerView, language: OutboxLanguage): Html {
  const { customer: id = '', journey = '' } = message.tags;
  return html`<tr>
<td class="time">${customerTime(message.at, customer.timeZone, language)}<small>${cityOf(customer.timeZone, language)}</small></td>
<td class="address"><a href="/outbox/customers/${id}?lang=${language}">${customer.name ?? message.to}</a>${customer.name !== undefined && html`<small>${message.to}</small>`}</td>
<td class="journey">${journeyName(journey, language)}<small>${stepOf(message.tags)}</small></td>
<td class="subject"><a href="/outbox/messages/${message.id}?lang=${language}">${titleOf(message)}</a>
${message.channel === 'sms' && channelChip('sms', language)}${reportChips(message, language)}</td>
</tr>`;
}
