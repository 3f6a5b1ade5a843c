import type { EventType } from '../commerce/events.ts';
import { day, second } from '../commerce/values/time-units.ts';
import type { RunInput } from '../model/run-input.ts';
import type { DeliverInput } from '../model/step.ts';
import { Keys } from '../secrets/keys.ts';
import { MemoryTable } from '../stores/memory-table.ts';
import { frozenCopy } from './frozen.ts';
import { type FunctionName, type Written, writtenIn } from './functions.ts';
import { Machines, type TaskCall } from './machines.ts';
import { Schedules } from './schedules.ts';
import { type BusEvent, definitionsIn, type ShopPlan, startedBy } from './shop-plan.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The functions behind a queue. */
export type QueuedFunction = Extract<
  FunctionName,
  'ingest-event' | 'start-journey' | 'sweep-customers' | 'deliver-message' | 'record-feedback'
>;

/** The action of a schedule: the start of an execution, the return of a parked message, or a later look at an erasure. */
export type Scheduled = { readonly start: Start } | { readonly parked: DeliverInput } | { readonly look: object };

/** An execution to start. */
export interface Start {
  readonly journey: string;
  readonly name: string;
  readonly input: RunInput;
}

/**
 * A whole shop in memory, on a clock that jumps: the bus with its rules, the compiled state machines, schedules, the daily
 * sweep and the reports around one table. It calls no function itself: a subclass implements `send` for messages and `call` for
 * tasks.
 */
export abstract class SimulatedShop {
  readonly plan: ShopPlan;
  readonly clock: VirtualClock;
  readonly table: MemoryTable;
  readonly keys = new Keys('a-secret-of-at-least-thirty-two-characters');
  readonly machines: Machines;
  /** The state machines by journey, in States Language. */
  readonly definitions: Readonly<Record<string, string>>;
  protected readonly written: Written;
  protected readonly schedules: Schedules<Scheduled>;

  constructor(plan: ShopPlan, clock: VirtualClock) {
    const now = () => clock.now;
    this.plan = plan;
    this.clock = clock;
    this.table = new MemoryTable({ days: plan.settings.retention.historyDays, clock: now });
    this.written = writtenIn(plan, this.keys, now);
    this.definitions = definitionsIn(plan);
    this.schedules = new Schedules(clock, (scheduled) => this.#fire(scheduled));
    this.machines = new Machines(this.definitions, clock, {
      invoke: (name, payload, call) => this.call(name as FunctionName, payload, call), // the compiler knows no others
      watch: {
        jitter: (execution, attempt) => this.jitter(execution, attempt),
        entered: (input) => this.entered(input),
        ended: (execution, error) => this.ended(execution, error),
      },
    });
  }

  /** Sends a message to the queue of a function. */
  protected abstract send(to: QueuedFunction, body: unknown): void;

  /** Calls a function for a state machine. Rejects with an error whose name decides whether the machine retries. */
  protected abstract call(to: FunctionName, input: unknown, call: TaskCall): Promise<unknown>;

  /** A number of [0, 1) for the pause before a task is tried again. */
  protected jitter(_execution: string, _attempt: number): number {
    return 0.5;
  }

  /** Observes the input of each state that an execution enters. */
  protected entered(_input: unknown): void {}

  protected ended(_execution: string, _error: string | undefined): void {}

  #fire(scheduled: Scheduled): void {
    if ('parked' in scheduled) this.send('deliver-message', scheduled.parked);
    else if ('look' in scheduled) this.send('ingest-event', scheduled.look);
    else this.start(scheduled.start);
  }

  /** Starts an execution, unless there was one of that name. */
  protected start({ journey, name, input }: Start): void {
    this.machines.start(journey, name, { ...input });
  }

  get now(): number {
    return this.clock.now;
  }

  /** Puts an event of the store on the bus, now. */
  postEvent(type: EventType, detail: unknown): void {
    this.put(this.busEvent(type, detail));
  }

  protected put(event: BusEvent): void {
    for (const [to, body] of this.deliveriesOf(event)) this.send(to, body);
  }

  /** An event of the store, as the bus carries it now. */
  protected busEvent(type: string, detail: unknown): BusEvent {
    const time = new Date(Math.floor(this.now / second) * second).toISOString();
    return frozenCopy({ version: '0', source: `store.${this.plan.settings.shop}`, 'detail-type': type, time, detail });
  }

  /** The rules of the bus: every store event is taken in, and sent once for each journey that it may start. */
  protected deliveriesOf(event: BusEvent): [to: QueuedFunction, body: unknown][] {
    const starts = startedBy(this.plan, event).map((journey): [QueuedFunction, unknown] => {
      return ['start-journey', { journey, event }];
    });
    return [['ingest-event', event], ...starts];
  }

  /** Begins a sweep of all customers, now. */
  sweep(): void {
    this.send('sweep-customers', { at: new Date(this.now).toISOString() });
  }

  /** Begins the daily sweep at every midnight UTC until then. */
  sweepDaily(until: number): void {
    const next = (Math.floor(this.now / day) + 1) * day;
    if (next > until) return;
    this.clock.at(next, () => {
      this.sweep();
      this.sweepDaily(until);
    });
  }

  /** Sends a report of SES: the fate of a mail, or what its reader did. */
  reportMail(tags: Readonly<Record<string, string>>, to: string, eventType: string, more: object = {}): void {
    const timestamp = new Date(this.now).toISOString();
    const lists = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
    const mail = { timestamp, tags: lists, destination: [to] };
    const detail = { eventType, mail, [eventType.toLowerCase()]: { timestamp, ...more } };
    this.send('record-feedback', { source: 'aws.ses', detail });
  }

  /** Sends a notification of the SMS topic: a report, or a customer's own text. */
  notifyTopic(message: object): void {
    const note = { Message: JSON.stringify(message), Timestamp: new Date(this.now).toISOString() };
    this.send('record-feedback', { Type: 'Notification', ...note });
  }
}
