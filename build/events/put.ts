import { setTimeout as pause } from 'node:timers/promises';
import { type EventBridgeClient, PutEventsCommand, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { Entry } from './entry.ts';
import { mostBytes } from './verdict.ts';

/** The most entries that PutEvents takes in a request; together they may be as large as one alone. */
const mostEntries = 10;

const mostAttempts = 6;
const firstPause = 200;

/** The outcome of an entry: the bus's own id of the event, or why the bus did not take it. */
export interface Put {
  readonly entry: Entry;
  readonly eventId?: string;
  readonly error?: string;
}

/**
 * Puts events on a bus in their order, ten a request. An entry that failed for a reason that passes is put again, up to
 * six times in all, after 0.2, 0.4, 0.8 … seconds.
 * @param onDone is told how many are done
 */
export async function putAll(
  client: EventBridgeClient,
  bus: string,
  entries: readonly Entry[],
  onDone: (done: number) => void,
): Promise<readonly Put[]> {
  const results: Put[] = [];
  for (const batch of batches(entries)) {
    results.push(...(await putBatch(client, bus, batch)));
    onDone(results.length);
  }
  return results;
}

/** Groups of at most ten entries that fit into one request. */
export function batches(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const all: Entry[][] = [];
  let size = 0;
  for (const entry of entries) {
    const bytes = sizeOf(entry);
    const last = all.at(-1);
    if (last === undefined || last.length === mostEntries || size + bytes > mostBytes) {
      all.push([entry]);
      size = bytes;
    } else {
      last.push(entry);
      size += bytes;
    }
  }
  return all;
}

async function putBatch(client: EventBridgeClient, bus: string, batch: readonly Entry[]): Promise<readonly Put[]> {
  const outcomes = new Map<Entry, Put>();
  let left = batch;
  for (let attempt = 1; left.length > 0; attempt++) {
    const results = await request(client, bus, left);
    left.forEach((entry, index) => {
      outcomes.set(entry, outcomeOf(entry, results[index]));
    });
    left = left.filter((_, index) => isPassing(results[index]));
    if (attempt === mostAttempts) break;
    if (left.length > 0) await pause(firstPause * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
  }
  return batch.map((entry) => outcomes.get(entry) ?? { entry, error: 'was not put' });
}

async function request(client: EventBridgeClient, EventBusName: string, entries: readonly Entry[]) {
  const answer = await client.send(
    new PutEventsCommand({ Entries: entries.map((one) => ({ EventBusName, ...fieldsOf(one) })) }),
  );
  return answer.Entries ?? [];
}

function fieldsOf({ source, type, detail }: Entry) {
  return { Source: String(source), DetailType: String(type), Detail: JSON.stringify(detail) };
}

function outcomeOf(entry: Entry, { EventId, ErrorCode, ErrorMessage }: PutEventsResultEntry = {}): Put {
  if (ErrorCode !== undefined) return { entry, error: `${ErrorCode}: ${ErrorMessage}` };
  return EventId === undefined ? { entry, error: 'no answer' } : { entry, eventId: EventId };
}

/** True for an error that is over soon: throttling, or trouble of the service's own. */
function isPassing({ ErrorCode, EventId }: PutEventsResultEntry = {}): boolean {
  if (ErrorCode === undefined) return EventId === undefined;
  return /^(ThrottlingException|InternalFailure|InternalException|ServiceUnavailable)/.test(ErrorCode);
}

/** The size of an entry as PutEvents counts it: the bytes of its texts. */
function sizeOf(entry: Entry): number {
  return Object.values(fieldsOf(entry)).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
