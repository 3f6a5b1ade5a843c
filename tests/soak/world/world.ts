import { pauseAfter } from '../../../src/aws/come-back.ts';
import { taskHandler } from '../../../src/aws/task.ts';
import type { EventType } from '../../../src/commerce/events.ts';
import { minute, second } from '../../../src/commerce/values/time-units.ts';
import type { PreferencesAnswer } from '../../../src/engine/manage-preferences.ts';
import { manageSwitches } from '../../../src/engine/manage-switches.ts';
import type { DeliverInput } from '../../../src/model/step.ts';
import type { SwitchScope } from '../../../src/model/switches.ts';
import { callFunction, type FunctionName, type ShopPorts } from '../../../src/simulation/functions.ts';
import type { TaskCall } from '../../../src/simulation/machines.ts';
import type { ShopPlan } from '../../../src/simulation/shop-plan.ts';
import {
  type QueuedFunction,
  type Scheduled,
  SimulatedShop,
  type Start,
} from '../../../src/simulation/simulated-shop.ts';
import { VirtualClock } from '../../../src/simulation/virtual-clock.ts';
import type { Table } from '../../../src/stores/table.ts';
import type { PreferencesForm } from '../../../src/web/preferences/form.ts';
import { sendsWhenOver } from '../../fixtures/way-when-over.ts';
import { Adapters, type StartRequest } from './adapters.ts';
import { Call, DeathError } from './call.ts';
import { type ShownChoices, shownIn } from './choosing.ts';
import { Faults, noFaults } from './faults.ts';
import { PostOffice } from './post.ts';
import { type FailedMessages, Queue, type QueueMessage, type QueueSettings } from './queue.ts';

/** What one call of a function does with its ports. */
type Work = (ports: ShopPorts) => Promise<unknown>;

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

/** A request by HTTP on one of our own pages. */
export interface PageRequest {
  readonly method: string;
  readonly token: string | undefined;
  readonly score?: string;
  /** Which of the pages of manage-consent, if not the one that unsubscribes. */
  readonly page?: 'confirm';
}

/** The link to a preference page, and what its reader chooses of what the page showed, if they choose. */
export interface PreferencesVisit {
  readonly token: string | undefined;
  readonly form?: Pick<Extract<PreferencesForm, { asks: 'save' }>, 'shown' | 'chosen'>;
}

/** The function behind each queue, and how the queue is set beside what all queues have. */
const consumers: Readonly<Record<QueueName, readonly [QueuedFunction, Partial<QueueSettings>?]>> = {
  ingest: ['ingest-event'],
  enrolment: ['start-journey', { delaySeconds: 5 }],
  sweep: ['sweep-customers'],
  returns: ['deliver-message'],
  reports: ['record-feedback'],
};

/**
 * A simulated shop as AWS runs it: the functions behind queues, on the real adapters, with faults. Two worlds with the same
 * seed live the same life.
 */
export class World extends SimulatedShop {
  readonly faults: Faults;
  readonly post: PostOffice;
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
  endedExecutions = 0;
  /** The runs whose executions those are. */
  readonly endedRuns = new Set<string>();
  /** Hashes of addresses whose statements wait for the next change, because no queue was asked to settle them. */
  readonly unasked = new Set<string>();
  /** How many store events the bus has taken. */
  posted = 0;
  readonly #adapters: Adapters;

  constructor({ plan, opens, faults = new Faults(0, noFaults), around = (table) => table }: WorldOptions) {
    super(plan, new VirtualClock(opens));
    this.faults = faults;
    this.post = new PostOffice(this.clock);
    const queue = (name: QueueName) => {
      const [job, more] = consumers[name];
      return new Queue({ name, ...more, workOff: (batch) => this.#workOff(job, batch) }, this.clock, faults);
    };
    this.queues = {
      ingest: queue('ingest'),
      enrolment: queue('enrolment'),
      sweep: queue('sweep'),
      returns: queue('returns'),
      reports: queue('reports'),
    };
    this.#adapters = new Adapters({
      written: this.written,
      table: around(this.table),
      machines: this.machines,
      post: this.post,
      queues: this.queues,
      schedules: {
        create: (name, at, input) => this.schedules.create(name, at, scheduledBy(input)),
        delete: (name) => this.#unschedule(name),
      },
      sleep: this.clock.sleep,
      ask: (message, name) => this.#call('manage-data', message, name),
      put: (source, type, detail) => this.#put(source, type, detail),
      onStart: (run, journey, message) => this.#noteStart(run, journey, message),
      onSkipped: (customer) => void this.skippedBySweep.push(customer),
      onUnasked: (hash) => void this.unasked.add(hash),
    });
  }

  override postEvent(type: EventType, detail: unknown): void {
    this.posted += 1;
    super.postEvent(type, detail);
  }

  protected override send(to: QueuedFunction, body: unknown): void {
    for (const [name, queue] of Object.entries(this.queues)) {
      if (consumers[name as QueueName][0] === to) queue.send(body); // each is under its own name
    }
  }

  protected override jitter(execution: string, attempt: number): number {
    return this.faults.chanceOf('jitter', execution, attempt).next();
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

  /** Somebody opens a preference page, or saves it. Resolves with what it shows then; undefined when the function died or could not. */
  async preferences({ token, form }: PreferencesVisit, name: string): Promise<ShownChoices | undefined> {
    const said = form === undefined ? { method: 'GET' } : { method: 'POST', form: { asks: 'save', ...form } };
    const request = { page: 'preferences', token, language: undefined, ...said };
    try {
      const { status, html } = (await this.#call('manage-consent', request, name)) as PreferencesAnswer; // it answers with a page
      return status === 200 ? shownIn(html) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Somebody of the shop turns a switch. False when the function died or could not. */
  turn(scope: SwitchScope, to: 'pause' | 'resume', name: string): Promise<boolean> {
    const request = { do: to, scope, by: 'operator' };
    return this.#succeeds('manage-switches', request, name, (ports) => manageSwitches(request, ports));
  }

  async #succeeds(job: string, input: unknown, name: string, work: Work): Promise<boolean> {
    if (this.#refusalOfLambda(name) !== undefined) return false;
    try {
      await this.#perform(job, input, name, work);
      return true;
    } catch {
      return false;
    }
  }

  /** What was set aside by now, wherever it was. */
  deadLetters(): DeadLetter[] {
    const { now } = this;
    return Object.entries(this.queues).flatMap(([where, { deadLetters }]) =>
      deadLetters.map(({ body }) => ({ where: `${where}-dead-letters`, at: now, what: body })),
    );
  }

  /** What functions put on the bus: answers to surveys in the name of the shop, and events of Aftercart's own. */
  #put(source: string, type: string, detail: unknown): void {
    if (source.startsWith('store.')) this.put(this.busEvent(type, detail));
    else this.published.push({ type, detail });
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
      await this.clock.sleep(Math.min(minute, second * 2 ** attempt));
    }
    return true;
  }

  protected override call(
    name: FunctionName,
    payload: unknown,
    { execution, state, attempt }: TaskCall,
  ): Promise<unknown> {
    if (name === 'deliver-message') this.#noteIntended(payload);
    const task = taskHandler((input: unknown) => this.#call(name, input, `${execution} ${state} ${attempt}`));
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
  #run(job: FunctionName, input: unknown, name: string, process: Call[] = []): Promise<unknown> {
    return this.#perform(job, input, name, (ports) => callFunction(job, input, ports), process);
  }

  async #perform(job: string, input: unknown, name: string, work: Work, process: Call[] = []): Promise<unknown> {
    this.calls += 1;
    const call = new Call(name, this.clock, this.faults);
    process.push(call);
    try {
      return await call.run(() => work(this.#adapters.portsOf(call, { job, name, input })));
    } catch (error) {
      this.brokenCalls.add(name);
      throw error;
    }
  }

  #refusalOfLambda(name: string): Error | undefined {
    if (this.faults.isOut('lambda', this.now)) return named('Lambda.ServiceException');
    return this.faults.throttles('lambda', name) ? named('Lambda.TooManyRequestsException') : undefined;
  }

  /** A start that is taken back is an execution that has ended, and its messages were intended as if it had run. */
  #unschedule(name: string): boolean {
    const schedule = this.schedules.delete(name);
    if (schedule === undefined || !('start' in schedule)) return schedule !== undefined;
    this.endedExecutions += 1;
    const { journey, input } = schedule.start;
    this.endedRuns.add(input.run);
    for (const step of sendsWhenOver(this.definitions[journey] ?? '')) this.#noteIntended({ ...input, step });
    return true;
  }

  /** Scheduler tries again for a day while Step Functions is busy or out, and may start twice. */
  protected override start(start: Start, attempt = 0): void {
    const name = `start ${start.name} ${attempt}`;
    if (this.faults.isOut('states', this.now) || this.faults.throttles('states', name)) {
      const pause = Math.min(10 * minute, second * 2 ** attempt);
      this.clock.after(pause, () => this.start(start, attempt + 1));
      return;
    }
    super.start(start);
    if (this.faults.repeats(name)) super.start(start);
  }

  #noteStart(run: string, journey: string, message: unknown): void {
    const { event, entry } = message as { event?: { detail: { id: string } }; entry?: { id: string } };
    const by = event?.detail.id ?? entry?.id ?? '';
    this.started.push({ run, journey, at: this.now, by, entered: entry !== undefined });
  }

  protected override ended(run: string, error: string | undefined): void {
    this.endedExecutions += 1;
    this.endedRuns.add(run);
    if (error !== undefined) this.failedExecutions.push({ run, at: this.now, error });
  }
}

/** What the target of a schedule is asked to do at its time. */
function scheduledBy(input: unknown): Scheduled {
  if (typeof input === 'object' && input !== null && 'do' in input) return { look: input };
  if (typeof input !== 'object' || input === null || !('StateMachineArn' in input)) {
    return { parked: input as DeliverInput }; // as reschedule.ts writes it
  }
  const { StateMachineArn: journey, Name: name, Input } = input as StartRequest; // as first-waits.ts writes it
  return { start: { journey, name, input: JSON.parse(Input) } };
}

function named(name: string): Error {
  const error = new Error(name);
  error.name = name;
  return error;
}
