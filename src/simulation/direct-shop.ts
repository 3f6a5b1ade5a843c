import { second } from '../commerce/values/time-units.ts';
import { settleMessage } from '../engine/feedback/settle-consents.ts';
import { openStores } from '../engine/open-stores.ts';
import type { AddressRef } from '../model/address.ts';
import type { RunInput } from '../model/run-input.ts';
import { type DeliverInput, deliveryKey } from '../model/step.ts';
import { fromIso, toIso } from '../policy/time/timing.ts';
import type { Stores } from '../stores/stores.ts';
import { callFunction, type FunctionName, portsOn, type Services, type ShopPorts } from './functions.ts';
import type { TaskCall } from './machines.ts';
import { MemoryServices } from './memory-services.ts';
import type { ShopPlan } from './shop-plan.ts';
import { type QueuedFunction, SimulatedShop, type Start } from './simulated-shop.ts';
import { VirtualClock } from './virtual-clock.ts';

const settleAfter = 65 * second;

/** An execution and its end. */
export interface Execution {
  readonly name: string;
  readonly journey: string;
  ended: boolean;
  /** Why it failed. */
  error?: string | undefined;
  /** Every call of a task: the function's name and its input. */
  readonly calls: { readonly task: string; readonly payload: unknown; readonly at: number }[];
}

/** A shop whose functions are called at once and one after the other, so that it lives the same life every time. */
export class DirectShop extends SimulatedShop {
  readonly stores: Stores;
  readonly services: MemoryServices;
  /** Errors that nobody retries: of functions behind queues. */
  readonly problems: unknown[] = [];
  /** The size of the largest input that a state had, in bytes. */
  largestInput = 0;
  readonly #executions = new Map<string, Execution>();
  readonly #ports: ShopPorts;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param opens epoch milliseconds */
  constructor(plan: ShopPlan, opens: number) {
    super(plan, new VirtualClock(opens, { oneByOne: true }));
    this.stores = openStores(this.table, this.keys, undefined, async (ref) => this.#settle(ref));
    this.services = new MemoryServices(() => this.now);
    this.services.onStart = (journey, name, input) => this.#startWhenDue(journey, name, input);
    this.services.onCancel = (name) => void this.schedules.delete(name);
    this.services.onCancelReturn = (message, until) => {
      this.schedules.delete(`${message} ${wholeSecond(until)}`);
    };
    this.services.onDataRequest = async (message) => void (await this.#run('manage-data', message));
    this.services.onLook = (look, time) => void this.schedules.create(JSON.stringify(look), time, { look });
    this.services.answered = (token, until, arm) => {
      this.machines.succeed(token, { until: toIso(until), ...(arm !== undefined && { arm }) });
    };
    this.services.onPark = (input, until) => this.#park(input, until);
    const services: Services = {
      ...this.services.asPorts(this.clock.sleep),
      publishAnswer: async (answer) => this.postEvent('survey.answered', answer),
      publishInquiry: async (inquiry) => this.postEvent('inquiry.received', inquiry),
      failed: (error) => void this.problems.push(error),
    };
    this.#ports = portsOn(this.stores, this.written, services);
  }

  get executions(): readonly Execution[] {
    return [...this.#executions.values()];
  }

  protected override send(to: QueuedFunction, body: unknown): void {
    this.#attempt(() => this.#run(to, body));
    this.#attempt(() => this.#workOff());
  }

  protected override call(to: FunctionName, input: unknown, { execution }: TaskCall): Promise<unknown> {
    return this.#inTurn(() => {
      this.#executions.get(execution)?.calls.push({ task: to, payload: input, at: this.now });
      return this.#run(to, input);
    });
  }

  protected override start(start: Start): void {
    const { journey, name } = start;
    if (!this.#executions.has(name)) this.#executions.set(name, { name, journey, ended: false, calls: [] });
    super.start(start);
  }

  protected override entered(input: unknown): void {
    this.largestInput = Math.max(this.largestInput, new TextEncoder().encode(JSON.stringify(input)).length);
  }

  protected override ended(execution: string, error: string | undefined): void {
    const record = this.#executions.get(execution);
    if (record !== undefined) Object.assign(record, { ended: true, error });
  }

  /** Requests one of our pages. Resolves with the status. */
  request(page: 'manage-consent' | 'take-survey', request: Readonly<Record<string, unknown>>): Promise<number> {
    return this.#inTurn(async () => {
      const { status } = (await this.#run(page, request)) as { status: number }; // both answer with a page
      return status;
    });
  }

  /** Runs one function after the other. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const answer = this.#turn.then(work);
    this.#turn = answer.catch(() => {});
    return answer;
  }

  #run(job: FunctionName, input: unknown): Promise<unknown> {
    return callFunction(job, input, this.#ports);
  }

  #attempt(work: () => Promise<unknown>): void {
    this.#inTurn(work).catch((error) => this.problems.push(error));
  }

  /** Works off the queues between functions: pages of a sweep, then entries. */
  async #workOff(): Promise<void> {
    const { pages, enrolled } = this.services;
    for (let page = pages.shift(); page !== undefined; page = pages.shift()) await this.#run('sweep-customers', page);
    for (const enrolment of enrolled.splice(0)) await this.#run('start-journey', enrolment);
  }

  /** Starts an execution when its first step is due, once. */
  #startWhenDue(journey: string, name: string, input: RunInput): void {
    const due = wholeSecond(fromIso(input.next.until));
    const start = { journey, name, input };
    if (due <= this.now) this.start(start);
    else this.schedules.create(name, due, { start });
  }

  /** Comes after the longest time that a function may take, as on AWS. */
  #settle(ref: AddressRef): void {
    this.clock.at(this.now + settleAfter, () => this.send('record-feedback', settleMessage(ref)));
  }

  #park(input: DeliverInput, until: number): void {
    const due = wholeSecond(until);
    this.schedules.create(`${deliveryKey(input)} ${due}`, due, { parked: input });
  }
}

/** Schedules count in seconds, rounded up. */
function wholeSecond(time: number): number {
  return Math.ceil(time / second) * second;
}
