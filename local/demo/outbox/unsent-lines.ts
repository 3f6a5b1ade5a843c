import { isLedgerLine } from '../../../src/stores/item-keys.ts';
import { asJson, asNumber, asText, type Json } from '../../aws/json.ts';
import { withMessage } from './step.ts';

/** A line of the ledger that did not end as sent. */
export interface Unsent {
  readonly key: string;
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
    key: text('key'),
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
