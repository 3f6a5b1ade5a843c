import { cityOf } from '../../../src/explain/names/cities.ts';
import { journeyName } from '../../../src/explain/names/journeys.ts';
import { Html, html } from '../../../src/web/html.ts';
import type { Mail } from '../../aws/outbox.ts';
import { outcomeName } from '../words/outcomes.ts';
import { customerTime } from './customer-clock.ts';
import type { CustomerView } from './customers.ts';
import { type MailScheme, readScheme } from './mail-frame.ts';
import { shownSender } from './sender.ts';
import { type SentMessage, titleOf } from './sent-message.ts';
import { stepOf } from './step.ts';
import { textBubble } from './text-bubble.ts';
import { countOf, type OutboxLanguage, outboxWords } from './words.ts';

/** The ways to look at a message, and the list that one came from. */
export interface MessageLook {
  readonly part: 'mail' | 'text' | 'headers';
  readonly width: 'desktop' | 'phone';
  readonly scheme: MailScheme;
  readonly isFromGallery: boolean;
}

/** Reads what the address asks for. */
export function readLook({ searchParams }: URL): MessageLook {
  const part = searchParams.get('part');
  return {
    part: part === 'text' || part === 'headers' ? part : 'mail',
    width: searchParams.get('width') === 'phone' ? 'phone' : 'desktop',
    scheme: readScheme(searchParams.get('scheme')),
    isFromGallery: searchParams.get('in') === 'gallery',
  };
}

/** What stands beside a message: those before and after it, and the sentences about its channel. */
export interface MessageAround {
  /** Why it went by this channel, and what had held it; empty when there is nothing to say. */
  readonly why: string;
  readonly previous: SentMessage | undefined;
  readonly next: SentMessage | undefined;
}

/** One message, as the customer sees it. */
export function messageView(
  message: SentMessage,
  customer: CustomerView,
  look: MessageLook,
  { previous, next, why }: MessageAround,
  language: OutboxLanguage,
): Html {
  const text = outboxWords[language];
  const back = look.isFromGallery
    ? html`<a href="/outbox?lang=${language}#${message.tags.journey}">← ${text.backToGallery}</a>`
    : html`<a href="/outbox?view=sent&amp;lang=${language}">← ${text.back}</a>`;
  const step = (to: SentMessage | undefined, label: string) =>
    to === undefined ? html`<span>${label}</span>` : html`<a href="${address(to, look, language)}">${label}</a>`;
  return html`<nav class="way">${back}<span class="neighbours">${step(previous, `‹ ${text.previous}`)}${step(next, `${text.next} ›`)}</span></nav>
<div class="message"><article class="about">
<h1>${titleOf(message)}</h1>
${factsView(message, customer, why, language)}
<p><a href="/outbox/customers/${message.tags.customer}?lang=${language}">${text.wholeTimeline} →</a></p>
</article>
<div class="content">${message.channel === 'email' ? mailView(message, look, language) : html`<div class="phone">${textBubble(message)}<p class="segments">${countOf(message.segments, 'segments', language)}</p></div>`}</div></div>`;
}

function factsView(message: SentMessage, customer: CustomerView, why: string, language: OutboxLanguage): Html {
  const text = outboxWords[language];
  const { journey = '', purpose = '' } = message.tags;
  const told = (at: number) => `${customerTime(at, customer.timeZone, language)}`;
  const reports = message.events.map(
    ({ kind, at }) =>
      html`<li><span class="chip ${kind}">${outcomeName(kind, language)}</span> <small>${told(at)}</small></li>`,
  );
  return html`<dl>
<dt>${text.from}</dt><dd>${shownSender(message.from)}</dd>
<dt>${text.to}</dt><dd>${customer.name !== undefined && html`${customer.name} `}<small>${message.to}</small></dd>
<dt>${text.time}</dt><dd>${told(message.at)} <small>${cityOf(customer.timeZone, language)}</small></dd>
<dt>${text.journey}</dt><dd>${journeyName(journey, language)} <small>${journey} · ${stepOf(message.tags)}</small>${purpose !== '' && html` <span class="chip">${outcomeName(purpose, language)}</span>`}</dd>
${why !== '' && html`<dt>${text.why}</dt><dd>${why}</dd>`}
${reports.length > 0 && html`<dt>${text.reports}</dt><dd><ul>${reports}</ul></dd>`}
</dl>`;
}

function address(
  { id }: SentMessage,
  look: MessageLook,
  language: OutboxLanguage,
  over: Partial<MessageLook> = {},
): string {
  const { part, width, scheme, isFromGallery } = { ...look, ...over };
  const asked = {
    ...(part !== 'mail' && { part }),
    ...(width !== 'desktop' && { width }),
    ...(scheme !== undefined && { scheme }),
    ...(isFromGallery && { in: 'gallery' }),
    lang: language,
  };
  return `/outbox/messages/${id}?${new URLSearchParams(asked).toString()}`;
}

function mailView(mail: Mail, look: MessageLook, language: OutboxLanguage): Html {
  const text = outboxWords[language];
  const tab = (label: string, over: Partial<MessageLook>): Html => {
    const isShown = Object.entries(over).every(([name, value]) => look[name as keyof MessageLook] === value); // its own keys
    const current = isShown && new Html(' aria-current="page"');
    return html`<a href="${address(mail, look, language, over)}"${current}>${label}</a>`;
  };
  const parts = (['mail', 'text', 'headers'] as const).map((part) => tab(text[part], { part }));
  const isMail = look.part === 'mail';
  const widths = (['desktop', 'phone'] as const).map((width) => tab(text[width], { width }));
  const schemes = (['light', 'dark'] as const).map((scheme) => tab(text[scheme], { scheme }));
  return html`<nav class="parts" aria-label="${text.view}"><span class="group">${parts}</span>${isMail && html`<span class="group widths">${widths}</span><span class="group">${schemes}</span>`}</nav>${mailPart(mail, look)}`;
}

function mailPart(mail: Mail, { part, width, scheme }: MessageLook): Html {
  if (part === 'text') return html`<pre class="plain">${mail.text}</pre>`;
  if (part === 'headers') return headersView(mail);
  const query = scheme === undefined ? '' : `?scheme=${scheme}`;
  return html`<iframe class="mail ${width} ${scheme}" title="${mail.subject}" src="/outbox/messages/${mail.id}/html${query}"
sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`;
}

function headersView(mail: Mail): Html {
  const headers = [
    { name: 'From', value: mail.from },
    { name: 'To', value: mail.to },
    ...mail.replyTo.map((value) => ({ name: 'Reply-To', value })),
    { name: 'Subject', value: mail.subject },
    ...mail.headers,
    ...Object.entries(mail.tags).map(([name, value]) => ({ name: 'X-SES-MESSAGE-TAGS', value: `${name}=${value}` })),
  ];
  return html`<dl class="headers">${headers.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}
