import { byJourney, journeyName } from '../../../src/explain/names/journeys.ts';
import type { StepOrder } from '../../../src/explain/timeline.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { channelChip } from './chips.ts';
import { readCustomers } from './customers.ts';
import type { PageData } from './page-data.ts';
import { languageOfMessage, type SentMessage, titleOf } from './sent-message.ts';
import { stepOf } from './step.ts';
import { textBubble } from './text-bubble.ts';
import { type OutboxLanguage, outboxWords } from './words.ts';

/** One kind of message: what a step sends by one channel, with an example in each language. */
export interface GalleryEntry {
  readonly journey: string;
  readonly step: string;
  readonly channel: SentMessage['channel'];
  readonly examples: Readonly<Partial<Record<OutboxLanguage, SentMessage>>>;
}

/** One of each message that was sent, in the order in which customers come upon them. */
export function galleryOf(messages: readonly SentMessage[], steps: StepOrder, isNamed: IsNamed): GalleryEntry[] {
  const kinds = Map.groupBy(messages, ({ tags, channel }) => `${tags.journey}\n${stepOf(tags)}\n${channel}`);
  const entries = [...kinds].map(([kind, list]) => {
    const [journey = '', step = ''] = kind.split('\n');
    const those = (language: OutboxLanguage) => list.filter((message) => languageOfMessage(message) === language);
    const [en, ja] = [richest(those('en'), isNamed), richest(those('ja'), isNamed)];
    const channel = list[0]?.channel ?? 'email';
    return { journey, step, channel, examples: { ...(en && { en }), ...(ja && { ja }) } };
  });
  const place = ({ journey, step, channel }: GalleryEntry) =>
    2 * steps(journey, step.replace(/ .*/, '')) + Number(channel === 'sms');
  return entries.sort((one, other) => byJourney(one.journey, other.journey) || place(one) - place(other));
}

/** The message with the most in it, of those to customers with a name if there are any. */
function richest(messages: readonly SentMessage[], isNamed: IsNamed): SentMessage | undefined {
  const size = (message: SentMessage) => (message.channel === 'email' ? message.html.length : message.body.length);
  const [first] = messages.toSorted(
    (one, other) => Number(isNamed(other)) - Number(isNamed(one)) || size(other) - size(one),
  );
  return first;
}

/** True if a message's customer has a name. */
type IsNamed = (message: SentMessage) => boolean;

/** So many customers are looked up in a moment; of more any will do. */
const mostCustomers = 500;

/** Finds out which messages went to customers with a name. */
export async function namedAmong({ outbox, read, storeZone }: PageData): Promise<IsNamed> {
  const ids = new Set(outbox.messages.map(({ tags }) => tags.customer ?? ''));
  if (ids.size > mostCustomers) return () => true;
  const customers = await readCustomers(ids, read, storeZone);
  return ({ tags }) => customers(tags.customer ?? '').name !== undefined;
}

/** The messages of the gallery one after the other, as "previous" and "next" lead through them. */
export function galleryOrder(
  messages: readonly SentMessage[],
  steps: StepOrder,
  isNamed: IsNamed,
  language: OutboxLanguage,
): SentMessage[] {
  const other = language === 'ja' ? 'en' : 'ja';
  return galleryOf(messages, steps, isNamed).flatMap(({ examples }) =>
    [examples[language] ?? [], examples[other] ?? []].flat(),
  );
}

/** How many columns a journey takes, by the number of its messages. */
const widths: Readonly<Record<number, string>> = { 1: 'one', 2: 'two' };

/** The page that shows them. */
export async function galleryView(data: PageData, language: OutboxLanguage): Promise<Html> {
  const { messages } = data.outbox;
  const text = outboxWords[language];
  if (messages.length === 0) return html`<p class="empty">${text.empty}</p>`;
  const byJourneys = Map.groupBy(galleryOf(messages, data.steps, await namedAmong(data)), ({ journey }) => journey);
  const sections = [...byJourneys].map(
    ([
      journey,
      entries,
    ]) => html`<section id="${journey}" class="${widths[entries.length] ?? 'more'}"><h2>${journeyName(journey, language)} ${journeyName(journey, language) !== journey && html`<small>${journey}</small>`}</h2>
<div class="gallery">${entries.map((entry) => card(entry, language))}</div></section>`,
  );
  const index = [...byJourneys.keys()].map(
    (journey) => html`<a href="#${journey}">${journeyName(journey, language)}</a>`,
  );
  return html`<p class="intro">${text.galleryIntro}</p>
<nav class="index" aria-label="${text.journey}">${index}</nav>
<div class="journeys">${sections}</div>`;
}

function card(entry: GalleryEntry, language: OutboxLanguage): Html {
  const languages = language === 'ja' ? (['ja', 'en'] as const) : (['en', 'ja'] as const);
  return html`<article class="kind"><h3>${entry.step} ${entry.channel === 'sms' && channelChip('sms', language)}</h3>
<div class="pair">${languages.map((one) => example(entry, one, language))}</div></article>`;
}

function example({ examples }: GalleryEntry, shown: OutboxLanguage, language: OutboxLanguage): Html {
  const text = outboxWords[language];
  const message = examples[shown];
  if (message === undefined) {
    return html`<figure><div class="preview none"><span>${text[shown]}: ${text.notInThisPlay}</span></div></figure>`;
  }
  const title = titleOf(message);
  const picture =
    message.channel === 'email'
      ? html`<iframe src="/outbox/messages/${message.id}/html" loading="lazy" tabindex="-1" inert title="${title}" sandbox="allow-same-origin"></iframe>`
      : html`<div class="phone">${textBubble(message)}</div>`;
  return html`<figure lang="${shown}"><div class="preview ${message.channel}">${picture}</div>
<figcaption><a href="/outbox/messages/${message.id}?in=gallery&amp;lang=${language}">${title}</a></figcaption></figure>`;
}
