import type { Report } from '../../src/channels/contract/report.ts';
import type { Answer, Outgoing, Sender } from '../../src/channels/contract/sender.ts';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import { doAction } from '../../src/engine/act/do-action.ts';
import { awaitEvent } from '../../src/engine/await-event.ts';
import { chooseArm } from '../../src/engine/choose-arm.ts';
import { deliverAndAwait } from '../../src/engine/deliver/deliver-and-await.ts';
import { Gate } from '../../src/engine/deliver/gate.ts';
import { recordFeedback } from '../../src/engine/feedback/record-feedback.ts';
import { ingestEvent } from '../../src/engine/ingest-event.ts';
import { leaveJourney } from '../../src/engine/leave-journey.ts';
import { openStores } from '../../src/engine/open-stores.ts';
import type { Ports, StaffNotification, SweepPage } from '../../src/engine/ports.ts';
import { type EntryOutcome, startEntry, startJourney } from '../../src/engine/start-journey.ts';
import { type SweepLimits, sweepCustomers } from '../../src/engine/sweep-customers.ts';
import type { ActionResult } from '../../src/model/action.ts';
import type { Clock } from '../../src/model/clock.ts';
import type { EmittedEvent } from '../../src/model/emitted-event.ts';
import type { Enrolment } from '../../src/model/enrolment.ts';
import type { HistoryBudget } from '../../src/model/history-budget.ts';
import type { JourneyRules } from '../../src/model/journey.ts';
import type { Message } from '../../src/model/message.ts';
import type { Run } from '../../src/model/run.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import type { Segments } from '../../src/model/segment.ts';
import type {
  AwaitInput,
  ChooseInput,
  ChooseResult,
  CompiledSendStep,
  DeliverInput,
  DoInput,
  LeaveInput,
  SendAndAwaitInput,
  StepResult,
} from '../../src/model/step.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { Keys } from '../../src/secrets/keys.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';
import type { Stores } from '../../src/stores/stores.ts';
import { createRenderer, type MessageCatalogue } from '../../src/templates/render.ts';
import { journeys, messages, segments, settings } from '../fixtures/catalogue.ts';
import type { Detail } from '../fixtures/events.ts';

/** What an outbox does with a message: takes it, or what a broken service does. */
export type Behaviour = (message: Outgoing) => Answer;

/** What a shop is made of beside its customers. */
export interface Catalogue {
  readonly settings: StoreSettings;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly segments: Segments;
  readonly messages: MessageCatalogue;
}

/** A test that sets the time once may tell of what happens later; what it dates further ahead is dated wrongly. */
const furthestAhead = 100 * 86_400_000;

/** The use cases on stores in memory, at a time that the test sets. */
export class World {
  now = 0;
  /** Then no event is taken in before it happened. */
  storeClockIsRight = true;
  /** What went out, in that order; every text and e-mail says when and by which way. */
  readonly sent: (Outgoing & { readonly at: number; readonly channel: Channel })[] = [];
  readonly started: { journey: string; name: string; input: RunInput }[] = [];
  readonly enrolled: Enrolment[] = [];
  journeys: Catalogue['journeys'];
  segments: Catalogue['segments'];
  readonly resumed: { token: string; until: number; arm?: number }[] = [];
  readonly published: EmittedEvent[] = [];
  /** What the state machine does when a token is answered; nothing unless a test says otherwise. */
  answered: (token: string, until: number, arm?: number) => void = () => {};
  /** What the bus does with an event; it takes it unless a test says otherwise. */
  bus: (event: EmittedEvent) => void = () => {};
  /** Customers whom a sweep left out. */
  readonly onSkipped: string[] = [];
  /** What was counted, such as `DroppedField customer.email`. */
  readonly counted: string[] = [];
  readonly count = (metric: string, dimensions: Readonly<Record<string, string>>): void => {
    this.counted.push([metric, ...Object.values(dimensions)].join(' '));
  };
  /** The executions whose start was taken back. */
  readonly cancelled: string[] = [];
  readonly parked: { input: DeliverInput; until: number }[] = [];
  readonly notes: StaffNotification[] = [];
  /** What the staff's mailbox or webhook says. */
  answer: (note: StaffNotification) => ActionResult = () => ({ outcome: 'done' });
  /** What comes of a start, and of a parked message; nothing unless a test says otherwise. */
  onStart: (journey: string, name: string, input: RunInput, mayBeScheduled: boolean) => void = () => {};
  onCancel: (name: string) => void = () => {};
  onPark: (input: DeliverInput, until: number) => void = () => {};
  readonly table: MemoryTable;
  readonly keys = new Keys('a-secret-of-at-least-thirty-two-characters');
  readonly stores: Stores;
  behaviour: Behaviour = () => ({ accepted: `id-${this.sent.length}` });
  overrides: Partial<Ports> = {};
  /** No message has to wait for its turn unless a test says how many may go in a second. */
  readonly gate = new Gate(async () => 1e6);
  readonly #catalogue: Catalogue;
  readonly #render;

  constructor(
    catalogue: Catalogue = { settings, journeys, segments, messages },
    table = new MemoryTable(),
    budget?: HistoryBudget,
  ) {
    this.#catalogue = catalogue;
    this.table = table;
    this.stores = openStores(table, this.keys, budget);
    this.journeys = catalogue.journeys;
    this.segments = catalogue.segments;
    this.#render = createRenderer(catalogue.messages);
  }

  /** Sets the time. */
  at(instant: string): this {
    this.now = fromIso(instant);
    return this;
  }

  ingest(event: Detail): Promise<void> {
    return ingestEvent(event, {
      ...this.#basis(),
      clock: this.#receipt(event),
      resume: this.#resume,
      enrol: this.enrol,
      count: this.count,
      cancelStart: this.#cancelStart,
      warn: () => {},
    });
  }

  start(journey: string, event: Detail): Promise<EntryOutcome> {
    return startJourney(journey, event, {
      ...this.#basis(),
      clock: this.#receipt(event),
      startExecution: this.#startExecution,
    });
  }

  /** Lets everybody in who waits in the enrolment queue, in order. */
  async startEnrolled(): Promise<EntryOutcome[]> {
    const outcomes: EntryOutcome[] = [];
    for (const enrolment of this.enrolled.splice(0)) outcomes.push(await this.startEntry(enrolment));
    return outcomes;
  }

  startEntry(enrolment: Enrolment): Promise<EntryOutcome> {
    return startEntry(enrolment, { ...this.#basis(), startExecution: this.#startExecution });
  }

  /** Sweeps page after page, so many items each, and in segments of so many bytes; says how many pages there were. */
  async sweep(at: string, pageItems?: number, segmentBytes?: number): Promise<number> {
    const pages: unknown[] = [{ at }];
    for (let swept = 0; ; swept += 1) {
      const page = pages.shift();
      if (page === undefined) return swept;
      const sweepNext = async (next: SweepPage) => void pages.push(next);
      await this.sweepCall(page, { sweepNext, pageItems, segmentBytes });
    }
  }

  /** Sweeps one page, as one call of the function. */
  sweepCall(
    page: unknown,
    parts: SweepLimits & Pick<Ports, 'sweepNext'> & Partial<Pick<Ports, 'hasTime'>>,
  ): Promise<void> {
    const { customers } = this.stores;
    const skipped = (customer: string) => void this.onSkipped.push(customer);
    const reports = { skipped, count: this.count };
    return sweepCustomers(page, { ...this.#basis(), customers, ...reports, enrol: this.enrol, ...parts });
  }

  /** Takes the event in and lets it into the journey, as the bus would. */
  async enter(journey: string, event: Detail): Promise<RunInput> {
    await this.ingest(event);
    await this.start(journey, event);
    const last = this.started.at(-1);
    if (last === undefined) throw new Error(`nothing was started by ${String(event['detail-type'])}`);
    return last.input;
  }

  deliver(
    input: RunInput,
    step: Partial<CompiledSendStep> & { id: string },
    more: Partial<DeliverInput> = {},
  ): Promise<StepResult> {
    const rules = this.journeys[input.journey];
    if (rules === undefined) throw new Error(`no journey ${input.journey}`);
    const { purpose, priority } = rules;
    const whole: CompiledSendStep = { message: step.id, channels: ['email'], purpose, priority, ...step };
    return this.deliverInput({ ...input, step: whole, ...more });
  }

  deliverInput(input: DeliverInput | SendAndAwaitInput): Promise<StepResult> {
    return deliverAndAwait(input, {
      ...this.#basis(),
      resume: this.#resume,
      messages: this.#catalogue.messages,
      render: this.#render,
      senders: { email: this.#sender('email'), sms: this.#sender('sms') },
      publish: this.publish,
      linksUrl: 'https://links.example.com',
      reschedule: async (parked, until) => {
        this.parked.push({ input: parked, until });
        this.onPark(parked, until);
      },
      gate: this.gate,
      pause: async (milliseconds) => {
        this.now += milliseconds;
      },
      count: () => {},
      ...this.overrides,
    });
  }

  awaitEvent(input: AwaitInput): Promise<void> {
    return awaitEvent(input, { ...this.#basis(), resume: this.#resume });
  }

  choose(input: ChooseInput): Promise<ChooseResult> {
    return chooseArm(input, { ...this.#basis(), addresses: async () => this.stores.addresses });
  }

  act(input: DoInput, staff?: Ports['staff']): Promise<StepResult> {
    const tell = async (note: StaffNotification) => {
      this.notes.push(note);
      return this.answer(note);
    };
    const ways = staff ?? { email: tell, webhook: tell };
    return doAction(input, { ...this.#basis(), publish: this.publish, staff: ways, count: () => {} });
  }

  leave(input: LeaveInput): Promise<StepResult> {
    return leaveJourney(input, this.#basis());
  }

  feedback(report: Report): Promise<void> {
    const { messages: ledger } = this.stores;
    return recordFeedback(report, { ...this.#basis(), ledger, open: async () => this.stores, resume: this.#resume });
  }

  /** The time at which an event is taken in. */
  #receipt({ detail }: Detail): Clock {
    const { occurredAt } = (detail ?? {}) as Detail; // a test may send anything
    const happened = typeof occurredAt === 'string' ? Date.parse(occurredAt) : Number.NaN;
    const soon = happened > this.now && happened - this.now < furthestAhead;
    return () => (this.storeClockIsRight && soon ? happened : this.now);
  }

  /** The only customer's ledger. */
  async ledger(input: RunInput): Promise<Message[]> {
    const history = await this.stores.customers.load(input.customer);
    return history ? this.stores.messages.allOf(history.profile) : [];
  }

  async run(input: RunInput): Promise<Run | undefined> {
    const history = await this.stores.customers.load(input.customer);
    return history?.run(input.run);
  }

  #basis() {
    return {
      stores: this.stores,
      keys: this.keys,
      journeys: this.journeys,
      segments: this.segments,
      settings: this.#catalogue.settings,
      clock: () => this.now,
    };
  }

  enrol = async (enrolments: readonly Enrolment[]): Promise<void> => {
    this.enrolled.push(...enrolments);
  };

  #startExecution = async (journey: string, name: string, input: RunInput, mayBeScheduled: boolean): Promise<void> => {
    this.started.push({ journey, name, input });
    this.onStart(journey, name, input, mayBeScheduled);
  };

  #cancelStart = async (_journey: string, name: string): Promise<void> => {
    this.cancelled.push(name);
    this.onCancel(name);
  };

  readonly publish = async (event: EmittedEvent): Promise<void> => {
    this.bus(event);
    this.published.push(event);
  };

  #resume = async (token: string, until: number, arm?: number): Promise<void> => {
    this.resumed.push({ token, until, ...(arm !== undefined && { arm }) });
    this.answered(token, until, arm);
  };

  #sender(channel: Channel): Sender {
    return {
      send: async (message) => {
        this.sent.push({ ...message, at: this.now, channel });
        return this.behaviour(message);
      },
    };
  }
}
