import type { Language, Words } from '../../../src/commerce/words.ts';
import type { Message } from '../../../src/model/message.ts';
import { asJson } from '../../aws/json.ts';
import type { Runtime } from '../../aws/runtime.ts';
import { billWords, coldStartWords, detailWords } from './detail-words.ts';
import { prices } from './prices.ts';
import { textTable } from './table.ts';
import { summaryWords } from './words.ts';

/** One line of the bill: what, how many, what one costs in US dollars. */
export interface BillLine {
  readonly what: Words;
  readonly quantity: number;
  readonly price: number;
  /** True for the price of the message itself, to SES or the carrier. */
  readonly delivers?: true;
}

/**
 * The duration of a cold start of half a megabyte of code before the handler runs, in seconds. Lambda bills it like a
 * call.
 */
const initSeconds = 0.4;

/**
 * The size of Lambda's own JSON log of a call (its start and its report) unless it logs warnings only, with
 * CloudWatch's own 26 bytes a line.
 */
const systemLogBytes = 900;

/** The requests of EventBridge and the like, of functions, and of Lambda on their behalf. */
const queueRequests = ['delivery', 'SendMessage', 'SendMessageBatch', 'batch-receive', 'batch-delete'];

/**
 * The stack's use since it started, at list prices: the part that is the same in every run of the same play.
 * @param messages the ledger
 */
export function bill(runtime: Runtime, messages: readonly Message[]): BillLine[] {
  const { usage, outbox, executions, stack } = runtime;
  const transitions = executions().reduce((sum, { running }) => sum + (running?.transitions ?? 0), 0);
  const segments = outbox.texts.reduce((sum, text) => sum + text.segments, 0);
  const schedules = usage.calls('scheduler.CreateSchedule') - usage.calls('scheduler.DeleteSchedule');
  const traced = stack.ofType('AWS::Lambda::Function').some(({ properties }) => isTraced(properties));
  const told = stack.ofType('AWS::Lambda::Function').every(({ properties }) => warnsOnly(properties))
    ? 0
    : systemLogBytes;
  const logGigabytes = (usage.loggedBytes + usage.invocations * told) / 1e9;
  return [
    { what: billWords.events, quantity: usage.calls('events.entry'), price: prices.event },
    {
      what: billWords.queue,
      quantity: queueRequests.reduce((sum, name) => sum + usage.calls(`sqs.${name}`), 0),
      price: prices.queueRequest,
    },
    { what: billWords.web, quantity: usage.calls('apigateway.request'), price: prices.webRequest },
    { what: billWords.invocations, quantity: usage.invocations, price: prices.invocation },
    {
      what: coldStartWords(usage.coldStarts, initSeconds),
      quantity: usage.coldGigabytes * initSeconds,
      price: prices.gigabyteSecond,
    },
    { what: billWords.transitions, quantity: transitions, price: prices.transition },
    { what: billWords.schedules, quantity: schedules, price: prices.schedule },
    {
      what: billWords.secrets,
      quantity: secretRequests(runtime, messages),
      price: prices.secretRequest,
    },
    { what: billWords.logs, quantity: logGigabytes * 1000, price: prices.logGigabyte / 1000 },
    ...(traced ? [{ what: billWords.traces, quantity: usage.invocations, price: prices.trace }] : []),
    { what: billWords.emails, quantity: outbox.mails.length, price: prices.email, delivers: true },
    { what: billWords.texts, quantity: segments, price: prices.smsSegment, delivers: true },
  ];
}

/**
 * At most: a function that has read the secret here is taken to read it at each cold start, as the environments here stay
 * warm. The one that hears of deliveries reads it only for what is more than a delivery.
 */
function secretRequests({ usage, stack }: Runtime, messages: readonly Message[]): number {
  const reports = messages.reduce((sum, { feedback }) => sum + withoutDelivery(Object.keys(feedback ?? {})), 0);
  const readers = stack.ofType('AWS::Lambda::Function').map(({ name }) => {
    const starts = usage.coldStartsOf(name);
    if (usage.callsBy(name, 'secretsmanager.GetSecretValue') === 0) return 0;
    return name.endsWith('-record-feedback') ? Math.min(starts, reports) : starts;
  });
  return readers.reduce((sum, starts) => sum + starts, 0);
}

function withoutDelivery(kinds: readonly string[]): number {
  return kinds.filter((kind) => kind !== 'delivered').length;
}

function warnsOnly(properties: Runtime['stack']['resources'][number]['properties']): boolean {
  return asJson(properties.LoggingConfig).SystemLogLevel === 'WARN';
}

function isTraced(properties: Runtime['stack']['resources'][number]['properties']): boolean {
  return asJson(properties.TracingConfig).Mode === 'Active';
}

/**
 * The part that differs a little from run to run: time depends on the machine, and reads and writes on how often two
 * functions meet at the same customer.
 */
export function measuredBill({ usage }: Runtime): BillLine[] {
  return [
    { what: billWords.functionTime, quantity: usage.gigabyteSeconds, price: prices.gigabyteSecond },
    { what: billWords.reads, quantity: usage.readUnits, price: prices.readUnit },
    { what: billWords.writes, quantity: usage.writeUnits, price: prices.writeUnit },
  ];
}

/** The bill as a table, with its sum. */
export function costTable(lines: readonly BillLine[], language: Language = 'en'): string {
  const { bill: heads, together } = detailWords[language];
  const rows = lines.map(({ what, quantity, price }) => [what[language], rounded(quantity), dollars(quantity * price)]);
  const sum = lines.reduce((total, { quantity, price }) => total + quantity * price, 0);
  return textTable(heads, [...rows, [together, '', dollars(sum)]]);
}

/** The cost of a thousand sent messages, without the charges of SES and the carriers for each. */
export function perThousand(lines: readonly BillLine[], sent: number, language: Language = 'en'): string {
  const sum = lines
    .filter(({ delivers }) => !delivers)
    .reduce((total, { quantity, price }) => total + quantity * price, 0);
  if (sent === 0) return '';
  return summaryWords[language].perThousand(((sum / sent) * 1000).toFixed(3));
}

function rounded(quantity: number): string | number {
  return quantity < 10 ? quantity.toFixed(1) : Math.round(quantity);
}

function dollars(amount: number): string {
  return amount.toFixed(4).padStart(9);
}
