import type { ClockSettings, VirtualClock } from '../../../src/simulation/virtual-clock.ts';

/** Latencies are fractions of a millisecond, and add up. */
export const simulatedClock: ClockSettings = { oneByOne: true, exact: true };

/** A queue and the mapping that feeds a function from it, as the template has them; times in milliseconds. */
export interface QueueSettings {
  readonly delay: number;
  readonly visibility: number;
  readonly maxReceiveCount: number;
  readonly concurrency: number;
  readonly batchSize: number;
  readonly window: number;
}

/** What Lambda itself takes; milliseconds. */
export interface LambdaTimes {
  /** Receiving a batch, calling a warm function, deleting what was done. */
  readonly hop: number;
  /** The first call of a container. */
  readonly coldStart: number;
}

interface Message<Body> {
  readonly body: Body;
  readonly sentAt: number;
  receives: number;
}

/** Lambda begins with five batches at once and adds five a second, up to the mapping's concurrency. */
const firstPollers = 5;
const pollersPerSecond = 5;

/**
 * A standard queue and Lambda's event source mapping, in virtual time. Messages that fail come back when their visibility
 * time-out is over, and are dead letters after so many receives. Some are delivered twice, as SQS may do.
 */
export class SimulatedQueue<Body> {
  deepest = 0;
  dead = 0;
  /** How often a message was received that had been received before. */
  again = 0;
  batches = 0;
  /** From sending a message to having dealt with it; milliseconds. */
  longest = 0;
  #ready: Message<Body>[] = [];
  #head = 0;
  #running = 0;
  #containers = 0;
  #begunAt: number | undefined;
  #windowOpen = false;
  readonly #time: VirtualClock;
  readonly #settings: QueueSettings;
  readonly #lambda: LambdaTimes;
  /** Deals with a batch, and names those that failed. */
  readonly #handle: (bodies: readonly Body[]) => Promise<ReadonlySet<Body>>;
  readonly #twice: () => boolean;

  constructor(
    time: VirtualClock,
    settings: QueueSettings,
    lambda: LambdaTimes,
    handle: (bodies: readonly Body[]) => Promise<ReadonlySet<Body>>,
    twice: () => boolean = () => false,
  ) {
    this.#time = time;
    this.#settings = settings;
    this.#lambda = lambda;
    this.#handle = handle;
    this.#twice = twice;
  }

  send(body: Body): void {
    const message = { body, sentAt: this.#time.now, receives: 0 };
    this.#time.after(this.#settings.delay, () => this.#arrive(message));
    if (this.#twice()) this.#time.after(this.#settings.delay + 1000, () => this.#arrive({ ...message, receives: 0 }));
  }

  get #depth(): number {
    return this.#ready.length - this.#head;
  }

  #arrive(message: Message<Body>): void {
    this.#ready.push(message);
    this.deepest = Math.max(this.deepest, this.#depth);
    this.#poll();
  }

  #poll(): void {
    this.#begunAt ??= this.#time.now;
    const pollers = firstPollers + (pollersPerSecond * (this.#time.now - this.#begunAt)) / 1000;
    const most = Math.min(this.#settings.concurrency, Math.floor(pollers));
    while (this.#running < most && this.#depth >= this.#settings.batchSize) this.#begin();
    if (this.#running < most && this.#depth > 0 && !this.#windowOpen) {
      this.#windowOpen = true;
      this.#time.after(this.#settings.window, () => {
        this.#windowOpen = false;
        if (this.#depth > 0 && this.#running < this.#settings.concurrency) this.#begin();
      });
    }
  }

  #begin(): void {
    const batch = this.#ready.slice(this.#head, this.#head + this.#settings.batchSize);
    this.#head += batch.length;
    if (this.#head > 10_000) {
      this.#ready = this.#ready.slice(this.#head);
      this.#head = 0;
    }
    this.#running += 1;
    this.batches += 1;
    void this.#deal(batch);
  }

  async #deal(batch: readonly Message<Body>[]): Promise<void> {
    const receivedAt = this.#time.now;
    for (const message of batch) {
      message.receives += 1;
      if (message.receives > 1) this.again += 1;
    }
    if (this.#running > this.#containers) {
      this.#containers = this.#running;
      await this.#time.sleep(this.#lambda.coldStart);
    }
    await this.#time.sleep(this.#lambda.hop);
    const failed = await this.#handle(batch.map(({ body }) => body));
    for (const message of batch) {
      if (failed.has(message.body)) this.#putBack(message, receivedAt);
      else this.longest = Math.max(this.longest, this.#time.now - message.sentAt);
    }
    this.#running -= 1;
    this.#poll();
  }

  #putBack(message: Message<Body>, receivedAt: number): void {
    if (message.receives >= this.#settings.maxReceiveCount) this.dead += 1;
    else this.#time.after(receivedAt + this.#settings.visibility - this.#time.now, () => this.#arrive(message));
  }
}
