import { Html, html } from '../../../src/web/html.ts';
import type { Mail, Text } from '../../aws/outbox.ts';
import { withLocalPictures } from '../pictures.ts';
import { type CustomerView, customerTime } from './customers.ts';
import { shownSender } from './sender.ts';
import { stepOf } from './step.ts';
import { type OutboxLanguage, outboxWords, outcomeName } from './words.ts';

/** The ways to look at a mail. */
export type MailPart = 'mail' | 'text' | 'headers';

/** Reads the part asked for; the mail itself when it is none. */
export function readPart(asked: string | null): MailPart {
  return asked === 'text' || asked === 'headers' ? asked : 'mail';
}

/** One message, as the customer sees it. */
export function messageView(
  message: Mail | Text,
  customer: CustomerView,
  part: MailPart,
  language: OutboxLanguage,
): Html {
  const text = outboxWords[language];
  return html`<p class="back"><a href="/outbox?lang=${language}">← ${text.back}</a></p>
<article>
<h1>${message.channel === 'email' ? message.subject : text.sms}</h1>
<dl>
<dt>${text.from}</dt><dd>${shownSender(message.from)}</dd>
<dt>${text.to}</dt><dd>${message.to} ${customer.name && html`<small>${customer.name}</small>`}</dd>
<dt>${text.time}</dt><dd>${customerTime(message.at, customer.timeZone, language)}</dd>
<dt>${text.journey}</dt><dd>${message.tags.journey} · ${stepOf(message.tags)}
<span class="purpose">${outcomeName(message.tags.purpose ?? '', language)}</span></dd>
${message.events.map(
  ({ kind, at }) =>
    html`<dt><span class="report ${kind}">${outcomeName(kind, language)}</span></dt><dd>${customerTime(at, customer.timeZone, language)}</dd>`,
)}
</dl>
${message.channel === 'email' ? mailView(message, part, language) : textView(message, language)}
</article>`;
}

function mailView(mail: Mail, part: MailPart, language: OutboxLanguage): Html {
  const text = outboxWords[language];
  const tab = (name: MailPart): Html => {
    const current = name === part ? new Html(' aria-current="page"') : undefined;
    return html`<a href="/outbox/messages/${mail.id}?part=${name}&amp;lang=${language}"${current}>${text[name]}</a>`;
  };
  return html`<nav class="parts">${tab('mail')}${tab('text')}${tab('headers')}</nav>${mailPart(mail, part)}`;
}

function mailPart(mail: Mail, part: MailPart): Html {
  if (part === 'text') return html`<pre class="plain">${mail.text}</pre>`;
  if (part === 'headers') return headersView(mail);
  return html`<iframe class="mail" title="${mail.subject}" src="/outbox/messages/${mail.id}/html"
sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
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

function textView({ from, body, segments }: Text, language: OutboxLanguage): Html {
  return html`<div class="phone"><p class="sender">${from}</p><p class="bubble">${body}</p>
<p class="segments">${segments} ${outboxWords[language].segments}</p></div>`;
}

/** The mail's HTML for the frame: its links open in a new tab, and the demo shop's pictures come from this machine. */
export function framedMail(mail: Mail): string {
  const base = '<base target="_blank">';
  const shown = withLocalPictures(mail.html);
  const head = /<head[^>]*>/i.exec(shown);
  if (head === null) return base + shown;
  const end = head.index + head[0].length;
  return shown.slice(0, end) + base + shown.slice(end);
}
