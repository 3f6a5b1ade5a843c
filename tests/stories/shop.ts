import { createHash } from 'node:crypto';
import type { EventType } from '../../src/commerce/events.ts';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import type { Message } from '../../src/model/message.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { Run } from '../../src/model/run.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import type { AwaitInput, ChooseInput, DeliverInput, DoInput, LeaveInput } from '../../src/model/step.ts';
import { matchesPattern } from '../../src/pattern/match.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import type { History } from '../../src/stores/history.ts';
import { World } from '../engine/world.ts';
import { VirtualClock } from '../local/aws/states/virtual-clock.ts';
import { type Customer, type Detail, onClockOf } from '../scenarios/customers.ts';
import { Machines, type Tasks } from './machines.ts';
import { type Deed, reportOf } from './reports.ts';
import type { ShopPlan } from './shop-plan.ts';

const day = 24 * 3_600_000;

/** One thing that happened: when (ISO 8601), what, and about what. */
export type ShopEvent = readonly [at: string, type: EventType, what?: Detail];

/** A shop in memory: the compiled state machines on a clock that a story moves, calling the real use cases. */
export class Shop {
  readonly world: World;
  readonly machines: Machines;
  readonly clock: VirtualClock;
  /** The state machines by journey, in States Language. */
  readonly definitions: Readonly<Record<string, string>>;
  /** What broke where nobody tries again: in the functions that events and schedules call. */
  readonly problems: unknown[] = [];
  readonly #plan: ShopPlan;
  /** The executions that were not due when they were asked for: what takes their start back. */
  readonly #starts = new Map<string, () => void>();

  constructor(opens: string, plan: ShopPlan) {
    this.#plan = plan;
    const { settings, segments, messages, journeys } = plan;
    const rules = Object.fromEntries(journeys.map((journey) => [journey.rules.journey, journey.rules]));
    const definitions = Object.fromEntries(journeys.map(({ rules: { journey }, definition }) => [journey, definition]));
    this.definitions = definitions;
    this.clock = new VirtualClock(fromIso(opens));
    this.world = new World({ settings, segments, messages, journeys: rules });
    this.machines = new Machines(definitions, this.clock, this.#tasks());
    this.world.onStart = (journey, name, input) => this.#startWhenDue(journey, name, input);
    this.world.onCancel = (name) => this.#starts.get(name)?.();
    this.world.answered = (token, until, arm) => {
      this.machines.resume(token, { until: toIso(until), ...(arm !== undefined && { arm }) });
    };
    this.world.onPark = (input, until) => this.#reschedule(input, until);
  }

  get now(): number {
    return this.clock.now();
  }

  /** Puts an event on the bus at once: something that happens now, or happened at the given time (ISO 8601). */
  post(type: EventType, customer: Customer, what: Detail = {}, at = toIso(this.now)): void {
    const id = createHash('sha256')
      .update(JSON.stringify([type, customer, what, at]))
      .digest('hex');
    this.put(type, { id, occurredAt: at, shop: 'demo', customer, ...what });
  }

  /** Puts a detail on the bus as it is. @param startsFirst whether the journeys hear of it before it is taken in */
  put(type: EventType, detail: Detail, startsFirst = false): void {
    const event = { source: 'store.demo', 'detail-type': type, detail };
    const started = this.#startedBy(event);
    if (!startsFirst) this.#takeIn(event);
    for (const journey of started) this.#call(() => this.world.start(journey, event));
    if (startsFirst) this.#takeIn(event);
  }

  /** Looks now for whom the calendar or a segment lets in. */
  sweep(): void {
    this.#call(() => this.world.sweep(toIso(this.now)));
    this.#call(() => this.world.startEnrolled());
  }

  /** Looks every midnight of UTC, as the schedule does, from now until an instant (ISO 8601). */
  sweepDaily(until: string): void {
    const first = Math.ceil((this.now + 1) / day) * day;
    for (let midnight = first; midnight <= fromIso(until); midnight += day) {
      this.clock.at(midnight, () => this.sweep());
    }
  }

  /** Tells of what happened, each when it happens. */
  async tell(customer: Customer, events: readonly ShopEvent[]): Promise<void> {
    for (const [at, type, what] of events) {
      await this.until(at);
      this.post(type, customer, what);
    }
  }

  /** Tells of what happened only now: the last first, and all of it once more. */
  tellBackwards(customer: Customer, events: readonly ShopEvent[]): void {
    for (const [at, type, what] of [...events, ...events].reverse()) {
      this.post(type, customer, what, toIso(fromIso(at)));
    }
  }

  /** What a customer does with the last message of that step, or what happens to it. */
  report(deed: Deed, customer: Customer, step: string): void {
    const message = this.#sent(customer).findLast(({ tags }) => tags.step === step);
    if (message === undefined) throw new Error(`${step} was not sent to ${customer.id}.`);
    this.#call(() => this.world.feedback(reportOf(message, deed, this.now)));
  }

  /** The reader of the message that went out at this place, counted from 0, presses its unsubscribe button. */
  async unsubscribe(place: number): Promise<number> {
    const { stores, keys, sent } = this.world;
    const link = sent[place]?.unsubscribe;
    if (link === undefined) throw new Error(`message ${place} has no unsubscribe link`);
    const request = { method: 'POST', token: new URL(link).searchParams.get('t') ?? '', language: undefined };
    const { settings } = this.#plan;
    const failed = (error: Error) => void this.problems.push(error);
    const { status } = await manageConsent(request, { stores, keys, settings, clock: () => this.now, failed });
    return status;
  }

  /** Lets everything happen that is due by then: an ISO instant. */
  async until(instant: string): Promise<void> {
    await this.clock.advance(Math.max(0, fromIso(instant) - this.now));
  }

  /** Lets time pass until nothing is left to wait for. */
  async toTheEnd(): Promise<void> {
    await this.clock.runUntil(new Promise(() => {}));
  }

  /** What the customer was sent: the step, and when by the customer's clock, to the minute. */
  sentTo(customer: Customer): [step: string, time: string][] {
    return this.#sent(customer).map(({ tags, at }) => [tags.step, onClockOf(customer, at).slice(0, 16)]);
  }

  /** The subjects of the e-mails, or the texts of the SMS, that the customer was sent. */
  readBy(customer: Customer): (string | undefined)[] {
    return this.#sent(customer).map(({ channel, subject, sms }) => (channel === 'sms' ? sms : subject));
  }

  /** The ledger in short, in the order of what was due: step, outcome, reason and detail. */
  async outcomesOf(customer: Customer): Promise<(string | undefined)[][]> {
    const lines = await this.ledgerOf(customer);
    return lines.map(({ step, outcome, reason, detail }) => [step, outcome, reason, detail].filter(Boolean));
  }

  async ledgerOf(customer: Customer): Promise<Message[]> {
    const history = await this.#history(customer);
    const lines = history ? await this.world.stores.messages.allOf(history.profile) : [];
    return lines.sort((a, b) => a.due - b.due || a.step.localeCompare(b.step));
  }

  async runsOf(customer: Customer): Promise<readonly Run[]> {
    return (await this.#history(customer))?.runs ?? [];
  }

  /** Why the only run of the customer is over, and when by the customer's clock. */
  async endOf(customer: Customer): Promise<[why?: string, reason?: string, time?: string]> {
    const [run, ...others] = await this.runsOf(customer);
    if (run === undefined || others.length > 0)
      throw new Error(`${customer.id} has ${others.length + 1} runs or none.`);
    return run.ended ? [run.ended.why, run.ended.reason, onClockOf(customer, run.ended.at)] : [];
  }

  async profileOf(customer: Customer): Promise<Profile | undefined> {
    return (await this.#history(customer))?.profile;
  }

  async #history(customer: Customer): Promise<History | undefined> {
    const { identities, customers } = this.world.stores;
    const { consent: _consent, ...named } = customer;
    const known = await identities.find(named);
    const owner = known.find((identity) => identity.owner !== undefined)?.owner;
    return owner === undefined ? undefined : customers.load(owner);
  }

  #sent({ email, phone }: Customer) {
    return this.world.sent.filter(({ address }) => address === email || address === phone);
  }

  /** The journeys that an event knocks at: the one it asks for by name, or those of whose rule on the bus it is. */
  #startedBy(event: Detail & { readonly detail: Detail }): string[] {
    const asked = event.detail.journey;
    if (typeof asked === 'object' && asked !== null && 'name' in asked) return [String(asked.name)];
    const listening = this.#plan.journeys.filter(({ pattern }) => pattern && matchesPattern(pattern, event));
    return listening.map(({ rules: { journey } }) => journey);
  }

  #takeIn(event: Detail): void {
    this.#call(() => this.world.ingest(event));
    this.#call(() => this.world.startEnrolled());
  }

  /** Lets a function do its work when it is its turn. */
  #call(work: () => Promise<unknown>): void {
    this.machines.inTurn(() => this.#atPresent(work)).catch((error) => this.problems.push(error));
  }

  #atPresent<T>(work: () => Promise<T>): Promise<T> {
    this.world.now = this.now;
    return work();
  }

  /** Starts an execution when its first step is due, once. */
  #startWhenDue(journey: string, name: string, input: RunInput): void {
    const start = () => this.machines.start(journey, name, input);
    const due = Math.ceil(fromIso(input.next.until) / 1000) * 1000;
    if (due <= this.now) start();
    else if (!this.#starts.has(name)) this.#starts.set(name, this.clock.at(due, start));
  }

  /** Schedules count in seconds, rounded up. */
  #reschedule(input: DeliverInput, until: number): void {
    this.clock.at(Math.ceil(until / 1000) * 1000, () => this.#call(() => this.world.deliverInput(input)));
  }

  #tasks(): Tasks {
    return {
      'deliver-message': (input: DeliverInput) => this.#atPresent(() => this.world.deliverInput(input)),
      'await-event': (input: AwaitInput) => this.#atPresent(() => this.world.awaitEvent(input)),
      'choose-arm': (input: ChooseInput) => this.#atPresent(() => this.world.choose(input)),
      'do-action': (input: DoInput) => this.#atPresent(() => this.world.act(input)),
      'leave-journey': (input: LeaveInput) => this.#atPresent(() => this.world.leave(input)),
    };
  }
}
