import { type Html, html } from '../../../src/web/html.ts';
import type { Arrival } from '../arrivals/arrivals.ts';
import { refusalInWords, routeOf, titleOf, wayInWords } from '../arrivals/words.ts';
import { customerTime } from './customer-clock.ts';
import type { PageData } from './page-data.ts';
import { type OutboxLanguage, outboxWords } from './words.ts';

/** The page of what arrived through connectors: what, by which way, as which events; and what was refused. */
export function arrivedView({ arrivals, storeZone }: PageData, language: OutboxLanguage): Html {
  const text = outboxWords[language];
  const { arrived, refused } = arrivals;
  if (arrived.length + refused.length === 0) return html`<p class="empty">${text.emptyArrived}</p>`;
  const told = (at: number) => customerTime(at, storeZone, language);
  const heads = [text.connector, text.way, text.what, text.becomes, text.number, text.last];
  return html`<p class="intro">${text.arrivedIntro}</p>
${
  arrived.length > 0 &&
  html`<table><thead>${headRow(heads)}</thead><tbody>${arrived.map((one) => row(one, told, language))}</tbody></table>`
}
${
  refused.length > 0 &&
  html`<p class="intro">${text.deliveriesRefused}</p>
<table><thead>${headRow([text.connector, text.reason, text.number, text.last])}</thead>
<tbody>${refused.map(
    ({ connector, reason, count, lastAt }) =>
      html`<tr><td>${titleOf(connector)}</td><td>${refusalInWords(reason, language)}</td><td>${String(count)}</td><td class="time">${told(lastAt)}</td></tr>`,
  )}</tbody></table>`
}`;
}

function headRow(heads: readonly string[]): Html {
  return html`<tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr>`;
}

function row(
  { connector, way, topic, type, count, lastAt }: Arrival,
  told: (at: number) => string,
  language: OutboxLanguage,
): Html {
  const route = routeOf(connector, way);
  return html`<tr><td>${titleOf(connector)}</td><td>${wayInWords(way, language)}${route && html`<small><code>${route}</code></small>`}</td>
<td><code>${topic}</code></td><td><code>${type}</code></td><td>${count.toLocaleString(language)}</td><td class="time">${told(lastAt)}</td></tr>`;
}
