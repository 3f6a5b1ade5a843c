import type * as z from 'zod/mini';
import { ContractError, type Misfit } from './contract-error.ts';
import { type EventType, eventSchemas, eventTypes, isEventType, type StoreEvent } from './event.ts';
import { readCustomer } from './read-customer.ts';
import { aheadOfTime, asReceived } from './received.ts';

/** What an event is held against: the time, epoch milliseconds, and the shop that is served. */
export interface Door {
  readonly now: number;
  readonly shop: string;
}

/** An event that fits its contract, and the optional fields of its customer that could not be used. */
export interface ReadEvent {
  readonly event: StoreEvent;
  readonly dropped: readonly string[];
}

/**
 * Reads the event that EventBridge delivers. What comes out fits everything behind the contract: known fields only,
 * texts of one line, times that lie no further ahead than the time of receipt. The same event comes out the same when
 * it is delivered again.
 * @param envelope the EventBridge event: `detail-type`, `detail`, `source` and `time` are read
 * @throws ContractError naming the fields that do not fit
 */
export function readStoreEvent(envelope: unknown, door: Door): ReadEvent {
  const { 'detail-type': type, detail, source, time } = fieldsOf(envelope);
  if (typeof type !== 'string' || !isEventType(type)) {
    throw new ContractError('event', [{ path: 'detail-type', problem: `must be one of ${eventTypes.join(', ')}` }]);
  }
  const { customer, dropped } = readCustomer(fieldsOf(detail).customer, door.now);
  const event = parse(type, isObject(detail) && customer !== undefined ? { ...detail, customer } : detail, dropped);
  const misfits = [...foreign(event, source, door), ...aheadOfTime(event, door.now)];
  if (misfits.length > 0) throw new ContractError(type, misfits);
  return { event: asReceived(event, time, door.now), dropped };
}

/** The event alone: see {@link readStoreEvent}. */
export function parseStoreEvent(envelope: unknown, door: Door): StoreEvent {
  return readStoreEvent(envelope, door).event;
}

function parse(type: EventType, detail: unknown, dropped: readonly string[]): StoreEvent {
  const parsed = eventSchemas[type].safeParse(detail);
  if (parsed.success) return { type, ...parsed.data } as StoreEvent; // the schema was chosen by the type
  const unusable = dropped.map((field) => ({ path: `detail.${field}`, problem: 'cannot be used' }));
  throw new ContractError(type, [...parsed.error.issues.map(describeIssue), ...unusable]);
}

/** Another shop's event, or one that came by another shop's name, is not ours to tell customers of. */
function foreign(event: StoreEvent, source: unknown, { shop }: Door): Misfit[] {
  const ours = `store.${shop}`;
  return [
    ...(event.shop === shop ? [] : [{ path: 'detail.shop', problem: `must be ${shop}` }]),
    ...(source === undefined || source === ours ? [] : [{ path: 'source', problem: `must be ${ours}` }]),
  ];
}

function describeIssue(issue: z.core.$ZodIssue): Misfit {
  return { path: ['detail', ...issue.path].join('.'), problem: issue.message };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
