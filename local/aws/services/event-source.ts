import type { Ids } from '../ids.ts';
import { asJson, asList, asNumber, asText, type Json } from '../json.ts';
import type { LocalFunction } from '../lambda/function.ts';
import { countRound, mostRounds } from '../lambda/lineage.ts';
import type { InvocationResult } from '../lambda/protocol.ts';
import type { Usage } from '../usage.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Queue, QueueMessage } from './queue.ts';
import { lambdaRecord } from './sqs-answer.ts';

/** The bodies of a batch have so many bytes together at most: an event of 6 MiB, less what goes with each message. */
const mostBatchBytes = 6_291_456 - 10 * 4096;

const mostInRequest = 10;

/**
 * Lambda's event source mapping: hands a queue's messages to a function in batches and deletes what it took. Messages
 * of a failed batch, or those the function reports as failed, come back when their visibility time-out is over.
 */
export class EventSource {
  readonly #queue: Queue;
  readonly #target: LocalFunction;
  readonly #clock: VirtualClock;
  readonly #usage: Usage;
  readonly #batchSize: number;
  readonly #windowMilliseconds: number;
  readonly #reportsFailures: boolean;
  readonly #concurrency: number;
  /** As the API names the mapping. */
  readonly uuid: string;
  #enabled: boolean;
  #running = 0;
  #pollPlanned = false;
  #cancelWindow: (() => void) | undefined;

  constructor(
    properties: Json,
    queue: Queue,
    target: LocalFunction,
    { clock, ids, usage }: { clock: VirtualClock; ids: Ids; usage: Usage },
  ) {
    this.#usage = usage;
    this.uuid = ids.next();
    this.#enabled = properties.Enabled !== false;
    this.#queue = queue;
    this.#target = target;
    this.#clock = clock;
    this.#batchSize = asNumber(properties.BatchSize, 10);
    this.#windowMilliseconds = asNumber(properties.MaximumBatchingWindowInSeconds, 0) * 1000;
    this.#reportsFailures = asList(properties.FunctionResponseTypes).includes('ReportBatchItemFailures');
    const most = asNumber(asJson(properties.ScalingConfig).MaximumConcurrency, Number.POSITIVE_INFINITY);
    this.#concurrency = Math.min(most, target.settings.containers);
    queue.onAvailable(() => this.#plan());
  }

  /** Starts to take messages, or takes none any more. */
  set enabled(enabled: boolean) {
    this.#enabled = enabled;
    if (enabled) this.#plan();
  }

  /** The mapping as the API tells it. */
  describe(): Json {
    return {
      UUID: this.uuid,
      EventSourceArn: this.#queue.settings.arn,
      FunctionArn: this.#target.settings.arn,
      State: this.#enabled ? 'Enabled' : 'Disabled',
      BatchSize: this.#batchSize,
      MaximumBatchingWindowInSeconds: this.#windowMilliseconds / 1000,
      FunctionResponseTypes: this.#reportsFailures ? ['ReportBatchItemFailures'] : [],
    };
  }

  /** Polls soon, so that messages sent together travel together; or when the batching window closes. */
  #plan(): void {
    if (!this.#enabled || this.#pollPlanned || this.#running >= this.#concurrency) return;
    const full = this.#queue.counts.available >= this.#batchSize;
    if (this.#windowMilliseconds > 0 && !full) {
      this.#cancelWindow ??= this.#clock.at(this.#clock.now() + this.#windowMilliseconds, () => this.#poll());
      return;
    }
    this.#pollPlanned = true;
    const release = this.#clock.hold();
    setImmediate(() => {
      this.#poll();
      release();
    });
  }

  #poll(): void {
    this.#pollPlanned = false;
    this.#cancelWindow?.();
    this.#cancelWindow = undefined;
    while (this.#enabled && this.#running < this.#concurrency) {
      const batch = this.#queue.receive(this.#batchSize, undefined, mostBatchBytes);
      if (batch.length === 0) return;
      this.#count('batch-receive', batch.length);
      this.#running++;
      void this.#clock.holdWhile(() => this.#handle(batch));
    }
  }

  async #handle(batch: readonly QueueMessage[]): Promise<void> {
    const { goOn, trace } = this.#withoutLoops(batch);
    if (goOn.length > 0) await this.#handOver(goOn, trace);
    this.#running--;
    if (this.#queue.counts.available > 0) this.#plan();
  }

  /** Lambda does not take what goes round in a loop: it comes back, and ends as a dead letter. */
  #withoutLoops(batch: readonly QueueMessage[]): { goOn: readonly QueueMessage[]; trace: string | undefined } {
    const { arn, allowsLoops } = this.#target.settings;
    const counted = batch.map((message) => ({
      message,
      rounds: message.trace ? countRound(arn, message.trace).rounds : 1,
    }));
    const goOn = counted.filter(({ rounds }) => allowsLoops || rounds <= mostRounds);
    const longest = goOn.toSorted((left, right) => right.rounds - left.rounds)[0];
    return { goOn: goOn.map(({ message }) => message), trace: longest?.message.trace };
  }

  async #handOver(batch: readonly QueueMessage[], trace: string | undefined): Promise<void> {
    const receipts = new Map(batch.map((message) => [message.id, message.receipt]));
    const records = batch.map((message) => lambdaRecord(message, this.#queue.settings.arn));
    const result = await this.#target.invoke(JSON.stringify({ Records: records }), trace);
    const failed = this.#failedIds(result, batch);
    for (const [id, receipt] of receipts) if (!failed.has(id)) this.#queue.delete(receipt);
    this.#count('batch-delete', receipts.size - failed.size);
  }

  /** Lambda's own requests: each receives or deletes ten messages at most. */
  #count(operation: string, messages: number): void {
    for (let left = messages; left > 0; left -= mostInRequest) this.#usage.call('sqs', operation);
  }

  #failedIds(result: InvocationResult, batch: readonly QueueMessage[]): ReadonlySet<string> {
    const all = new Set(batch.map((message) => message.id));
    if (result.failed) return all;
    if (!this.#reportsFailures) return new Set();
    const failures = asList(asJson(JSON.parse(result.payload)).batchItemFailures);
    const ids = failures.map((failure) => asText(asJson(failure).itemIdentifier) ?? '');
    return ids.every((id) => all.has(id)) ? new Set(ids) : all; // an id that is not in the batch fails it whole
  }
}
