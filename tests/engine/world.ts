import type { Report } from '../../src/channels/contract/report.ts';
import type { ConnectedStores } from '../../src/engine/connect/connected-stores.ts';
import { countAudience } from '../../src/engine/count-audience.ts';
import type { DataAnswer } from '../../src/engine/data/manage-data.ts';
import { recordFeedback } from '../../src/engine/feedback/record-feedback.ts';
import { settleMessage } from '../../src/engine/feedback/settle-consents.ts';
import { openStores } from '../../src/engine/open-stores.ts';
import type { Ports } from '../../src/engine/ports.ts';
import type { EntryOutcome } from '../../src/engine/start-journey.ts';
import type { SweepLimits } from '../../src/engine/sweep-customers.ts';
import type { AddressRef } from '../../src/model/address.ts';
import type { AudiencePage } from '../../src/model/audience-request.ts';
import type { Clock } from '../../src/model/clock.ts';
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
import { portsOn, type ShopPorts, shopFunctions } from '../../src/simulation/functions.ts';
import { MemoryServices } from '../../src/simulation/memory-services.ts';
import { ConnectorMemory } from '../../src/stores/connector-memory.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';
import type { Table } from '../../src/stores/table.ts';
import { createRenderer, type MessageCatalogue } from '../../src/templates/render.ts';
import { journeys, messages, segments, settings } from '../fixtures/catalogue.ts';
import type { Detail } from '../fixtures/events.ts';

/** What a shop is made of beside its customers. */
export interface Catalogue {
  readonly settings: StoreSettings;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly segments: Segments;
  readonly messages: MessageCatalogue;
}

/** A test that sets the time once may tell of what happens later; what it dates further ahead is dated wrongly. */
const furthestAhead = 100 * 86_400_000;

/** The use cases on stores and services in memory, at a time that the test sets. */
export class World extends MemoryServices {
  /** Then no event is taken in before it happened. */
  storeClockIsRight = true;
  journeys: Catalogue['journeys'];
  segments: Catalogue['segments'];
  readonly table: Table;
  readonly keys = new Keys('a-secret-of-at-least-thirty-two-characters');
  readonly stores: ConnectedStores;
  overrides: Partial<Ports> = {};
  /** The addresses whose statements wait for the ledger of consent. */
  readonly unsettled: AddressRef[] = [];
  readonly #time: { now: number };
  readonly #catalogue: Catalogue;
  readonly #render;

  constructor(
    catalogue: Catalogue = { settings, journeys, segments, messages },
    table: Table = new MemoryTable(),
    budget?: HistoryBudget,
  ) {
    const time = { now: 0 };
    super(() => time.now);
    this.#time = time;
    this.#catalogue = catalogue;
    this.table = table;
    const stores = openStores(table, this.keys, budget, async (ref) => void this.unsettled.push(ref));
    this.stores = { ...stores, connections: new ConnectorMemory(table, this.keys) };
    this.onDataRequest = async (message) => void (await this.data(message));
    this.journeys = catalogue.journeys;
    this.segments = catalogue.segments;
    this.#render = createRenderer(catalogue.messages);
  }

  get now(): number {
    return this.#time.now;
  }

  set now(instant: number) {
    this.#time.now = instant;
  }

  /** Sets the time. */
  at(instant: string): this {
    this.now = fromIso(instant);
    return this;
  }

  ingest(event: Detail): Promise<void> {
    return shopFunctions['ingest-event'](event, this.#ports({ clock: this.#receipt(event) }));
  }

  start(journey: string, event: Detail): Promise<EntryOutcome> {
    return shopFunctions['start-journey']({ journey, event }, this.#ports({ clock: this.#receipt(event) }));
  }

  /** Lets everybody in who waits in the enrolment queue, in order. */
  async startEnrolled(): Promise<EntryOutcome[]> {
    const outcomes: EntryOutcome[] = [];
    for (const enrolment of this.enrolled.splice(0)) outcomes.push(await this.startEntry(enrolment));
    return outcomes;
  }

  startEntry(enrolment: Enrolment): Promise<EntryOutcome> {
    return shopFunctions['start-journey'](enrolment, this.#ports());
  }

  /** Sweeps page after page, so many items each, and in segments of so many bytes; says how many pages there were. */
  async sweep(at: string, pageItems?: number, segmentBytes?: number): Promise<number> {
    this.pages.push({ at });
    for (let swept = 0; ; swept += 1) {
      const page = this.pages.shift();
      if (page === undefined) return swept;
      await this.sweepCall(page, { pageItems, segmentBytes });
    }
  }

  /** Sweeps one page, as one call of the function. */
  sweepCall(page: unknown, parts: SweepLimits & Partial<Pick<Ports, 'sweepNext' | 'hasTime'>>): Promise<void> {
    return shopFunctions['sweep-customers'](page, this.#ports(parts));
  }

  /** Calls the function that exports and erases. */
  data(message: unknown): Promise<DataAnswer> {
    return shopFunctions['manage-data'](message, this.#ports());
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
    return shopFunctions['deliver-message'](input, this.#ports({ count: () => {}, ...this.overrides }));
  }

  awaitEvent(input: AwaitInput): Promise<void> {
    return shopFunctions['await-event'](input, this.#ports());
  }

  choose(input: ChooseInput): Promise<ChooseResult> {
    return shopFunctions['choose-arm'](input, this.#ports());
  }

  act(input: DoInput, staff?: Ports['staff']): Promise<StepResult> {
    return shopFunctions['do-action'](input, this.#ports({ count: () => {}, ...(staff && { staff }) }));
  }

  leave(input: LeaveInput): Promise<StepResult> {
    return shopFunctions['leave-journey'](input, this.#ports());
  }

  feedback(report: Report): Promise<void> {
    return recordFeedback(report, this.#ports());
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

  /** Settles what was said about addresses, as the queue of reports asks. */
  async settle(): Promise<void> {
    for (const ref of this.unsettled.splice(0)) {
      await shopFunctions['record-feedback'](settleMessage(ref), this.#ports(this.overrides));
    }
  }

  /** Counts one part of the customers, of so many items, as one call of the function. */
  countAudience(request: unknown, pageItems?: number): Promise<AudiencePage> {
    return countAudience(request, this.#ports({ pageItems }));
  }

  #ports(more: Partial<ShopPorts> = {}): ShopPorts {
    const { settings, messages } = this.#catalogue;
    const { journeys, segments, keys, clock } = this;
    const linksUrl = 'https://links.example.com';
    const written = { settings, messages, journeys, segments, keys, clock, linksUrl, render: this.#render };
    const pause = async (milliseconds: number) => {
      this.now += milliseconds;
    };
    return { ...portsOn(this.stores, written, this.asPorts(pause)), ...more };
  }
}
