import { createHash } from 'node:crypto';
import type { VirtualClock } from '../virtual-clock.ts';

/** A message as a queue keeps it. Times are epoch milliseconds. */
export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  readonly md5: string;
  readonly sentAt: number;
  readonly attributes: Readonly<Record<string, string>>;
  receiveCount: number;
  firstReceivedAt: number;
  receipt: string;
}

/** A queue as the template describes it. */
export interface QueueSettings {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityMilliseconds: number;
  readonly delayMilliseconds: number;
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceiveCount: number };
}

/** One queue: messages wait, are received, come back when they are not deleted in time, or become dead letters. */
export class Queue {
  readonly settings: QueueSettings;
  readonly #clock: VirtualClock;
  readonly #bury: (message: QueueMessage) => void;
  #available: QueueMessage[] = [];
  readonly #received = new Map<string, { message: QueueMessage; comeBack: () => void }>();
  readonly #listeners: (() => void)[] = [];
  #delayed = 0;
  #receipts = 0;

  constructor(settings: QueueSettings, clock: VirtualClock, bury: (message: QueueMessage) => void) {
    this.settings = settings;
    this.#clock = clock;
    this.#bury = bury;
  }

  /** Counts: waiting, being worked on, and not yet visible. */
  get counts(): { available: number; received: number; delayed: number } {
    return { available: this.#available.length, received: this.#received.size, delayed: this.#delayed };
  }

  /** Every message that is still in the queue, whoever has received it. */
  get messages(): readonly QueueMessage[] {
    return [...this.#available, ...[...this.#received.values()].map((received) => received.message)];
  }

  /** Calls the listener whenever messages become available. */
  onAvailable(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Puts a message in, visible after the delay (milliseconds). */
  send(id: string, body: string, attributes: Readonly<Record<string, string>> = {}, delay?: number): QueueMessage {
    const md5 = createHash('md5').update(body).digest('hex');
    const sentAt = this.#clock.now();
    const message = { id, body, md5, sentAt, attributes, receiveCount: 0, firstReceivedAt: 0, receipt: '' };
    const wait = delay ?? this.settings.delayMilliseconds;
    if (wait === 0) this.put(message);
    else this.#putLater(message, sentAt + wait);
    return message;
  }

  /** Makes a message available as it is: a dead letter that arrives, or one kept from an earlier run. */
  put(message: QueueMessage): void {
    this.#available.push(message);
    for (const listener of this.#listeners) listener();
  }

  /** Takes up to `most` messages, hidden from others for the time (milliseconds). */
  receive(most: number, visibility = this.settings.visibilityMilliseconds): QueueMessage[] {
    const taken: QueueMessage[] = [];
    while (taken.length < most) {
      const message = this.#available.shift();
      if (message === undefined) break;
      if (message.receiveCount >= (this.settings.redrive?.maxReceiveCount ?? Number.POSITIVE_INFINITY)) {
        this.#bury(message);
      } else {
        taken.push(this.#hide(message, visibility));
      }
    }
    return taken;
  }

  /** Deletes a received message. A receipt that is no longer valid changes nothing, as in SQS. */
  delete(receipt: string): void {
    this.#received.get(receipt)?.comeBack();
    this.#received.delete(receipt);
  }

  /** Sets when a received message comes back: so many milliseconds from now. */
  changeVisibility(receipt: string, visibility: number): void {
    const received = this.#received.get(receipt);
    if (received === undefined) return;
    received.comeBack();
    received.comeBack = this.#comeBackAt(receipt, visibility);
  }

  /** Deletes everything. */
  purge(): void {
    this.#available = [];
    for (const receipt of [...this.#received.keys()]) this.delete(receipt);
  }

  #putLater(message: QueueMessage, time: number): void {
    this.#delayed++;
    this.#clock.at(time, () => {
      this.#delayed--;
      this.put(message);
    });
  }

  #hide(message: QueueMessage, visibility: number): QueueMessage {
    message.receiveCount++;
    message.firstReceivedAt ||= this.#clock.now();
    message.receipt = `${message.id}#${++this.#receipts}`;
    this.#received.set(message.receipt, { message, comeBack: this.#comeBackAt(message.receipt, visibility) });
    return message;
  }

  /** Returns what cancels the coming back. */
  #comeBackAt(receipt: string, visibility: number): () => void {
    return this.#clock.at(this.#clock.now() + visibility, () => {
      const received = this.#received.get(receipt);
      this.#received.delete(receipt);
      if (received !== undefined) this.put(received.message);
    });
  }
}
