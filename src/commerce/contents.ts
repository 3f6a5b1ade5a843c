import type { Contact } from './contact.ts';
import type { LineItem } from './values/line-item.ts';
import type { Money } from './values/money.ts';

/** At most this many lines of a cart or order are kept; the rest is counted in `moreLines`. */
export const keptLines = 20;

/** The contents of a cart, a checkout or an order, as facts keep them. */
export interface Contents {
  readonly total: Money;
  readonly lines: readonly LineItem[];
  readonly moreLines?: number;
  readonly url?: string;
  readonly contact?: Contact;
}

/** Keeps the total and the first lines. */
export function keptContents(of: Pick<Contents, 'total' | 'lines'>): Pick<Contents, 'total' | 'lines' | 'moreLines'> {
  const more = of.lines.length - keptLines;
  return { total: of.total, lines: of.lines.slice(0, keptLines), ...(more > 0 && { moreLines: more }) };
}
