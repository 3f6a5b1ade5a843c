import { formatMoney } from '../../../src/commerce/values/money.ts';
import type { Surroundings } from '../../../src/explain/explain-line.ts';
import { detailOf } from '../../../src/explain/fact-details.ts';
import { cityOf } from '../../../src/explain/names/cities.ts';
import { eventName } from '../../../src/explain/names/events.ts';
import { journeyName } from '../../../src/explain/names/journeys.ts';
import { type Planned, tellRefusal } from '../../../src/explain/story.ts';
import type { TimelineEntry } from '../../../src/explain/timeline.ts';
import { storyWords } from '../../../src/explain/words/story.ts';
import type { Message } from '../../../src/model/message.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { channelChip, reportChips } from './chips.ts';
import { customerDay, customerHour } from './customer-clock.ts';
import type { CustomerView } from './customers.ts';
import { type SentMessage, titleOf } from './sent-message.ts';
import { whyNot, whySent } from './why.ts';
import { type OutboxLanguage, outboxWords } from './words.ts';

/** What the page of a customer is made of. */
export interface CustomerPage {
  readonly profile: Profile;
  readonly view: CustomerView;
  readonly entries: readonly TimelineEntry[];
  /** What is still to come. */
  readonly planned: readonly Planned[];
  readonly around: Surroundings;
  /** The message in the outbox for a line of the ledger. */
  readonly sent: (key: string) => SentMessage | undefined;
}

/** One customer's timeline over all journeys. */
export function timelineView(page: CustomerPage, language: OutboxLanguage): Html {
  const { profile, view, entries } = page;
  const text = outboxWords[language];
  const zone = view.timeZone;
  const days = Map.groupBy(entries, ({ at }) => customerDay(at, zone, language));
  const sections = [...days].map(([day, list]) => {
    const lines = list.map((entry) => {
      const time = html`<time>${customerHour(entry.at, zone, language)}</time>`;
      return html`<li class="${entry.kind}">${time}<div>${lineView(entry, page, language)}</div></li>`;
    });
    return html`<h2>${day}</h2><ol class="timeline">${lines}</ol>`;
  });
  const about = [view.name && view.address, profile.locale, cityOf(zone, language)].filter((part) => part);
  return html`<nav class="way"><a href="/outbox?view=customers&amp;lang=${language}">← ${text.backToCustomers}</a></nav>
<article class="life"><h1>${view.name ?? view.address ?? text.nameless}</h1><p class="intro">${about.join(' · ')}</p>
${sections}${plannedView(page)}</article>`;
}

function plannedView({ planned, around: { say } }: CustomerPage): Html {
  const words = storyWords[say.language].next;
  const lines = planned.map(({ at, sentences: [first = '', ...others] }) => {
    const time = at !== undefined && html`<b>${say.moment(at)}</b> `;
    return html`<li class="planned"><div>${time}${first}${others.length > 0 && html`<small>${others.join(storyWords[say.language].space)}</small>`}</div></li>`;
  });
  return html`<h2>${words.head}</h2>${lines.length > 0 ? html`<ol class="timeline">${lines}</ol>` : html`<p>${words.nothing}</p>`}`;
}

function lineView(entry: TimelineEntry, { sent, around }: CustomerPage, language: OutboxLanguage): Html {
  const text = outboxWords[language];
  switch (entry.kind) {
    case 'event':
      return html`<b>${eventName(entry.on, language)}</b> ${detailOf(entry.fact, entry.id, language)}${begun(entry.begins, language)}`;
    case 'begins':
      return html`${begun(entry.journeys, language)}`;
    case 'conversion': {
      const { journey, total } = entry.conversion;
      const step = entry.conversion.message.split('_')[1] ?? '';
      return html`${text.goal} <b>${journeyName(journey, language)} · ${step}</b>${total && html` ${formatMoney(total, language)}`}`;
    }
    case 'sent':
      return html`${sentView(entry.message.journey, sent(entry.message.key), entry.message.step, language)}${aboutSent(entry.message, around)}`;
    case 'refused':
      return html`<span class="chip skipped">${text.unsent}</span> <small>${tellRefusal(entry.refusal, around)}</small>`;
    case 'unsent': {
      const [first] = entry.messages;
      const { journey, outcome } = first;
      const steps = entry.messages.map(({ step }) => step).join(', ');
      return html`<span class="chip ${outcome}">${text.unsent}</span> ${journeyName(journey, language)} · ${steps} <small>${whyNot(first, around)}</small>`;
    }
  }
}

/** Why a message that was sent went by its channel, and why it had been held before. */
function aboutSent(message: Message, around: Surroundings): Html | undefined {
  const why = whySent(message, around);
  return why === '' ? undefined : html`<small>${why}</small>`;
}

function sentView(journey: string, message: SentMessage | undefined, step: string, language: OutboxLanguage): Html {
  const where = `${journeyName(journey, language)} · ${step}`;
  if (message === undefined) return html`${where}`;
  return html`${channelChip(message.channel, language)} <a href="/outbox/messages/${message.id}?lang=${language}">${titleOf(message)}</a>
<small>${where}</small>${reportChips(message, language)}`;
}

function begun(journeys: readonly string[], language: OutboxLanguage): Html | undefined {
  if (journeys.length === 0) return undefined;
  const names = journeys.map((journey) => journeyName(journey, language)).join(language === 'ja' ? '、' : ', ');
  return html` <small class="begins">${outboxWords[language].begins} ${names}</small>`;
}
