import { type Html, html } from '../../../src/web/html.ts';
import type { Text } from '../../aws/outbox.ts';
import { localLink } from '../shop/local-links.ts';

/** A text as a phone shows it: its addresses are links. */
export function textBubble({ id, body, from }: Text): Html {
  const parts = body.split(/(https?:\/\/[!-~]+)/);
  const shown = parts.map((part, nth) =>
    nth % 2 === 0 ? html`${part}` : html`<a href="${localLink(part, id) ?? part}" target="_blank">${part}</a>`,
  );
  return html`<p class="sender">${from}</p><p class="bubble">${shown}</p>`;
}
