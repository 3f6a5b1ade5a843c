import { setTimeout as pause } from 'node:timers/promises';
import { type EventBridgeClient, PutEventsCommand, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import { type Said, type Saying, say } from '../../src/journey/reading/saying.ts';
import type { Entry } from './entry.ts';
import { mostBytes } from './verdict.ts';

/** The most entries that PutEvents takes in a request; together they may be as large as one alone. */
const mostEntries = 10;

const mostAttempts = 6;
const firstPause = 200;

/** A bus that does not answer is told of within seconds. Every further attempt is {@link putAll}'s. */
export const patience = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 3000, requestTimeout: 5000, throwOnRequestTimeout: true },
} as const;

/** The outcome of an entry: the bus's own id of the event, or why the bus did not take it. */
export interface Put {
  readonly entry: Entry;
  readonly eventId?: string;
  readonly error?: Said;
}

/** The outcome of every entry, and the error of the request with which the work stopped, if one failed for good. */
export interface Puts {
  readonly puts: readonly Put[];
  readonly failure?: unknown;
}

/** Hears how far the work has come. */
export interface Progress {
  /** Is told how many entries are done. */
  readonly onDone?: (done: number) => void;
  /** Is told why a request is made again. */
  readonly onRetry?: (reason: Saying) => void;
}

/**
 * Puts events on a bus in their order, ten a request. What failed for a reason that passes is put again, up to six times
 * in all, after 0.2, 0.4, 0.8 … seconds: single entries, and whole requests. A request that fails for good ends the work;
 * what came after it was not sent, and says so. Never throws.
 * @param client makes no attempts of its own
 */
export async function putAll(
  client: EventBridgeClient,
  bus: string,
  entries: readonly Entry[],
  { onDone, onRetry }: Progress = {},
): Promise<Puts> {
  const puts: Put[] = [];
  for (const batch of batches(entries)) {
    const { puts: done, failure } = await putBatch(client, { bus, batch, onRetry });
    puts.push(...done);
    if (failure !== undefined) {
      const rest = entries.slice(puts.length).map((entry) => ({ entry, error: say`was not sent` }));
      return { puts: [...puts, ...rest], failure };
    }
    onDone?.(puts.length);
  }
  return { puts };
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

interface Batch extends Pick<Progress, 'onRetry'> {
  readonly bus: string;
  readonly batch: readonly Entry[];
}

async function putBatch(client: EventBridgeClient, { bus, batch, onRetry }: Batch): Promise<Puts> {
  const outcomes = new Map<Entry, Put>();
  let left = batch;
  let failure: unknown;
  for (let attempt = 1; left.length > 0; attempt++) {
    const { results, thrown } = await request(client, bus, left);
    failure = thrown;
    left.forEach((entry, index) => {
      outcomes.set(entry, outcomeOf(entry, results[index]));
    });
    left = thrown === undefined || isPassingError(thrown) ? left.filter((_, index) => isPassing(results[index])) : [];
    if (attempt === mostAttempts || left.length === 0) break;
    if (thrown !== undefined) onRetry?.(say`${reasonOf(thrown)}: attempt ${attempt + 1} of ${mostAttempts} …`);
    await pause(firstPause * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
  }
  return { puts: batch.map((entry) => outcomes.get(entry) ?? { entry, error: say`was not sent` }), failure };
}

/** An entry's result, as PutEvents gives it; for a request that failed as a whole, why it did. */
interface Result extends Pick<PutEventsResultEntry, 'EventId' | 'ErrorCode'> {
  readonly ErrorMessage?: Said | undefined;
}

interface Answer {
  readonly results: readonly Result[];
  /** What the request as a whole failed with; then each result says the same. */
  readonly thrown?: unknown;
}

async function request(client: EventBridgeClient, EventBusName: string, entries: readonly Entry[]): Promise<Answer> {
  try {
    const Entries = entries.map((one) => ({ EventBusName, ...fieldsOf(one) }));
    return { results: (await client.send(new PutEventsCommand({ Entries }))).Entries ?? [] };
  } catch (thrown) {
    const ErrorCode = isPassingError(thrown) ? 'ServiceUnavailable' : 'RequestFailed';
    return { results: entries.map(() => ({ ErrorCode, ErrorMessage: reasonOf(thrown) })), thrown };
  }
}

/** True for an error of a whole request that may be over soon: throttling, trouble of the service's own or of the network. */
function isPassingError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $metadata: { httpStatusCode = 0 } = {} } = error as SdkError; // the SDK's errors carry both
  if (httpStatusCode >= 500 || /^(Throttling|TooManyRequests|TimeoutError)/.test(error.name)) return true;
  return /^(ECONNRESET|ETIMEDOUT|EPIPE|EAI_AGAIN)$/.test(code ?? '') || isPassing({ ErrorCode: error.name });
}

interface SdkError extends Error {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** One line on why a request failed. */
function reasonOf(error: unknown): Said {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return say`The bus does not answer`;
  const [line = ''] = error.message.split('\n');
  return error.name === 'Error' ? line : `${error.name}: ${line}`;
}

function fieldsOf({ source, type, detail }: Entry) {
  return { Source: String(source), DetailType: String(type), Detail: JSON.stringify(detail) };
}

function outcomeOf(entry: Entry, { EventId, ErrorCode, ErrorMessage }: Result = {}): Put {
  if (ErrorCode !== undefined) return { entry, error: wordsOf(ErrorCode, ErrorMessage) };
  return EventId === undefined ? { entry, error: say`no answer` } : { entry, eventId: EventId };
}

/** The codes that stand for a whole request add nothing to its reason. */
function wordsOf(code: string, message: Said | undefined): Said {
  return /^(RequestFailed|ServiceUnavailable)$/.test(code) && message ? message : `${code}: ${message}`;
}

/** True for an error that is over soon: throttling, or trouble of the service's own. */
function isPassing({ ErrorCode, EventId }: Result = {}): boolean {
  if (ErrorCode === undefined) return EventId === undefined;
  return /^(ThrottlingException|InternalFailure|InternalException|ServiceUnavailable)/.test(ErrorCode);
}

/** The size of an entry as PutEvents counts it: the bytes of its texts. */
function sizeOf(entry: Entry): number {
  return Object.values(fieldsOf(entry)).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
