import type { VirtualClock } from '../../../src/simulation/virtual-clock.ts';
import { seedOf } from './chance.ts';
import type { Faults } from './faults.ts';

const second = 1000;

/** A message on a queue. */
export interface QueueMessage {
  readonly body: unknown;
  /** Tells it from all others, and is the same in every run of the same history. */
  readonly name: string;
  receives: number;
  /** Epoch milliseconds. */
  readonly sentAt: number;
}

/** The messages that failed, and for how many seconds they are hidden from now on; undefined when nobody says. */
export type FailedMessages = ReadonlyMap<QueueMessage, number | undefined>;

/**
 * Works off a batch, as a function does whose handler answers with the messages that failed.
 * @returns the messages that failed; undefined when the function died, or was not called at all
 */
export type WorkOff = (batch: readonly QueueMessage[]) => Promise<FailedMessages | undefined>;

/** How a queue of the stack is set: infra/constructs/queue.ts and function.ts. */
export interface QueueSettings {
  readonly name: string;
  readonly workOff: WorkOff;
  /** How long each message rests before it is first seen, in seconds. */
  readonly delaySeconds?: number;
  readonly maxReceives?: number;
  readonly batchSize?: number;
  readonly visibilitySeconds?: number;
  readonly batchingSeconds?: number;
}

/**
 * SQS with a function behind it, in memory: at least once, in no order, in batches; a message that fails comes back after
 * the visibility time-out, and after its last receive it is a dead letter.
 */
export class Queue {
  readonly deadLetters: QueueMessage[] = [];
  readonly #settings: Required<QueueSettings>;
  readonly #time: VirtualClock;
  readonly #faults: Faults;
  #ready: QueueMessage[] = [];
  #polling = false;
  /** How many messages wait or are worked on. */
  open = 0;

  constructor(settings: QueueSettings, time: VirtualClock, faults: Faults) {
    const house = { delaySeconds: 0, maxReceives: 250, batchSize: 10, visibilitySeconds: 360, batchingSeconds: 1 };
    this.#settings = { ...house, ...settings };
    this.#time = time;
    this.#faults = faults;
  }

  /** Takes a message; now and then it will come twice. */
  send(body: unknown, delaySeconds = this.#settings.delaySeconds): void {
    const name = `${this.#settings.name} ${seedOf(JSON.stringify(body)).toString(36)} ${this.#time.now}`;
    const sentAt = this.#time.now;
    this.#show({ body, name, receives: 0, sentAt }, delaySeconds);
    if (this.#faults.repeats(name)) this.#show({ body, name: `${name} again`, receives: 0, sentAt }, delaySeconds + 7);
  }

  #show(message: QueueMessage, delaySeconds: number): void {
    this.open += 1;
    this.#time.at(this.#time.now + delaySeconds * second, () => this.#offer(message));
  }

  #offer(message: QueueMessage): void {
    this.#ready.push(message);
    if (this.#polling) return;
    this.#polling = true;
    this.#time.at(this.#time.now + this.#settings.batchingSeconds * second, () => this.#poll());
  }

  #poll(): void {
    this.#polling = false;
    const ready = this.#ready;
    this.#ready = [];
    const { batchSize } = this.#settings;
    for (let start = 0; start < ready.length; start += batchSize) {
      void this.#receive(ready.slice(start, start + batchSize));
    }
  }

  async #receive(batch: readonly QueueMessage[]): Promise<void> {
    for (const message of batch) message.receives += 1;
    const failed: FailedMessages =
      (await this.#settings.workOff(batch)) ?? new Map(batch.map((message) => [message, undefined]));
    for (const message of batch) {
      if (!failed.has(message)) this.open -= 1;
      else this.#return(message, failed.get(message));
    }
  }

  /** The message is hidden until its time-out; a queue that gave it out often enough sets it aside then. */
  #return(message: QueueMessage, hidden = this.#settings.visibilitySeconds): void {
    this.#time.at(this.#time.now + hidden * second, () => {
      if (message.receives < this.#settings.maxReceives) {
        this.#offer(message);
        return;
      }
      this.open -= 1;
      this.deadLetters.push(message);
    });
  }
}
