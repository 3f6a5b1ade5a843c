import { withLocalPictures } from '../../../src/web/demo-pictures.ts';
import type { Mail } from '../../aws/outbox.ts';
import { withLocalLinks } from '../shop/local-links.ts';

/** How a mail is shown: as by day or by night; undefined for what the reader's own device prefers. */
export type MailScheme = 'light' | 'dark' | undefined;

/** Reads what the address asks for. */
export function readScheme(asked: string | null): MailScheme {
  return asked === 'light' || asked === 'dark' ? asked : undefined;
}

/**
 * The mail's HTML for the frame: its links open in a new tab, and the demo shop's pages and pictures come from this
 * machine.
 */
export function framedMail(mail: Mail, scheme: MailScheme): string {
  const base = '<base target="_blank">';
  const shown = inScheme(withLocalLinks(withLocalPictures(mail.html), mail.id), scheme);
  const head = /<head[^>]*>/i.exec(shown);
  if (head === null) return base + shown;
  const end = head.index + head[0].length;
  return shown.slice(0, end) + base + shown.slice(end);
}

/** The mail as a device that prefers the scheme shows it. */
function inScheme(html: string, scheme: MailScheme): string {
  if (scheme === undefined) return html;
  const query = scheme === 'dark' ? '@media all' : '@media not all';
  return html
    .replaceAll(/@media\s*\(prefers-color-scheme:\s*dark\)/gi, query)
    .replaceAll(/(<meta name="(?:supported-)?color-schemes?" content=")[^"]*"/gi, `$1${scheme}"`);
}
