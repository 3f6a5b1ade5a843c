import { createHash } from 'node:crypto';
import type { VirtualClock } from '../virtual-clock.ts';

/** A message as a queue keeps it. Times are epoch milliseconds. */
export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  readonly md5: string;
  readonly sentAt: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** X-Ray's header, as the sender had it. */
  readonly trace?: string;
  /** The ARN of the queue that gave up on it. */
  deadLetterSource?: string;
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
  /** A message that nobody receives for so long is gone. */
  readonly retentionMilliseconds: number;
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceiveCount: number };
}

/** The options of a sent message: attributes, the delay until it is visible (milliseconds), X-Ray's header. */
export interface Sending {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly delay?: number | undefined;
  readonly trace?: string | undefined;
}

/** One queue: messages wait, are received, come back when they are not deleted in time, or become dead letters. */
export class Queue {
  readonly settings: QueueSettings;
  readonly #clock: VirtualClock;
  readonly #bury: (message: QueueMessage) => void;
  #available: QueueMessage[] = [];
  readonly #received = new Map<string, { message: QueueMessage; comeBack: () => void }>();
  readonly #listeners: (() => void)[] = [];
  /** No available message was sent before (epoch milliseconds). */
  #oldest = Number.POSITIVE_INFINITY;
  readonly #delayed = new Set<QueueMessage>();
  #receipts = 0;

  constructor(settings: QueueSettings, clock: VirtualClock, bury: (message: QueueMessage) => void) {
    this.settings = settings;
    this.#clock = clock;
    this.#bury = bury;
  }

  /** Counts: waiting, being worked on, and not yet visible. */
  get counts(): { available: number; received: number; delayed: number } {
    this.#dropExpired();
    return { available: this.#available.length, received: this.#received.size, delayed: this.#delayed.size };
  }

  /** Every message that is in the queue, received or not. */
  get messages(): readonly QueueMessage[] {
    this.#dropExpired();
    return [...this.#available, ...[...this.#received.values()].map((received) => received.message)];
  }

  /** Those, and the messages that are not visible yet. */
  get held(): readonly QueueMessage[] {
    return [...this.messages, ...this.#delayed];
  }

  /** Calls the listener whenever messages become available. */
  onAvailable(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Puts a message in. */
  send(id: string, body: string, { attributes = {}, delay, trace }: Sending = {}): QueueMessage {
    const md5 = createHash('md5').update(body).digest('hex');
    const sentAt = this.#clock.now();
    const state = { receiveCount: 0, firstReceivedAt: 0, receipt: '' };
    const message = { id, body, md5, sentAt, attributes, ...(trace && { trace }), ...state };
    const wait = delay ?? this.settings.delayMilliseconds;
    if (wait === 0) this.put(message);
    else this.#putLater(message, sentAt + wait);
    return message;
  }

  /** Makes a message available as it is: a dead letter that arrives, or one kept from an earlier run. */
  put(message: QueueMessage): void {
    this.#available.push(message);
    this.#oldest = Math.min(this.#oldest, message.sentAt);
    for (const listener of this.#listeners) listener();
  }

  /**
   * Takes up to `most` messages, hidden from others for the time (milliseconds).
   * @param room bytes that their bodies may have together; a first one is taken in any case
   */
  receive(
    most: number,
    visibility = this.settings.visibilityMilliseconds,
    room = Number.POSITIVE_INFINITY,
  ): QueueMessage[] {
    this.#dropExpired();
    const taken: QueueMessage[] = [];
    let left = room;
    while (taken.length < most) {
      const [message] = this.#available;
      if (message === undefined) break;
      if (room < Number.POSITIVE_INFINITY) left -= Buffer.byteLength(message.body);
      if (left < 0 && taken.length > 0) break;
      this.#available.shift();
      if (message.receiveCount >= (this.settings.redrive?.maxReceiveCount ?? Number.POSITIVE_INFINITY)) {
        this.#bury(Object.assign(message, { deadLetterSource: this.settings.arn }));
      } else {
        taken.push(this.#hide(message, visibility));
      }
    }
    return taken;
  }

  /** True if this queue gave out the receipt, however long ago. */
  gave(receipt: string): boolean {
    const [id = '', count = '', mark] = receipt.split('#');
    return mark === this.#markOf(id, count);
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

  #dropExpired(): void {
    const earliest = this.#clock.now() - this.settings.retentionMilliseconds;
    if (this.#oldest > earliest) return;
    this.#available = this.#available.filter(({ sentAt }) => sentAt > earliest);
    this.#oldest = this.#available.reduce((oldest, { sentAt }) => Math.min(oldest, sentAt), Number.POSITIVE_INFINITY);
  }

  #putLater(message: QueueMessage, time: number): void {
    this.#delayed.add(message);
    this.#clock.at(time, () => {
      this.#delayed.delete(message);
      this.put(message);
    });
  }

  #hide(message: QueueMessage, visibility: number): QueueMessage {
    message.receiveCount++;
    message.firstReceivedAt ||= this.#clock.now();
    const count = String(++this.#receipts);
    message.receipt = `${message.id}#${count}#${this.#markOf(message.id, count)}`;
    this.#received.set(message.receipt, { message, comeBack: this.#comeBackAt(message.receipt, visibility) });
    return message;
  }

  /** The ending that only this queue's receipts have. */
  #markOf(id: string, count: string): string {
    return createHash('md5').update(`${this.settings.arn} ${id} ${count}`).digest('base64url').slice(0, 10);
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
