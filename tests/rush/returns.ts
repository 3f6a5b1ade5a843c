import type { CreateScheduleCommand } from '@aws-sdk/client-scheduler';
import type { SendMessageCommand } from '@aws-sdk/client-sqs';
import { sharesOf } from '../../infra/account-settings.ts';
import { createRescheduler, type RescheduleClients } from '../../src/aws/reschedule.ts';
import type { Gate } from '../../src/engine/deliver/gate.ts';
import type { DeliverInput } from '../../src/model/step.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import type { VirtualClock } from '../../src/simulation/virtual-clock.ts';
import { type Containers, Throttled } from './containers.ts';

/** What the stack says of the queue and of its consumer; the test of the template holds it to the same. */
export const returnsQueue = { batch: 10, window: 1000, visibility: 360_000, receives: 250 } as const;

/** EventBridge Scheduler is right to the minute. */
const lateness = 60_000;

/** Lambda asks again so soon when a function has no room for a batch. */
const patience = 2000;

type Deliver = (input: DeliverInput, gate: Gate) => Promise<unknown>;

interface Returned {
  readonly input: DeliverInput;
  received: number;
}

/** EventBridge Scheduler and the queue behind it, as Lambda works it off. */
export class Returns {
  schedules = 0;
  requests = 0;
  readonly deadLetters: DeliverInput[] = [];
  readonly #time: VirtualClock;
  readonly #random: () => number;
  readonly #containers: Containers;
  readonly #deliver: Deliver;
  readonly #waiting: Returned[] = [];
  readonly #concurrency: number;
  #running = 0;
  #isPlanned = false;

  constructor(time: VirtualClock, random: () => number, containers: Containers, deliver: Deliver) {
    this.#concurrency = sharesOf({ account: containers.concurrency }).returns;
    this.#time = time;
    this.#random = random;
    this.#containers = containers;
    this.#deliver = deliver;
  }

  /** What parks messages as deployed, with these two for its services. */
  reschedule() {
    const scheduler = { send: async ({ input }: CreateScheduleCommand) => this.#schedule(input) };
    const queue = { send: async ({ input }: SendMessageCommand) => this.#delay(input) };
    const clients = { scheduler, queue } as unknown as RescheduleClients; // of a client it uses nothing else
    const settings = { group: 'g', queueArn: 'arn', queueUrl: 'url', roleArn: 'role', deadLetterArn: 'aside' };
    return createRescheduler(clients, settings, () => this.#time.now);
  }

  #schedule({ ScheduleExpression = '', Target }: CreateScheduleCommand['input']): void {
    this.schedules += 1;
    const due = fromIso(`${ScheduleExpression.slice('at('.length, -1)}Z`);
    this.#time.at(due + this.#random() * lateness, () => this.#put(Target?.Input));
  }

  #delay({ MessageBody, DelaySeconds = 0 }: SendMessageCommand['input']): void {
    this.#time.after(DelaySeconds * 1000, () => this.#put(MessageBody));
  }

  #put(body = ''): void {
    this.requests += 1;
    this.#show({ input: JSON.parse(body), received: 0 });
  }

  #show(returned: Returned): void {
    this.#waiting.push(returned);
    this.#plan();
  }

  #plan(): void {
    if (this.#isPlanned || this.#running >= this.#concurrency || this.#waiting.length === 0) return;
    this.#isPlanned = true;
    this.#time.after(this.#waiting.length >= returnsQueue.batch ? 0 : returnsQueue.window, () => {
      this.#isPlanned = false;
      const batch = this.#waiting.splice(0, returnsQueue.batch);
      if (batch.length > 0) void this.#handle(batch, this.#time.now + returnsQueue.visibility);
      this.#plan();
    });
  }

  async #handle(batch: readonly Returned[], visibleAgain: number): Promise<void> {
    this.#running += 1;
    this.requests += 2; // a receive and a delete
    for (const returned of batch) returned.received += 1;
    const failed = await this.#call(batch, visibleAgain);
    for (const returned of failed) this.#comeBack(returned, visibleAgain);
    this.#running -= 1;
    this.#plan();
  }

  /** @returns what has failed, or found no room for as long as it was hidden */
  async #call(batch: readonly Returned[], visibleAgain: number): Promise<readonly Returned[]> {
    while (this.#time.now < visibleAgain) {
      try {
        return await this.#containers.call(async (gate) => {
          const done = await Promise.allSettled(batch.map(({ input }) => this.#deliver(input, gate)));
          return batch.filter((_, place) => done[place]?.status === 'rejected');
        });
      } catch (error) {
        if (!(error instanceof Throttled)) throw error;
        await this.#time.sleep(patience);
      }
    }
    return batch;
  }

  #comeBack(returned: Returned, time: number): void {
    if (returned.received >= returnsQueue.receives) this.deadLetters.push(returned.input);
    else this.#time.at(time, () => this.#show(returned));
  }
}
