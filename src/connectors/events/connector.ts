import * as z from 'zod/mini';
import { type EventType, eventTypes } from '../../commerce/events.ts';
import { readStoreEvent } from '../../commerce/reading/read-event.ts';
import { ContractError, type FieldProblem } from '../../commerce/values/contract-error.ts';
import { defineConnector, type Intake } from '../contract/connector.ts';
import type { DeliveryPart } from '../contract/delivery.ts';
import type { MappedEvent } from '../contract/mapping.ts';
import type { EventAnswer, Screening } from '../contract/screening.ts';
import { verifyStandard } from '../contract/standard-webhooks.ts';

/** More events than that are sent in several requests. */
const mostEvents = 500;

const oneEvent = 'must be an event { "type": …, "detail": { … } }, or { "events": [ … ] }';

/** Our own events by signed HTTP: one, or a batch. Each is checked while the sender waits. */
export const events = defineConnector({
  name: 'events',
  title: 'HTTP',
  config: z.object({}),
  topics: Object.fromEntries(eventTypes.map((type) => [type, { becomes: [type] }])),
  headers: [],
  verify: verifyStandard,
  screen,
  parts: ({ headers, body, receivedAt }) =>
    listOf(body).map((one) => ({ topic: typeOf(one) ?? '', headers, body: one, receivedAt })),
  map: (part) => ({ events: [mapped(part)] }),
});

/** @throws ContractError when the body is neither an event nor a list of events */
function listOf(body: unknown): readonly unknown[] {
  const list = isTree(body) && 'events' in body ? body.events : [body];
  const problems: FieldProblem[] = [];
  if (!Array.isArray(list) || (list[0] !== undefined && !isTree(list[0]) && list.length === 1))
    problems.push({ path: 'body', problem: oneEvent });
  else if (list.length === 0) problems.push({ path: 'events', problem: 'must have an event' });
  else if (list.length > mostEvents) problems.push({ path: 'events', problem: `must be at most ${mostEvents}` });
  if (problems.length > 0 || !Array.isArray(list)) throw new ContractError('body', problems);
  return list;
}

function typeOf(one: unknown): EventType | undefined {
  return isTree(one) ? eventTypes.find((type) => type === one.type) : undefined;
}

function mapped({ topic, body }: DeliveryPart): MappedEvent {
  const detail = isTree(body) ? body.detail : undefined;
  if (!isTree(detail)) throw new ContractError(topic, [{ path: 'detail', problem: 'must be an object' }]);
  return { type: topic, detail } as unknown as MappedEvent; // it was checked before the queue, and is again before the bus
}

/** Checks every event by itself: those that fit go on. */
function screen({ body }: { readonly body: unknown }, intake: Intake): Screening {
  const list = listOf(body);
  const answers = list.map((one) => answerTo(one, intake));
  const taken = list.filter((_, index) => answers[index]?.status === 'accepted');
  return { answers, ...(taken.length > 0 && { body: { events: taken } }) };
}

function answerTo(one: unknown, { now, shop }: Intake): EventAnswer {
  const id = idOf(one);
  const answer = { ...(id !== undefined && { id }) };
  try {
    const { type, detail } = isTree(one) ? one : {};
    const whole = isTree(detail) ? { ...detail, shop: detail.shop ?? shop } : detail;
    const { dropped } = readStoreEvent({ 'detail-type': type, detail: withOwner(type, whole) }, { now, shop });
    return { ...answer, status: 'accepted', ...(dropped.length > 0 && { dropped }) };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { ...answer, status: 'refused', problems: error.fields.map(asSent) };
  }
}

/** The sender's word for the path: `type` is `detail-type` on the bus. */
function asSent({ path, problem }: FieldProblem): FieldProblem {
  return { path: path === 'detail-type' ? 'type' : path, problem };
}

/** An event about an order may leave its customer out: who that is, the order says. */
function withOwner(type: unknown, detail: unknown): unknown {
  const mayLack = typeof type === 'string' && /^(order|shipment)\./.test(type) && type !== 'order.placed';
  if (!mayLack || !isTree(detail) || detail.customer !== undefined) return detail;
  return { ...detail, customer: { id: 'the one who placed the order' } };
}

function idOf(one: unknown): string | undefined {
  const { id } = isTree(one) && isTree(one.detail) ? one.detail : {};
  return typeof id === 'string' ? id.slice(0, 200) : undefined;
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
