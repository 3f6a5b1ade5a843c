import { cityOf } from '../../../src/explain/names/cities.ts';
import { plannedFor } from '../../../src/explain/story.ts';
import { timelineOfRecord } from '../../../src/explain/timeline.ts';
import type { Message } from '../../../src/model/message.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { type ShopRecords, shopRecords } from '../timeline/shop-records.ts';
import { recordOf } from '../timeline/timeline.ts';
import { customerTime } from './customer-clock.ts';
import { describeCustomer } from './customers.ts';
import { type ListFilter, listPage, pageOf } from './filter.ts';
import type { PageData } from './page-data.ts';
import { contains } from './search.ts';
import { timelineView } from './timeline-view.ts';
import { surroundings } from './why.ts';
import { countOf, type OutboxLanguage, outboxWords } from './words.ts';

interface Row {
  readonly profile: Profile;
  readonly messages: readonly Message[];
}

/** The list of customers: those to whom most has been said come first. */
export async function customerList(data: PageData, filter: ListFilter, language: OutboxLanguage): Promise<Html> {
  const shop = shopRecords(await data.items());
  const found = rowsOf(shop).filter(
    ({ profile }) =>
      fitsLocale(profile, filter) &&
      contains([profile.name ?? '', ...Object.values(profile.identities)], filter.search),
  );
  const text = outboxWords[language];
  return listPage({
    choice: { view: 'customers', byLocale: true, count: countOf(found.length, 'customers', language) },
    filter,
    total: found.length,
    heads: [text.customer, text.sent, text.unsent, text.lastMessage].map((head) => html`${head}`),
    rows: pageOf(found, filter).map((row) => rowView(row, data.storeZone, language)),
    empty: text.emptyCustomers,
    language,
  });
}

function rowsOf({ records, resolve }: ShopRecords): Row[] {
  const messages = Map.groupBy(records.messages, ({ customer }) => resolve(customer));
  const profiles = [...records.profiles.values()].filter(({ mergedInto }) => mergedInto === undefined);
  const rows = profiles.map((profile) => ({ profile, messages: messages.get(profile.customer) ?? [] }));
  const kinds = (row: Row) => new Set(sentOf(row).map(({ journey, step }) => `${journey} ${step}`)).size;
  return rows.sort(
    (one, other) => kinds(other) - kinds(one) || (one.profile.customer < other.profile.customer ? -1 : 1),
  );
}

function sentOf({ messages }: Row): Message[] {
  return messages.filter(({ outcome }) => outcome === 'sent');
}

function fitsLocale({ locale = '' }: Profile, { locale: asked }: ListFilter): boolean {
  return asked === undefined || locale.startsWith('ja') === (asked === 'ja');
}

function rowView(row: Row, storeZone: string, language: OutboxLanguage): Html {
  const { profile, messages } = row;
  const { name, address, timeZone } = describeCustomer(profile, storeZone);
  const sent = sentOf(row);
  const last = sent.at(-1);
  return html`<tr>
<td class="address"><a href="/outbox/customers/${profile.customer}?lang=${language}">${name ?? address ?? outboxWords[language].nameless}</a><small>${[name && address, profile.locale, cityOf(timeZone, language)].filter((part) => part).join(' · ')}</small></td>
<td class="number" data-label="${outboxWords[language].sent}">${sent.length}</td>
<td class="number" data-label="${outboxWords[language].unsent}">${messages.length - sent.length}</td>
<td class="time">${last && customerTime(last.at, timeZone, language)}</td>
</tr>`;
}

/** The page of one customer; undefined when there is none with that id. */
export async function customerPage(id: string, data: PageData, language: OutboxLanguage): Promise<Html | undefined> {
  const shop = shopRecords(await data.items());
  const profile = shop.records.profiles.get(shop.resolve(id));
  if (profile === undefined) return undefined;
  const byKey = new Map(data.outbox.messages.map((message) => [message.tags.message ?? '', message]));
  const view = describeCustomer(profile, data.storeZone);
  const record = recordOf(profile.customer, shop);
  const around = {
    ...surroundings(record, view.timeZone, language, data.outbox.messages),
    intended: data.intended,
    course: data.course,
  };
  const planned = plannedFor(record, around);
  const entries = timelineOfRecord(record, data.steps);
  return timelineView({ profile, view, entries, planned, around, sent: (key) => byKey.get(key) }, language);
}
