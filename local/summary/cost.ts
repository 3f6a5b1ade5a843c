import type { Runtime } from '../runtime.ts';
import { prices } from './prices.ts';
import { textTable } from './table.ts';

/** One line of the bill: what, how many, what one costs in US dollars. */
export interface BillLine {
  readonly what: string;
  readonly quantity: number;
  readonly price: number;
  /** Whether it is the price of the message itself, to SES or the carrier. */
  readonly delivers?: true;
}

/**
 * What the stack has used since it started, at list prices: what is the same whenever the same is played.
 * @param events how many events the shop put on the bus
 */
export function bill({ usage, outbox, executions }: Runtime, events: number): BillLine[] {
  const transitions = executions().reduce((sum, { running }) => sum + (running?.transitions ?? 0), 0);
  const segments = outbox.texts.reduce((sum, text) => sum + text.segments, 0);
  return [
    { what: 'EventBridge events', quantity: events + usage.calls('events.PutEvents'), price: prices.event },
    {
      what: 'SQS requests (send, receive, delete)',
      quantity: usage.calls('sqs.delivery') * 3,
      price: prices.queueRequest,
    },
    { what: 'Lambda invocations', quantity: usage.invocations, price: prices.invocation },
    { what: 'Step Functions transitions', quantity: transitions, price: prices.transition },
    { what: 'Scheduler invocations', quantity: usage.calls('scheduler.CreateSchedule'), price: prices.schedule },
    { what: 'E-mails by SES', quantity: outbox.mails.length, price: prices.email, delivers: true },
    { what: 'SMS segments (at the Japanese price)', quantity: segments, price: prices.smsSegment, delivers: true },
  ];
}

/**
 * What differs a little from run to run: time depends on the machine, and reads and writes on how often two functions
 * meet at the same customer.
 */
export function measuredBill({ usage }: Runtime): BillLine[] {
  return [
    { what: 'Lambda GB-seconds, on this machine', quantity: usage.gigabyteSeconds, price: prices.gigabyteSecond },
    { what: 'DynamoDB read units', quantity: usage.readUnits, price: prices.readUnit },
    { what: 'DynamoDB write units', quantity: usage.writeUnits, price: prices.writeUnit },
  ];
}

/** The bill as a table, with its sum. */
export function costTable(lines: readonly BillLine[]): string {
  const rows = lines.map(({ what, quantity, price }) => [what, Math.round(quantity), dollars(quantity * price)]);
  const sum = lines.reduce((total, { quantity, price }) => total + quantity * price, 0);
  return textTable(['used', 'how much', 'US dollars'], [...rows, ['together', '', dollars(sum)]]);
}

/** What a thousand sent messages came to, without what SES and the carriers charge for each. */
export function perThousand(lines: readonly BillLine[], sent: number): string {
  const sum = lines
    .filter(({ delivers }) => !delivers)
    .reduce((total, { quantity, price }) => total + quantity * price, 0);
  return sent === 0 ? '' : `For 1,000 messages sent, without SES and SMS: $${((sum / sent) * 1000).toFixed(2)}`;
}

function dollars(amount: number): string {
  return amount.toFixed(4).padStart(9);
}
