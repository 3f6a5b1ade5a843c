import { htmlAnswer } from '../../../src/web/answer.ts';
import { Html, html } from '../../../src/web/html.ts';
import { shell } from '../../../src/web/shell.ts';
import { RawAnswer } from '../../aws/services/service.ts';
import { customerTime } from './customers.ts';
import { type OutboxLanguage, outboxWords } from './words.ts';

/** The frame of every page of the outbox. */
export interface Frame {
  readonly language: OutboxLanguage;
  /** The path and query of the page without its language, for the language switch. */
  readonly path: string;
  readonly now: number;
  /** The zone that the clock at the top tells the time of: the store's. */
  readonly zone: string;
  readonly view: 'sent' | 'unsent';
}

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A whole page. */
export function page(frame: Frame, content: Html, status = 200): RawAnswer {
  const { language, now, zone, view } = frame;
  const text = outboxWords[language];
  const document = shell({
    lang: language,
    title: `${text.title} · Aftercart`,
    head: html`<link rel="stylesheet" href="/outbox/style.css">\n`,
    header: html`<header>
<a class="brand" href="/outbox?lang=${language}">Aftercart <span>${text.title}</span></a>
<nav>${tab('sent', text.sent)}${tab('unsent', text.unsent)}</nav>
<p class="clock"><span>${text.clock}</span> ${customerTime(now, zone, language)}</p>
<p class="languages">${switchTo('en', 'English')}${switchTo('ja', '日本語')}</p>
</header>
`,
    main: content,
  });
  return pageAnswer(document, policy, status);

  function tab(name: 'sent' | 'unsent', label: string): Html {
    const current = name === view ? new Html(' aria-current="page"') : undefined;
    return html`<a href="/outbox?view=${name}&amp;lang=${language}"${current}>${label}</a>`;
  }

  function switchTo(other: OutboxLanguage, label: string): Html {
    const current = other === language ? new Html(' aria-current="true"') : undefined;
    const separator = frame.path.includes('?') ? '&' : '?';
    return html`<a href="${frame.path}${separator}lang=${other}" lang="${other}"${current}>${label}</a>`;
  }
}

/** An answer of HTML under a content security policy. */
export function pageAnswer(document: string, contentSecurityPolicy: string, status = 200): RawAnswer {
  const { statusCode, body, headers } = htmlAnswer({ status, html: document, policy: contentSecurityPolicy });
  return new RawAnswer(statusCode, body, headers);
}
