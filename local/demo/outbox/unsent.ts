import { isLedgerLine } from '../../../src/stores/item-keys.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { asJson, asNumber, asText, type Json } from '../../aws/json.ts';
import { type CustomerLookup, customerTime } from './customers.ts';
import { type ListRange, list } from './list.ts';
import { withMessage } from './step.ts';
import { type OutboxLanguage, outboxWords, outcomeName } from './words.ts';

/** A line of the ledger that did not end as sent. */
export interface Unsent {
  readonly customer: string;
  readonly journey: string;
  /** With the message's name, if that is another. */
  readonly step: string;
  readonly outcome: string;
  readonly reason: string;
  readonly detail: string;
  readonly due: number;
  readonly until: number | undefined;
}

/** The lines of the ledger, among the table's items, that did not end as sent; newest first. */
export function unsentMessages(items: readonly Json[]): Unsent[] {
  return items
    .filter((item) => isLedgerLine(asText(item.sk) ?? ''))
    .map((item) => asJson(item.value))
    .filter(({ outcome }) => outcome !== 'sent')
    .map(readUnsent)
    .sort((left, right) => right.due - left.due);
}

function readUnsent(value: Json): Unsent {
  const text = (name: string): string => asText(value[name]) ?? '';
  return {
    customer: text('customer'),
    journey: text('journey'),
    step: withMessage(text('step'), text('message')),
    outcome: text('outcome'),
    reason: text('reason'),
    detail: text('detail'),
    due: asNumber(value.due, 0),
    until: value.until === undefined ? undefined : asNumber(value.until, 0),
  };
}

/** The list of messages that were not sent, each with its one reason. */
export function unsentList(
  rows: readonly Unsent[],
  total: number,
  customers: CustomerLookup,
  window: ListRange,
  language: OutboxLanguage,
): Html {
  const text = outboxWords[language];
  const body = rows.map((line) => {
    const customer = customers(line.customer);
    const until = line.until !== undefined && customerTime(line.until, customer.timeZone, language);
    return html`<tr>
<td class="time">${customerTime(line.due, customer.timeZone, language)}</td>
<td class="address">${customer.address ?? line.customer.slice(0, 8)}<small>${customer.name}</small></td>
<td class="journey">${line.journey}<small>${line.step}</small></td>
<td><span class="outcome ${line.outcome}">${outcomeName(line.outcome, language)}</span></td>
<td>${outcomeName(line.reason, language)}${line.detail !== '' && html`<small>${line.detail}</small>`}
${until && html`<small>${text.until} ${until}</small>`}</td>
</tr>`;
  });
  const heads = [
    html`${text.due}<small>${text.customerTime}</small>`,
    html`${text.customer}`,
    html`${text.journey}<small>${text.step}</small>`,
    html`${text.outcome}`,
    html`${text.reason}`,
  ];
  return list({ view: 'unsent', heads, body, total, window, language, empty: text.emptyUnsent });
}
