import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { FileOutcome } from '../../src/connectors/files/import-file.ts';
import { type Said, type Saying, say } from '../../src/journey/reading/saying.ts';
import { CommandError } from '../command/command.ts';
import type { Entry } from '../events/entry.ts';
import { type Put, patience, putAll } from '../events/put.ts';
import { explained } from '../stage/errors.ts';
import { Pace } from '../stage/pace.ts';
import type { Stage } from '../stage/stage.ts';
import type { RejectedRows } from './rejected.ts';
import type { ImportState, StateFile } from './state.ts';

/** After so many events the state is written: at most so many are sent again after an interruption. */
const chunkSize = 400;

/** So many requests are under way at once. */
const atOnce = 4;

/** Where the events go, how fast, and what is kept of it. */
export interface Sending {
  readonly stage: Stage;
  readonly shop: string;
  /** Events a second; 0 for as fast as the bus takes them. */
  readonly rate: number;
  readonly state: StateFile;
  readonly rejected: RejectedRows;
  /** Hears how many events are sent, and of requests that are repeated. */
  readonly onSent: (events: number) => void;
  readonly onRetry: (reason: Saying) => void;
}

/** What was sent. */
export interface Sent {
  /** Including those of an earlier, interrupted import. */
  readonly events: number;
  /** Rows that the bus refused for good, also before an interruption, beside those that the file's problems refuse. */
  readonly refusedByBus: number;
}

/** The events that wait for the next requests, and the last row that is done with them. */
interface Chunk {
  readonly outcomes: FileOutcome[];
  events: number;
  row: number;
}

/**
 * Sends the events of a file, in chunks, and writes after each how far it came. Rows up to the one that an interrupted
 * import had done are passed over.
 * @throws CommandError when the bus cannot be reached; what was sent is remembered
 */
export async function sendOutcomes(outcomes: AsyncIterable<FileOutcome>, sending: Sending): Promise<Sent> {
  const { region } = sending.stage;
  const client = new EventBridgeClient({ ...patience, ...(region && { region }) });
  const before = sending.state.read();
  const sender = new Sender(client, sending, before);
  const chunk: Chunk = { outcomes: [], events: 0, row: before?.row ?? 0 };
  try {
    for await (const outcome of outcomes) {
      const last = outcome.rows.at(-1)?.row ?? 0;
      if (last <= (before?.row ?? 0)) continue;
      chunk.outcomes.push(outcome);
      chunk.events += outcome.events.length;
      chunk.row = last;
      if (chunk.events >= chunkSize || chunk.outcomes.length >= chunkSize * 10) await sender.flush(chunk);
    }
    await sender.flush(chunk);
    sending.state.remove();
    return sender.sent;
  } finally {
    client.destroy();
    sending.rejected.close();
  }
}

class Sender {
  readonly #client: EventBridgeClient;
  readonly #sending: Sending;
  readonly #pace: Pace | undefined;
  #events: number;
  #refusedByBus: number;

  constructor(client: EventBridgeClient, sending: Sending, before: ImportState | undefined) {
    this.#client = client;
    this.#sending = sending;
    this.#events = before?.events ?? 0;
    this.#refusedByBus = before?.refusedByBus ?? 0;
    this.#pace = sending.rate > 0 ? new Pace({ burst: chunkSize, perSecond: sending.rate }) : undefined;
  }

  get sent(): Sent {
    return { events: this.#events, refusedByBus: this.#refusedByBus };
  }

  /** Sends what waits, writes what was refused, and remembers both. Empties the chunk. */
  async flush(chunk: Chunk): Promise<void> {
    const { state, rejected, onSent } = this.#sending;
    const errors = await this.#put(chunk.outcomes);
    for (const outcome of chunk.outcomes) {
      const reason = errors.get(outcome);
      if (reason !== undefined) this.#refusedByBus += outcome.rows.length;
      if (reason !== undefined || outcome.problems.length > 0) rejected.add(outcome, reason);
      this.#events += reason === undefined ? outcome.events.length : 0;
    }
    const { files = [], bytes, digest } = rejected.written;
    const own = { rejectedBytes: bytes, rejectedFiles: [...files], ...(digest && { rejectedDigest: digest }) };
    state.write({ row: chunk.row, events: this.#events, refusedByBus: this.#refusedByBus, ...own });
    onSent(this.#events);
    chunk.outcomes.length = 0;
    chunk.events = 0;
  }

  /** @returns why the bus refused an outcome for good, by outcome */
  async #put(outcomes: readonly FileOutcome[]): Promise<ReadonlyMap<FileOutcome, Said>> {
    const { stage, shop, onRetry } = this.#sending;
    const entries = outcomes.flatMap((outcome) => outcome.events.map(({ posted }) => entryOf(posted, shop)));
    for (const _ of entries) await this.#pace?.turn();
    const size = Math.ceil(entries.length / atOnce / 10) * 10 || 1;
    const shares = Array.from({ length: atOnce }, (_, index) => entries.slice(index * size, (index + 1) * size));
    const puts = await Promise.all(shares.map((share) => putAll(this.#client, stage.prefix, share, { onRetry })));
    const failed = puts.find(({ failure }) => failure !== undefined);
    if (failed) throw explained(failed.failure, callOf(stage));
    const all = puts.flatMap((share) => share.puts);
    if (all.some(({ error }) => error !== undefined && passing.test(String(error)))) throw tooBusy(stage);
    return errorsBy(outcomes, all);
  }
}

/** The codes of entries that the bus may take later. */
const passing = /^(Throttling|Internal|ServiceUnavailable|no answer)/;

function tooBusy(stage: Stage): CommandError {
  const { service, whenBusy } = callOf(stage);
  return new CommandError(say`${service} is too busy: ${whenBusy}.`);
}

function errorsBy(outcomes: readonly FileOutcome[], puts: readonly Put[]): ReadonlyMap<FileOutcome, Said> {
  const errors = new Map<FileOutcome, Said>();
  let place = 0;
  for (const outcome of outcomes) {
    const own = puts.slice(place, place + outcome.events.length);
    place += outcome.events.length;
    const error = own.find((put) => put.error !== undefined)?.error;
    if (error !== undefined) errors.set(outcome, error);
  }
  return errors;
}

function entryOf({ type, detail }: FileOutcome['events'][number]['posted'], shop: string): Entry {
  return { place: '', source: `store.${shop}`, type, detail };
}

function callOf({ prefix }: Stage) {
  return {
    service: 'EventBridge',
    actions: say`events:PutEvents on the bus ${prefix}`,
    whenBusy: say`run the same command again, it goes on where it stopped; a lower --rate is gentler`,
  };
}
