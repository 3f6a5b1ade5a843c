import { type Html, html } from './html.ts';

/** The beginning of a link to the shop's contact: an e-mail address opens a mail, a number a call, and nothing else is linked. */
export function contactScheme(contact: string): 'mailto:' | 'tel:' | undefined {
  if (/^[^\s@:/]+@[^\s@]+$/.test(contact)) return 'mailto:';
  return /^\+?[\d-]{6,}$/.test(contact) ? 'tel:' : undefined;
}

/** The shop's contact on a page, as a link where it can be one. */
export function contactHtml(contact: string): Html {
  const scheme = contactScheme(contact);
  return scheme === undefined ? html`${contact}` : html`<a href="${scheme}${contact}">${contact}</a>`;
}
