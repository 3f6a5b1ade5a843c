import { Html, html } from './html.ts';
import { unbroken } from './unbroken.ts';

/** The content of a page. */
export interface PageContent {
  readonly lang: string;
  readonly title: string;
  /** Its style sheet, unless its head links to one. */
  readonly style?: string;
  /** Further elements of its head. */
  readonly head?: Html;
  /** The elements above its main part. */
  readonly header?: Html;
  readonly main: Html;
}

/** A whole page, which search engines leave out. */
export function shell({ lang, title, style, head, header, main }: PageContent): string {
  const document = html`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
${head}<title>${title}</title>${style !== undefined && html`<style>${new Html(style)}</style>`}</head>
<body>${header}<main>${main}</main></body></html>
`.text;
  return unbroken(document);
}
