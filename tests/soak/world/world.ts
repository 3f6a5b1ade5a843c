import { pauseAfter } from '../../../src/aws/come-back.ts';
import { taskHandler } from '../../../src/aws/task.ts';
import type { EventType } from '../../../src/commerce/events.ts';
import { matchesPattern } from '../../../src/pattern/match.ts';
import { Keys } from '../../../src/secrets/keys.ts';
import { MemoryTable } from '../../../src/stores/memory-table.ts';
import type { Table } from '../../../src/stores/table.ts';
import { sendsWhenOver } from '../../fixtures/way-when-over.ts';
import type { ShopPlan } from '../../stories/shop-plan.ts';
import { Call, DeathError } from './call.ts';
import { Faults, noFaults } from './faults.ts';
import { frozenCopy } from './frozen.ts';
import {
  type FunctionName,
  type PageRequest,
  type ShopFunction,
  type StartRequest,
  shopFunctions,
} from './functions.ts';
import { Machines, type TaskCall } from './machines.ts';
import { PostOffice } from './post.ts';
import { type FailedMessages, Queue, type QueueMessage, type QueueSettings } from './queue.ts';
import { VirtualTime } from './virtual-time.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

type QueueName = 'ingest' | 'enrolment' | 'sweep' | 'returns' | 'reports';

/** What a world is made of. */
export interface WorldOptions {
  readonly plan: ShopPlan;
  /** When it begins; epoch milliseconds. */
  readonly opens: number;
  readonly faults?: Faults;
  /** What the functions see of the table: a test may put something in between. */
  readonly around?: (table: Table) => Table;
}

/** An execution that was started: for which message of the enrolment queue, and when. */
export interface Started {
  readonly run: string;
  readonly journey: string;
  readonly at: number;
  /** The id of the event or the entry that it was started for. */
  readonly by: string;
  /** The customer's key, if it was an entry without an event. */
  readonly entered: boolean;
}

/** What failed where nobody tries again. */
export interface DeadLetter {
  readonly where: string;
  readonly at: number;
  readonly what: unknown;
}

/** A message that an execution, or a schedule, asked for. */
export interface Intended {
  readonly customer: string;
  readonly run: string;
  readonly step: string;
  readonly journey: string;
  readonly purpose: string;
  readonly at: number;
}

/**
 * A whole shop in memory: the real use cases around a table, the compiled state machines, queues, schedules, the bus, SES
 * and SMS, on one virtual clock. Two worlds with the same seed live the same life.
 */
export class World {
  readonly time: VirtualTime;
  readonly faults: Faults;
  readonly items: Table;
  readonly keys = new Keys('a-secret-of-at-least-thirty-two-characters');
  readonly post: PostOffice;
  readonly machines: Machines;
  readonly queues: Readonly<Record<QueueName, Queue>>;
  readonly started: Started[] = [];
  readonly intended = new Map<string, Intended>();
  readonly failedExecutions: { readonly run: string; readonly at: number; readonly error: string }[] = [];
  /** Events of Aftercart's own, as a shop's rules would get them. */
  readonly published: { readonly type: string; readonly detail: unknown }[] = [];
  /** Calls that ended with an error or died: what they had done by then, nobody heard. */
  readonly brokenCalls = new Set<string>();
  readonly skippedBySweep: string[] = [];
  calls = 0;
  /** Executions that have ended. */
  ended = 0;
  readonly #plan: ShopPlan;
  readonly #functions: Readonly<Record<FunctionName, ShopFunction>>;
  readonly #schedules = new Map<string, { readonly input: unknown; readonly cancel: () => void }>();
  readonly #definitions: Readonly<Record<string, string>>;
  #posted = 0;

  constructor({ plan, opens, faults = new Faults(0, noFaults), around = (table) => table }: WorldOptions) {
    this.#plan = plan;
    this.faults = faults;
    this.time = new VirtualTime(opens);
    this.items = new MemoryTable({ days: plan.settings.retention.historyDays, clock: () => this.time.now });
    this.post = new PostOffice(this.time);
    const definitions = Object.fromEntries(plan.journeys.map(({ rules, definition }) => [rules.journey, definition]));
    this.#definitions = definitions;
    this.machines = new Machines(definitions, this.time, {
      invoke: (name, payload, call) => this.#callTask(name, payload, call),
      watch: {
        jitter: (execution, attempt) => faults.chanceOf('jitter', execution, attempt).next(),
        ended: (run, error) => this.#executionEnded(run, error),
      },
    });
    const queue = (name: QueueName, job: FunctionName, more: Partial<QueueSettings> = {}) =>
      new Queue({ name, ...more, workOff: (batch) => this.#workOff(job, batch) }, this.time, faults);
    this.queues = {
      ingest: queue('ingest', 'ingest-event'),
      enrolment: queue('enrolment', 'start-journey', { delaySeconds: 5 }),
      sweep: queue('sweep', 'sweep-customers'),
      returns: queue('returns', 'deliver-message'),
      reports: queue('reports', 'record-feedback'),
    };
    this.#functions = shopFunctions(plan, {
      table: around(this.items),
      keys: this.keys,
      machines: this.machines,
      post: this.post,
      queues: this.queues,
      schedules: {
        create: (name, at, input) => this.#schedule(name, at, input),
        delete: (name) => this.#unschedule(name),
      },
      now: () => this.time.now,
      sleep: (milliseconds) => this.time.sleep(milliseconds),
      put: (source, type, detail) => this.#put(source, type, detail),
      onStart: (run, journey, message) => this.#noteStart(run, journey, message),
      onSkipped: (customer) => void this.skippedBySweep.push(customer),
    }) as Readonly<Record<FunctionName, ShopFunction>>; // each is called with its own input
  }

  get now(): number {
    return this.time.now;
  }

  /** How many store events the bus has taken. */
  get posted(): number {
    return this.#posted;
  }

  /** The store puts an event on the bus, now. The bus may deliver it twice. */
  postEvent(type: EventType, detail: { readonly id: string }): void {
    this.#posted += 1;
    this.#put(`store.${this.#plan.settings.shop}`, type, detail);
  }

  /** Begins the daily sweep at every midnight UTC until then. */
  sweepDaily(until: number): void {
    const next = (Math.floor(this.now / day) + 1) * day;
    if (next > until) return;
    this.time.at(next, () => {
      this.queues.sweep.send({ at: new Date(next).toISOString() });
      this.sweepDaily(until);
    });
  }

  /** SES tells of what became of a mail, or what its reader did. */
  reportMail(tags: Readonly<Record<string, string>>, to: string, eventType: string, more: object = {}): void {
    const timestamp = new Date(this.now).toISOString();
    const lists = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
    const mail = { timestamp, tags: lists, destination: [to] };
    const detail = { eventType, mail, [eventType.toLowerCase()]: { timestamp, ...more } };
    this.queues.reports.send({ source: 'aws.ses', detail });
  }

  /** The topic of SMS brings a report, or a customer's own text. */
  notifyTopic(message: object): void {
    const note = { Message: JSON.stringify(message), Timestamp: new Date(this.now).toISOString() };
    this.queues.reports.send({ Type: 'Notification', ...note });
  }

  /** A browser or a mailbox provider asks for one of our pages. Resolves with the status; 500 when the function died. */
  async request(page: 'manage-consent' | 'take-survey', request: PageRequest, name: string): Promise<number> {
    try {
      const { status } = (await this.#call(page, request, name)) as { status: number }; // both answer with a page
      return status;
    } catch {
      return 500;
    }
  }

  /** What was set aside by now, wherever it was. */
  deadLetters(): DeadLetter[] {
    const { now } = this;
    return Object.entries(this.queues).flatMap(([where, { deadLetters }]) =>
      deadLetters.map(({ body }) => ({ where: `${where}-dead-letters`, at: now, what: body })),
    );
  }

  /** The bus: every store event to the ingest queue, and to the enrolment queue for each journey whose rule matches. */
  #put(source: string, type: string, detail: unknown): void {
    if (!source.startsWith('store.')) {
      this.published.push({ type, detail });
      return;
    }
    const time = new Date(Math.floor(this.now / second) * second).toISOString();
    const event = frozenCopy({ version: '0', source, 'detail-type': type, time, detail });
    this.queues.ingest.send(event);
    for (const journey of this.#startedBy(type, event)) this.queues.enrolment.send({ journey, event });
  }

  #startedBy(type: string, event: { readonly detail: unknown }): string[] {
    if (type === 'journey.requested') return [String((event.detail as { journey: { name: string } }).journey.name)];
    return this.#plan.journeys.flatMap(({ pattern, rules }) =>
      pattern !== undefined && matchesPattern(pattern, event) ? [rules.journey] : [],
    );
  }

  /** A handler of a queue: each message by itself, side by side; those that fail are named. */
  async #workOff(job: FunctionName, batch: readonly QueueMessage[]): Promise<FailedMessages | undefined> {
    if (!(await this.#isCalled(`${job} ${batch[0]?.name} ${batch[0]?.receives}`))) return undefined;
    const failed = new Map<QueueMessage, number | undefined>();
    const process: Call[] = [];
    try {
      await Promise.all(
        batch.map(async (message) => {
          try {
            await this.#run(job, message.body, `${job} ${message.name} ${message.receives}`, process);
          } catch (error) {
            if (error instanceof DeathError) throw error; // the whole batch dies with it
            failed.set(message, this.#pauseAfter(error, message));
          }
        }),
      );
      return failed;
    } catch {
      for (const call of process) call.kill();
      return undefined;
    }
  }

  /** What src/aws/queue.ts asks of SQS, if that is there. */
  #pauseAfter(error: unknown, { receives, sentAt }: QueueMessage): number | undefined {
    if (this.faults.isOut('sqs', this.now)) return undefined;
    return pauseAfter({ receives, age: (this.now - sentAt) / second, error });
  }

  /** Whether Lambda calls the function in the end: its poller tries until the messages are about to be seen again. */
  async #isCalled(name: string): Promise<boolean> {
    const giveUp = this.now + 5 * minute;
    for (let attempt = 0; this.#refusalOfLambda(`${name} ${attempt}`) !== undefined; attempt += 1) {
      if (this.now >= giveUp) return false;
      await this.time.sleep(Math.min(minute, second * 2 ** attempt));
    }
    return true;
  }

  #callTask(name: string, payload: unknown, { execution, state, attempt }: TaskCall): Promise<unknown> {
    if (name === 'deliver-message') this.#noteIntended(payload);
    const task = taskHandler((input: unknown) =>
      this.#call(name as FunctionName, input, `${execution} ${state} ${attempt}`),
    );
    return task(payload, {} as never); // no use case asks for the context
  }

  #noteIntended(payload: unknown): void {
    const { customer, run, journey, step } = payload as Intended & { step: { id: string; purpose: string } };
    const key = `${run}_${step.id}`;
    const intended = { customer, run, journey, step: step.id, purpose: step.purpose, at: this.now };
    if (!this.intended.has(key)) this.intended.set(key, intended);
  }

  /** Calls a function once. Rejects with what it throws, with a DeathError, or as Lambda does when it cannot. */
  async #call(job: FunctionName, input: unknown, name: string): Promise<unknown> {
    const refused = this.#refusalOfLambda(name);
    if (refused !== undefined) throw refused;
    return this.#run(job, input, name);
  }

  /** @param process the calls that share a process, and die together */
  async #run(job: FunctionName, input: unknown, name: string, process: Call[] = []): Promise<unknown> {
    this.calls += 1;
    const call = new Call(name, this.time, this.faults);
    process.push(call);
    try {
      return await call.run(() => this.#functions[job](input as never, call, name));
    } catch (error) {
      this.brokenCalls.add(name);
      throw error;
    }
  }

  #refusalOfLambda(name: string): Error | undefined {
    if (this.faults.isOut('lambda', this.now)) return named('Lambda.ServiceException');
    return this.faults.throttles('lambda', name) ? named('Lambda.TooManyRequestsException') : undefined;
  }

  #schedule(name: string, at: number, input: unknown): boolean {
    if (this.#schedules.has(name)) return false;
    const cancel = this.time.at(at, () => {
      this.#schedules.delete(name);
      if (isStart(input)) this.#startScheduled(input, 0);
      else this.queues.returns.send(input);
    });
    this.#schedules.set(name, { input, cancel });
    return true;
  }

  /** A start that is taken back is an execution that has ended, and its messages were intended as if it had run. */
  #unschedule(name: string): boolean {
    const schedule = this.#schedules.get(name);
    if (schedule === undefined) return false;
    this.#schedules.delete(name);
    schedule.cancel();
    if (!isStart(schedule.input)) return true;
    this.ended += 1;
    const input = JSON.parse(schedule.input.Input);
    for (const step of sendsWhenOver(this.#definitions[schedule.input.StateMachineArn] ?? '')) {
      this.#noteIntended({ ...input, step });
    }
    return true;
  }

  /** Scheduler tries again for a day while Step Functions is busy or out, and may start twice. */
  #startScheduled(start: StartRequest, attempt: number): void {
    const name = `start ${start.Name} ${attempt}`;
    if (this.faults.isOut('states', this.now) || this.faults.throttles('states', name)) {
      const pause = Math.min(10 * minute, second * 2 ** attempt);
      this.time.at(this.now + pause, () => this.#startScheduled(start, attempt + 1));
      return;
    }
    this.machines.start(start.StateMachineArn, start.Name, JSON.parse(start.Input));
    if (this.faults.repeats(name)) this.machines.start(start.StateMachineArn, start.Name, JSON.parse(start.Input));
  }

  #noteStart(run: string, journey: string, message: unknown): void {
    const { event, entry } = message as { event?: { detail: { id: string } }; entry?: { id: string } };
    const by = event?.detail.id ?? entry?.id ?? '';
    this.started.push({ run, journey, at: this.now, by, entered: entry !== undefined });
  }

  #executionEnded(run: string, error: string | undefined): void {
    this.ended += 1;
    if (error !== undefined) this.failedExecutions.push({ run, at: this.now, error });
  }
}

/** Whether a schedule starts an execution, and does not bring a parked message back. */
function isStart(input: unknown): input is StartRequest {
  return typeof input === 'object' && input !== null && 'StateMachineArn' in input;
}

function named(name: string): Error {
  const error = new Error(name);
  error.name = name;
  return error;
}
