import { readFileSync } from 'node:fs';
import type { Language } from '../../../src/commerce/words.ts';
import { htmlAnswer } from '../../../src/web/answer.ts';
import { inkOn } from '../../../src/web/colours.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { shell } from '../../../src/web/shell.ts';
import { RawAnswer } from '../../aws/services/service.ts';
import { readBrand } from './brand.ts';
import type { Visit } from './visit.ts';
import { shopWords } from './words.ts';

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** A page of the demo shop, in the look of the brand. */
export function shopPage(
  title: string,
  content: Html,
  { language, from }: Pick<Visit, 'language' | 'from'>,
  { note, status = 200 }: { readonly note?: string; readonly status?: number } = {},
): RawAnswer {
  const text = shopWords[language];
  const { name, color } = readBrand();
  const css = readFileSync(new URL('./style.css', import.meta.url), 'utf8');
  const document = shell({
    lang: language,
    title: `${title} · ${name(language)}`,
    style: `:root{--brand:${color};--on-brand:${inkOn(color)}}${css}`,
    header: html`<p class="note">${note ?? text.note} ${visitor(language, from)}</p>
<header><a class="name" href="/shop?${queryOf(language, from)}">${name(language)}</a></header>
`,
    main: content,
  });
  const answer = htmlAnswer({ status, html: document, policy });
  return new RawAnswer(answer.statusCode, answer.body, answer.headers);
}

/** What the links between the pages carry on: the message that led to the shop, or the language. */
export function queryOf(language: Language, from: Visit['from']): string {
  return from === undefined ? `lang=${language}` : `message=${from.message}`;
}

function visitor(language: Language, from: Visit['from']): Html {
  const text = shopWords[language];
  if (from === undefined) return html`${text.openFromMail} <a href="/outbox?lang=${language}">${text.toOutbox}</a>`;
  const { name, identities } = from.customer;
  return html`${text.actingAs} <b>${name ?? identities.email ?? identities.phone}</b> · <a href="/outbox/messages/${from.message}?lang=${language}">${text.backToMessage}</a>`;
}
