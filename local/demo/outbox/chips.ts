import { type Html, html } from '../../../src/web/html.ts';
import { outcomeName } from '../words/outcomes.ts';
import type { SentMessage } from './sent-message.ts';
import { type OutboxLanguage, outboxWords } from './words.ts';

/** The channel of a message. */
export function channelChip(channel: SentMessage['channel'], language: OutboxLanguage): Html {
  return html`<span class="chip ${channel}">${outboxWords[language][channel]}</span>`;
}

/** The reports on a message: each kind once, as it first came. */
export function reportChips({ events }: Pick<SentMessage, 'events'>, language: OutboxLanguage): Html | undefined {
  const kinds = [...new Set(events.map(({ kind }) => kind))];
  if (kinds.length === 0) return undefined;
  return html`<span class="chips">${kinds.map((kind) => html`<span class="chip ${kind}">${outcomeName(kind, language)}</span>`)}</span>`;
}
