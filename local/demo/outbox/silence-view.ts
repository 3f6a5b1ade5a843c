import { countWays, type SilenceRow, type SilentWay, silenceRows, silentWays } from '../../../src/insight/silence.ts';
import type { Message } from '../../../src/model/message.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { reasonName } from '../summary/brief.ts';
import { summaryWords } from '../summary/words.ts';
import { wayName } from '../words/ways.ts';
import { type OutboxLanguage, outboxWords } from './words.ts';

/** How many messages were not sent for which kind of reason, by channel; and every reason, folded away. */
export function silenceView(messages: readonly Message[], language: OutboxLanguage): Html | undefined {
  const rows = silenceRows(messages);
  if (rows.length === 0) return undefined;
  const { reasonsByChannel, everyReason } = outboxWords[language];
  const { silences } = summaryWords[language];
  const ways = silentWays.filter((way) => rows.some(({ byWay }) => byWay[way] > 0));
  const kinds = rows.map((row) => rowView(silences[row.kind], row, ways));
  const reasons = rows.flatMap((row) => reasonRows(row, ways, language));
  return html`<section class="silences" aria-label="${reasonsByChannel}">
${countTable(kinds, reasonsByChannel, ways, language)}
<details><summary>${everyReason}</summary>${countTable(reasons, reasonsByChannel, ways, language)}</details>
</section>`;
}

function countTable(rows: readonly Html[], head: string, ways: readonly SilentWay[], language: OutboxLanguage): Html {
  const names = [summaryWords[language].all, ...ways.map((way) => wayName(way, language))];
  return html`<table class="counts"><thead><tr><th scope="col">${head}</th>${names.map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table>`;
}

type Counted = Pick<SilenceRow, 'messages' | 'byWay'>;

function rowView(name: string, { messages, byWay }: Counted, ways: readonly SilentWay[]): Html {
  const counts = [messages.length, ...ways.map((way) => byWay[way])];
  return html`<tr><th scope="row">${name}</th>${counts.map((count) => html`<td class="number">${String(count)}</td>`)}</tr>`;
}

/** A row for each reason of a kind, the most frequent first. */
function reasonRows({ messages }: SilenceRow, ways: readonly SilentWay[], language: OutboxLanguage): Html[] {
  const groups = [...Map.groupBy(messages, (message) => reasonName(message, language))];
  return groups
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([name, list]) => rowView(name, { messages: list, byWay: countWays(list) }, ways));
}
