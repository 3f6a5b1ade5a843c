import type * as z from 'zod/mini';
import { normaliseCustomer } from '../customer/normalise-customer.ts';
import { type EventType, eventSchemas, eventTypes, isEventType, type StoreEvent } from '../events.ts';
import { ContractError, type FieldProblem } from '../values/contract-error.ts';
import { asOfReceipt, futureTimes } from './receipt.ts';

/** The current time in epoch milliseconds, and the shop whose events are accepted. */
export interface IntakeContext {
  readonly now: number;
  readonly shop: string;
}

/** A valid event, and the names of the customer fields that were dropped from it. */
export interface ReadEvent {
  readonly event: StoreEvent;
  readonly dropped: readonly string[];
}

/**
 * Parses the event that EventBridge delivers. The result holds known fields only, single-line texts, and no time after
 * its receipt, so that all later code can handle it. A redelivered event gives the same result.
 * @param envelope the EventBridge event: `detail-type`, `detail`, `source` and `time` are read
 * @throws ContractError naming the fields that do not fit
 */
export function readStoreEvent(envelope: unknown, intake: IntakeContext): ReadEvent {
  const { 'detail-type': type, detail: told, source, time } = fieldsOf(envelope);
  const detail = withoutNulls(told, nestedFields);
  if (typeof type !== 'string' || !isEventType(type)) {
    throw new ContractError('event', [{ path: 'detail-type', problem: `must be one of ${eventTypes.join(', ')}` }]);
  }
  const { customer, dropped } = normaliseCustomer(fieldsOf(detail).customer, intake.now, fieldsOf(detail).occurredAt);
  const event = parse(type, isObject(detail) && customer !== undefined ? { ...detail, customer } : detail, dropped);
  const problems = [...wrongShop(event, source, intake), ...futureTimes(event, intake.now)];
  if (problems.length > 0) throw new ContractError(type, problems);
  const received = asOfReceipt(event, time, intake.now);
  return { event: received.event, dropped: [...dropped, ...received.dropped] };
}

/** As {@link readStoreEvent}, without the dropped fields. */
export function parseStoreEvent(envelope: unknown, intake: IntakeContext): StoreEvent {
  return readStoreEvent(envelope, intake).event;
}

function parse(type: EventType, detail: unknown, dropped: readonly string[]): StoreEvent {
  const parsed = eventSchemas[type].safeParse(detail);
  if (parsed.success) return { type, ...parsed.data } as StoreEvent; // the schema was chosen by the type
  const unusable = dropped.map((field) => ({ path: `detail.${field}`, problem: 'cannot be used' }));
  throw new ContractError(type, firstOfEach([...parsed.error.issues.map(describeIssue), ...unusable]));
}

/** The first problem of each field: the others follow from it. */
function firstOfEach(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  const firsts = new Map(problems.toReversed().map((problem) => [problem.path, problem]));
  return problems.filter((problem) => firsts.get(problem.path) === problem);
}

/** As deep as the fields of the contract lie: a line's price, under the lines of an order. */
const nestedFields = 5;

/** Null means absent: many a platform writes it for what it does not know. A null in a list stays, and is refused. */
function withoutNulls(value: unknown, depth: number): unknown {
  if (depth === 0) return value;
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, depth - 1));
  if (!isObject(value)) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(present.map(([key, inner]) => [key, withoutNulls(inner, depth - 1)]));
}

/** Refuses the events of other shops. */
function wrongShop(event: StoreEvent, source: unknown, { shop }: IntakeContext): FieldProblem[] {
  const ours = `store.${shop}`;
  return [
    ...(event.shop === shop ? [] : [{ path: 'detail.shop', problem: `must be ${shop}` }]),
    ...(source === undefined || source === ours ? [] : [{ path: 'source', problem: `must be ${ours}` }]),
  ];
}

function describeIssue(issue: z.core.$ZodIssue): FieldProblem {
  return { path: ['detail', ...issue.path].join('.'), problem: issue.message };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
