import { contactScheme } from '../../src/web/contact.ts';
import type { Vault } from './vault.ts';

/**
 * The HTML of a text with the shop's contact as a link: an e-mail address opens a mail, a number a call. Where it is
 * part of a link already, it stays.
 */
export function contactLink(html: string, contact: string, vault: Vault): string {
  const scheme = contactScheme(contact);
  if (scheme === undefined) return html;
  return html.replace(/<a\b[\s\S]*?<\/a>|lqd\d+dql/g, (piece) =>
    isContact(vault.restore(piece)) ? `<a href="${scheme}${piece}">${piece}</a>` : piece,
  );
}

function isContact(piece: string): boolean {
  return /^\{\{-?\s*brand\.contact\s*-?\}\}$/.test(piece);
}
