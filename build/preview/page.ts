import { channelKinds, channelsWithOwnText } from '../../src/channels/kinds.ts';
import type { Language } from '../../src/commerce/words.ts';
import { withLocalPictures } from '../../src/web/demo-pictures.ts';
import { Html, html } from '../../src/web/html.ts';
import { inScheme, type Scheme } from '../../src/web/mail-scheme.ts';
import { shell } from '../../src/web/shell.ts';
import type { Draft, MessageName } from './draft.ts';
import { previewWords } from './words.ts';

/** How a draft is looked at: the query of the page's address. */
export interface View {
  readonly locale: string;
  /** `mail`, `text`, or a channel whose messages have a text of their own. */
  readonly part: string;
  readonly width: Width;
  readonly scheme: Scheme;
}

export const widths = { phone: 390, desktop: 640 } as const;
export type Width = keyof typeof widths;

/** The page's language and the names of everything that it can show. */
export interface Frame {
  readonly language: Language;
  readonly names: readonly MessageName[];
  readonly locales: readonly string[];
}

export const script = "new EventSource('/changes').onmessage = () => location.reload();";

/** The page of one message. */
export function previewPage(frame: Frame, name: MessageName, view: View, draft: Draft): string {
  const words = previewWords[frame.language];
  const link = (change: Partial<View>, label: string): Html => {
    const to = { ...view, ...change };
    const isCurrent = Object.entries(change).every(([key, value]) => view[key as keyof View] === value); // of Partial<View>
    const current = isCurrent ? new Html(' aria-current="true"') : undefined;
    return html`<a href="/${name.journey}/${name.message}?${queryOf(to)}"${current}>${label}</a>`;
  };
  const own = channelsWithOwnText.filter((channel) => draft[channel] !== undefined);
  const switches = html`<nav>
<span>${frame.locales.map((locale) => link({ locale }, locale))}</span>
<span>${link({ part: 'mail' }, words.mail)}${link({ part: 'text' }, words.text)}${own.map((channel) => link({ part: channel }, channelKinds[channel].words[frame.language].name))}</span>
<span>${link({ width: 'phone' }, words.phone)}${link({ width: 'desktop' }, words.desktop)}</span>
<span>${link({ scheme: 'light' }, words.light)}${link({ scheme: 'dark' }, words.dark)}</span>
</nav>`;
  const shown = html`${switches}<dl><dt>${words.subject}</dt><dd lang="${draft.locale}">${draft.subject}</dd>
<dt>${words.preheader}</dt><dd lang="${draft.locale}">${draft.preheader}</dd></dl>
${partOf(draft, view)}`;
  return page(frame, `${name.journey} · ${name.message}`, shown, { name, view });
}

/** The page while files cannot be read: what is wrong with them. It goes when they are mended. */
export function problemPage(frame: Frame, problems: string): string {
  const words = previewWords[frame.language];
  return page(frame, words.wrong, html`<h1>${words.wrong}</h1><pre class="problems">${problems}</pre>`);
}

function partOf(draft: Draft, { part, width, scheme }: View): Html {
  if (part === 'text') return html`<pre class="plain">${draft.text}</pre>`;
  const channel = channelsWithOwnText.find((known) => known === part);
  const own = channel && draft[channel];
  if (own !== undefined) return html`<pre class="plain short">${own}</pre>`;
  return html`<iframe title="${draft.subject}" class="${width} ${scheme}" sandbox="allow-popups" srcdoc="${withLocalPictures(inScheme(draft.html, scheme))}"></iframe>`;
}

function page(
  { language, names }: Frame,
  title: string,
  main: Html,
  open?: { readonly name: MessageName; readonly view: View },
): string {
  const item = ({ journey, message }: MessageName): Html => {
    const isOpen = open?.name.journey === journey && open.name.message === message;
    const current = isOpen ? new Html(' aria-current="page"') : undefined;
    const query = open ? new Html(`?${queryOf({ ...open.view, part: 'mail' })}`) : undefined;
    return html`<a href="/${journey}/${message}${query}"${current}>${message}</a>`;
  };
  const groups = [...Map.groupBy(names, ({ journey }) => journey)];
  return shell({
    lang: language,
    title: `${title} · ${previewWords[language].title}`,
    head: html`<script src="/preview.js"></script>\n`,
    style,
    header: html`<aside>${groups.map(([journey, list]) => html`<h2>${journey}</h2>${list.map(item)}`)}</aside>`,
    main,
  });
}

function queryOf(view: View): string {
  return new URLSearchParams({ ...view }).toString();
}

const style = `:root{color-scheme:light dark;--ink:#1f2933;--soft:#52606d;--page:#f3f1ec;--card:#fff;--line:#d6d1c7}
@media(prefers-color-scheme:dark){:root{--ink:#efece4;--soft:#b4afa3;--page:#161614;--card:#21201d;--line:#47443d}}
*{box-sizing:border-box}
body{margin:0;font:15px/1.6 system-ui,"Hiragino Sans","Yu Gothic","Noto Sans JP",sans-serif;color:var(--ink);background:var(--page);display:grid;grid-template-columns:15rem minmax(0,1fr);min-height:100vh}
aside{background:var(--card);border-right:1px solid var(--line);padding:12px;max-height:100vh;overflow:auto;position:sticky;top:0}
aside h2{font-size:.8125rem;color:var(--soft);margin:14px 0 2px}aside h2:first-child{margin-top:0}
a{color:inherit;text-decoration:none;border-radius:6px;padding:3px 9px}aside a{display:block}
a:hover{background:var(--page)}[aria-current]{background:var(--ink)!important;color:var(--card)}
main{padding:16px;min-width:0}nav{display:flex;flex-wrap:wrap;gap:8px 20px;margin-bottom:12px}
nav span{border:1px solid var(--line);border-radius:8px;background:var(--card);padding:3px;display:flex}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:0 0 12px}dt{color:var(--soft)}dd{margin:0;font-weight:600}
iframe{border:1px solid var(--line);border-radius:8px;width:100%;height:calc(100vh - 150px);background:#fff}
iframe.phone{max-width:${widths.phone}px}iframe.desktop{max-width:${widths.desktop}px}
iframe.dark{background:#161614}
pre{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:16px;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.875rem;max-width:${widths.desktop}px}
pre.short{max-width:${widths.phone}px}pre.problems{max-width:none;white-space:pre;overflow:auto;border-left:4px solid #b42318}
h1{font-size:1.125rem;margin:0 0 12px}
@media(max-width:720px){body{display:block}aside{max-height:30vh;border-right:0;border-bottom:1px solid var(--line)}}`;
