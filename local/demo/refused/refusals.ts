import { parseStoreEvent } from '../../../src/commerce/reading/read-event.ts';
import { ContractError, type FieldProblem } from '../../../src/commerce/values/contract-error.ts';
import { asJson, asText, type Json } from '../../aws/json.ts';
import type { QueueMessage } from '../../aws/services/queue.ts';
import type { Stack } from '../../aws/template/stack.ts';

/** An event that does not fit its contract: the fields that do not fit, never what they hold. */
export interface Refusal {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** When it reached the queue, epoch milliseconds. */
  readonly at: number;
  readonly problems: readonly FieldProblem[];
}

/** A message in a queue, with the queue's name. */
export interface Queued {
  readonly queue: string;
  readonly message: QueueMessage;
}

/**
 * The events among the messages that ingest-event refuses: those that it will try again, and dead letters. They are read
 * as that function reads them.
 * @param now epoch milliseconds
 */
export function refusalsIn(queued: readonly Queued[], shop: string, now: number): Refusal[] {
  const found = queued
    .filter(({ queue, message }) => /-ingest(-dead-letters)?$/.test(queue) && message.receiveCount + isDead(queue) > 0)
    .flatMap(({ message }) => refusalOf(message, shop, now) ?? []);
  return found.sort((one, other) => other.at - one.at);
}

function isDead(queue: string): number {
  return Number(queue.endsWith('-dead-letters'));
}

function refusalOf({ body, sentAt }: QueueMessage, shop: string, now: number): Refusal | undefined {
  const event = readJson(body);
  try {
    parseStoreEvent(event, { now, shop });
    return undefined;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return {
      id: asText(asJson(event.detail).id) ?? '',
      type: asText(event['detail-type']) ?? '',
      source: asText(event.source) ?? '',
      at: sentAt,
      problems: error.fields,
    };
  }
}

function readJson(text: string): Json {
  try {
    return asJson(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The shop whose events the stack takes. */
export function shopOf({ outputs }: Pick<Stack, 'outputs'>): string {
  return outputs.StoreSource?.replace(/^store\./, '') ?? 'demo';
}
