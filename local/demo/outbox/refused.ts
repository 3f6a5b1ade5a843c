import { problemInWords } from '../../../src/commerce/reading/problem-words.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { lostEventsLog } from '../../aws/services/eventbridge.ts';
import { unmatchedInLog } from '../refused/log-lines.ts';
import { type Refusal, refusalsIn, shopOf } from '../refused/refusals.ts';
import { customerTime } from './customer-clock.ts';
import type { PageData } from './page-data.ts';
import { countOf, type OutboxLanguage, outboxWords } from './words.ts';

/** The events that were refused so far, the last first. */
export function refusalsOf(data: PageData): Refusal[] {
  return refusalsIn(data.queued(), shopOf(data.stack), data.now());
}

/** The page of refused events, and of those that no rule matches. */
export function refusedView(data: PageData, language: OutboxLanguage): Html {
  const text = outboxWords[language];
  const refused = refusalsOf(data);
  const names = [lostEventsLog, ...data.stack.ofType('AWS::Lambda::Function').map(({ name }) => name)];
  const unmatched = names.flatMap((name) => data.logs.of(name).flatMap((line) => unmatchedInLog(line) ?? []));
  if (refused.length + unmatched.length === 0) return html`<p class="empty">${text.emptyRefused}</p>`;
  const told = (at: number) => customerTime(at, data.storeZone, language);
  return html`${
    refused.length > 0 &&
    html`<p class="intro">${text.refusedIntro}</p><p class="count">${countOf(refused.length, 'refused', language)}</p>
<table><thead><tr><th scope="col">${text.received}</th><th scope="col">${text.event}</th><th scope="col">${text.problem}</th></tr></thead>
<tbody>${refused.map((refusal) => row(refusal, told, language))}</tbody></table>`
  }
${
  unmatched.length > 0 &&
  html`<p class="intro">${text.unmatchedIntro}</p>
<table><thead><tr><th scope="col">${text.received}</th><th scope="col">${text.source}</th><th scope="col">${text.event}</th></tr></thead>
<tbody>${unmatched.map(({ at, source, type, bus }) => html`<tr><td class="time">${told(at)}</td><td><code>${source}</code>${bus !== undefined && html`<small>EventBusName: ${bus}</small>`}</td><td><code>${type}</code></td></tr>`)}</tbody></table>`
}`;
}

function row({ id, type, at, problems }: Refusal, told: (at: number) => string, language: OutboxLanguage): Html {
  const list = problems.map(
    ({ path, problem }) => html`<li><code>${path}</code> ${problemInWords(problem, language)}</li>`,
  );
  return html`<tr><td class="time">${told(at)}</td><td><code>${type}</code><small>${id}</small></td><td><ul>${list}</ul></td></tr>`;
}
