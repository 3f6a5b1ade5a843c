import { withLocalPictures } from '../../../src/web/demo-pictures.ts';
import { inScheme, type Scheme } from '../../../src/web/mail-scheme.ts';
import type { Mail } from '../../aws/outbox.ts';
import { withLocalLinks } from '../shop/local-links.ts';

/** How a mail is shown: as by day or by night; undefined for what the reader's own device prefers. */
export type MailScheme = Scheme | undefined;

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
  const own = withLocalLinks(withLocalPictures(mail.html), mail.id);
  const shown = scheme === undefined ? own : inScheme(own, scheme);
  const head = /<head[^>]*>/i.exec(shown);
  if (head === null) return base + shown;
  const end = head.index + head[0].length;
  return shown.slice(0, end) + base + shown.slice(end);
}
