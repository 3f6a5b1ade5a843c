import { cityOf } from '../../../src/explain/names/cities.ts';
import { htmlAnswer } from '../../../src/web/answer.ts';
import { Html, html } from '../../../src/web/html.ts';
import { shell } from '../../../src/web/shell.ts';
import { RawAnswer } from '../../aws/services/service.ts';
import { customerTime } from './customer-clock.ts';
import { type OutboxLanguage, outboxWords } from './words.ts';

/** The parts of the outbox, in the order of their tabs. */
export const views = ['gallery', 'sent', 'unsent', 'customers', 'arrived', 'refused'] as const;

export type View = (typeof views)[number];

/** The frame of every page of the outbox. */
export interface Frame {
  readonly language: OutboxLanguage;
  /** The path and query of the page without its language, for the language switch. */
  readonly path: string;
  readonly now: number;
  /** The zone that the clock at the top tells the time of: the store's. */
  readonly zone: string;
  readonly view: View;
  /** The number of events that were refused, beside their tab. */
  readonly refused: number;
}

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A whole page. */
export function page(frame: Frame, content: Html, status = 200): RawAnswer {
  const { language, now, zone } = frame;
  const text = outboxWords[language];
  const document = shell({
    lang: language,
    title: `${text.title} · Aftercart`,
    head: html`<link rel="stylesheet" href="/outbox/style.css"><script src="/outbox/page.js" defer></script>\n`,
    header: html`<header>
<a class="brand" href="/outbox?lang=${language}">Aftercart <span>${text.title}</span></a>
<nav class="tabs">${views.map((view) => tab(view, frame))}</nav>
<p class="clock"><span>${text.clock}</span> ${customerTime(now, zone, language)} <span>${cityOf(zone, language)}</span></p>
<p class="languages">${switchTo('en', 'English')}${switchTo('ja', '日本語')}</p>
</header>
`,
    main: content,
  });
  return pageAnswer(document, policy, status);

  function switchTo(other: OutboxLanguage, label: string): Html {
    const current = other === language && new Html(' aria-current="true"');
    const separator = frame.path.includes('?') ? '&' : '?';
    return html`<a href="${frame.path}${separator}lang=${other}" lang="${other}"${current}>${label}</a>`;
  }
}

function tab(view: View, { language, view: shown, refused }: Frame): Html {
  const current = view === shown && new Html(' aria-current="page"');
  const path = view === 'gallery' ? '/outbox?' : `/outbox?view=${view}&amp;`;
  const count = view === 'refused' && refused > 0 && html` <b>${refused}</b>`;
  return html`<a href="${new Html(path)}lang=${language}"${current}>${outboxWords[language][view]}${count}</a>`;
}

/** An answer of HTML under a content security policy. */
export function pageAnswer(document: string, contentSecurityPolicy: string, status = 200): RawAnswer {
  const { statusCode, body, headers } = htmlAnswer({ status, html: document, policy: contentSecurityPolicy });
  return new RawAnswer(statusCode, body, headers);
}
