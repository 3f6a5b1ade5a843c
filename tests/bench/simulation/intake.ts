import type { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { executionStarter } from '../../../src/aws/state-machines.ts';
import { openStores } from '../../../src/engine/open-stores.ts';
import type { Enrolment } from '../../../src/model/enrolment.ts';
import { isPassing } from '../../../src/model/errors.ts';
import type { RunInput } from '../../../src/model/run-input.ts';
import { patiently } from '../../../src/policy/delivery/patience.ts';
import { Keys } from '../../../src/secrets/keys.ts';
import { portsOn, type Services, type ShopPorts, shopFunctions, writtenIn } from '../../../src/simulation/functions.ts';
import { MemoryServices } from '../../../src/simulation/memory-services.ts';
import { type BusEvent, startedBy } from '../../../src/simulation/shop-plan.ts';
import { VirtualClock } from '../../../src/simulation/virtual-clock.ts';
import type { ScanPage } from '../../../src/stores/table.ts';
import { busEvent, type Detail } from '../../fixtures/events.ts';
import { randomFrom } from '../../joins/interleaved-table.ts';
import { shippedNames, shippedPlan } from '../../stories/shipped.ts';
import { type LambdaTimes, type QueueSettings, SimulatedQueue, simulatedClock } from './queue.ts';
import { Quota } from './quota.ts';
import { SlowTable } from './slow-table.ts';

/** A rush of orders, and what it meets. */
export interface Rush {
  readonly perSecond: number;
  readonly seconds: number;
  /** Of every so many orders one goes through the real use cases; the others take as long, and ask for the same starts. */
  readonly realOneIn: number;
  readonly ingest: QueueSettings;
  readonly enrolment: QueueSettings;
  readonly startExecution: { readonly bucket: number; readonly perSecond: number };
  /** Targets of rules that EventBridge calls a second; what is more waits there. */
  readonly invocationsPerSecond: number;
  /** Whether start-journey waits for StartExecution, as it does; without, a throttle fails the message. */
  readonly patient: boolean;
}

/** What came of it; times in milliseconds. */
export interface RushResult {
  readonly orders: number;
  readonly starts: number;
  /** Runs that were started, each counted once. */
  readonly started: number;
  /** Journeys at whose doors an order comes to stand, and those that let it in. */
  readonly doors: readonly string[];
  readonly lets: readonly string[];
  readonly ingest: QueueResult;
  readonly enrolment: QueueResult;
  /** The longest that an order waited in EventBridge, for its quota. */
  readonly longestOnBus: number;
  readonly longestUntilTakenIn: number;
  readonly longestUntilStarted: number;
  readonly lastTakenInAfter: number;
  readonly lastStartedAfter: number;
  readonly calls: number;
  readonly throttled: number;
  readonly real: {
    readonly orders: number;
    readonly facts: number;
    readonly runs: number;
    readonly reads: number;
    readonly writes: number;
    /** Writes a second, in the minute that has most of them. */
    readonly busiest: number;
  };
}

type QueueResult = Pick<SimulatedQueue<unknown>, 'deepest' | 'dead' | 'again' | 'batches'>;

/** At 512 MB a function has 0.29 of a processor, which its ten messages share; milliseconds of a whole one for each. */
const processor = { share: 512 / 1769, ingest: 5, start: 4 } as const;
const lambda: LambdaTimes = { hop: 25, coldStart: 700 };
/** StartExecution's own time, and the SDK's attempts. */
const startLatency = 20;
const sdkAttempts = 3;
const deliveredTwice = 1 / 1000;

interface Order {
  readonly index: number;
  readonly at: number;
}
/** An order at a journey's door: by the journey's rule, or because its customer came into a segment. */
interface Knock {
  readonly order: Order;
  readonly journey: string;
  readonly entry?: Enrolment['entry'];
}

const start = Date.UTC(2026, 10, 27);

/**
 * Lets orders rush in on a virtual clock: EventBridge, two queues, the mappings of two functions, and the quota of
 * StartExecution. Each order is of another customer, and their first.
 */
export async function simulateIntake(rush: Rush): Promise<RushResult> {
  const simulation = new Intake(rush);
  await simulation.run();
  return simulation.result();
}

class Intake {
  readonly #rush: Rush;
  readonly #time = new VirtualClock(start, simulatedClock);
  readonly #random = randomFrom(7);
  readonly #plan = shippedPlan(shippedNames);
  readonly #table = new SlowTable(this.#time);
  readonly #keys = new Keys('a-secret-of-at-least-thirty-two-characters');
  readonly #stores = openStores(this.#table, this.#keys);
  readonly #written = writtenIn(this.#plan, this.#keys, () => this.#time.now);
  readonly #services = new MemoryServices(() => this.#time.now).asPorts(this.#time.sleep);
  readonly #quota: Quota;
  readonly #ingest: SimulatedQueue<Order>;
  readonly #enrolment: SimulatedQueue<Knock>;
  readonly #startExecution: (journey: string, name: string, input: RunInput) => Promise<void>;
  readonly #doors: readonly string[];
  readonly #entered: string[] = [];
  readonly #lets = new Set<string>();
  readonly #executions = new Map<string, number>();
  /** How long the use cases took on the table, of those orders that went through them. */
  readonly #pace = { ingest: new Mean(30), start: new Mean(20) };
  #busFreeAt = start;
  #longestOnBus = 0;
  #longestUntilTakenIn = 0;
  #longestUntilStarted = 0;
  #lastTakenInAt = start;
  #lastStartedAt = start;

  constructor(rush: Rush) {
    this.#rush = rush;
    this.#quota = new Quota(this.#time, rush.startExecution);
    const twice = () => this.#random() < deliveredTwice;
    this.#ingest = this.#queue(rush.ingest, (order) => this.#takeIn(order), processor.ingest, twice);
    this.#enrolment = this.#queue(rush.enrolment, (knock) => this.#letIn(knock), processor.start, twice);
    const starter = this.#asTheSdk(executionStarter(this.#client(), 'arn:aws:states:ap-northeast-1:1:stateMachine:'));
    const waiting = { clock: () => this.#time.now, sleep: this.#time.sleep, random: this.#random };
    this.#startExecution = rush.patient ? patiently(starter, waiting) : starter;
    this.#doors = startedBy(this.#plan, eventOf({ index: 0, at: start }) as unknown as BusEvent); // as busEvent makes it
  }

  async run(): Promise<void> {
    await this.#learn();
    for (let index = 0; index < this.#rush.perSecond * this.#rush.seconds; index += 1) {
      const at = start + Math.floor((index * 1000) / this.#rush.perSecond);
      const order = { index, at };
      this.#time.after(at - start, () => this.#placed(order));
    }
    await this.#time.runToEnd();
  }

  async result(): Promise<RushResult> {
    const { perSecond, seconds, realOneIn } = this.#rush;
    const orders = perSecond * seconds;
    const { reads, writes, busiest } = this.#table;
    const facts = await this.#count('3#fact#order#');
    const runs = await this.#count('2#run#');
    return {
      orders,
      starts: orders * this.#lets.size,
      started: this.#executions.size,
      doors: [...this.#doors, ...this.#entered],
      lets: [...this.#lets],
      ingest: this.#ingest,
      enrolment: this.#enrolment,
      longestOnBus: this.#longestOnBus,
      longestUntilTakenIn: this.#longestUntilTakenIn,
      longestUntilStarted: this.#longestUntilStarted,
      lastTakenInAfter: this.#lastTakenInAt - start,
      lastStartedAfter: this.#lastStartedAt - start,
      calls: this.#quota.taken + this.#quota.refused,
      throttled: this.#quota.refused,
      real: { orders: Math.ceil(orders / realOneIn), facts, runs, reads, writes, busiest },
    };
  }

  /** How many items stand in places that begin so. */
  async #count(prefix: string): Promise<number> {
    let found = 0;
    for (let page: ScanPage | undefined = await this.#table.scan({ sk: '', prefixes: [prefix] }); page; ) {
      found += page.items.length;
      page = page.next && (await this.#table.scan({ sk: '', prefixes: [prefix] }, { from: page.next }));
    }
    return found;
  }

  /** One order by itself says at which doors orders come to stand, and which of them open. It leaves no trace. */
  async #learn(): Promise<void> {
    const time = new VirtualClock(start, simulatedClock);
    const stores = openStores(new SlowTable(time), this.#keys);
    const portsWith = (more: Partial<Services>) => {
      return portsOn(stores, { ...this.#written, clock: () => time.now }, { ...this.#services, ...more });
    };
    const startExecution = async (journey: string) => void this.#lets.add(journey);
    const event = eventOf({ index: 0, at: start });
    const found: Enrolment[] = [];
    const enrol = async (more: readonly Enrolment[]) => void found.push(...more);
    const learning = (async () => {
      await shopFunctions['ingest-event'](event, portsWith({ enrol }));
      const entries = [...this.#doors.map((journey) => ({ journey, event })), ...found];
      for (const entering of entries) await shopFunctions['start-journey'](entering, portsWith({ startExecution }));
    })();
    await time.runToEnd();
    await learning;
    this.#entered.push(...found.map(({ journey }) => journey));
  }

  /** EventBridge calls the targets in turn, as fast as its quota allows. */
  #placed(order: Order): void {
    const send = (action: () => void) => {
      this.#busFreeAt = Math.max(this.#busFreeAt, this.#time.now) + 1000 / this.#rush.invocationsPerSecond;
      this.#longestOnBus = Math.max(this.#longestOnBus, this.#busFreeAt - this.#time.now);
      this.#time.after(this.#busFreeAt - this.#time.now, action);
    };
    send(() => this.#ingest.send(order));
    for (const journey of this.#doors) send(() => this.#enrolment.send({ order, journey }));
  }

  #queue<Body>(
    settings: QueueSettings,
    handle: (body: Body) => Promise<void>,
    cpu: number,
    twice: () => boolean,
  ): SimulatedQueue<Body> {
    const deal = async (bodies: readonly Body[]): Promise<ReadonlySet<Body>> => {
      const failed = new Set<Body>();
      const each = async (body: Body) => {
        try {
          await handle(body);
        } catch (error) {
          if (!isPassing(error)) throw error;
          failed.add(body);
        }
      };
      await Promise.all(bodies.map(each));
      await this.#time.sleep((bodies.length * cpu) / processor.share);
      return failed;
    };
    return new SimulatedQueue(this.#time, settings, lambda, deal, twice);
  }

  async #takeIn(order: Order): Promise<void> {
    const begun = this.#time.now;
    if (this.#isReal(order)) {
      const enrol = async (more: readonly Enrolment[]) => {
        for (const { journey, entry } of more) this.#enrolment.send({ order, journey, entry });
      };
      await shopFunctions['ingest-event'](eventOf(order), this.#portsWith({ enrol }));
      this.#pace.ingest.add(this.#time.now - begun);
    } else {
      await this.#time.sleep(this.#pace.ingest.value);
      for (const journey of this.#entered) this.#enrolment.send({ order, journey });
    }
    this.#lastTakenInAt = this.#time.now;
    this.#longestUntilTakenIn = Math.max(this.#longestUntilTakenIn, this.#time.now - order.at);
  }

  async #letIn({ order, journey, entry }: Knock): Promise<void> {
    const begun = this.#time.now;
    const startExecution = async (name: string, run: string, input: RunInput) => {
      if (this.#isReal(order)) this.#pace.start.add(this.#time.now - begun);
      await this.#startExecution(name, run, input);
      this.#longestUntilStarted = Math.max(this.#longestUntilStarted, this.#time.now - order.at);
      this.#lastStartedAt = this.#time.now;
    };
    const entering = entry === undefined ? { journey, event: eventOf(order) } : { journey, entry };
    if (!this.#isReal(order)) await this.#asTheRealOnes(order, journey, startExecution);
    else await shopFunctions['start-journey'](entering, this.#portsWith({ startExecution }));
  }

  /** Takes as long as the real ones, and starts what they start. */
  async #asTheRealOnes(
    { index }: Order,
    journey: string,
    startExecution: (journey: string, run: string, input: RunInput) => Promise<void>,
  ): Promise<void> {
    await this.#time.sleep(this.#pace.start.value);
    if (!this.#lets.has(journey)) return;
    const run = `${journey}-${index}`;
    await startExecution(journey, run, { customer: '', run, journey, next: { until: '' } });
  }

  #isReal({ index }: Order): boolean {
    return index % this.#rush.realOneIn === 0;
  }

  #portsWith(services: Partial<Services>): ShopPorts {
    return portsOn(this.#stores, this.#written, { ...this.#services, ...services });
  }

  /** Step Functions: takes its time, and a token for every call. */
  #client(): SFNClient {
    const send = async (command: StartExecutionCommand) => {
      await this.#time.sleep(startLatency);
      if (!this.#quota.take()) {
        const $metadata = { httpStatusCode: 400 };
        throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException', $metadata });
      }
      const { name = '' } = command.input;
      this.#executions.set(name, (this.#executions.get(name) ?? 0) + 1);
      return {};
    };
    return { send } as unknown as SFNClient; // all that the starter asks of it
  }

  /** The SDK's standard mode: three attempts, with short pauses. */
  #asTheSdk<Arguments extends unknown[]>(call: (...args: Arguments) => Promise<void>) {
    return async (...args: Arguments): Promise<void> => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await call(...args);
        } catch (error) {
          if (attempt === sdkAttempts || !isPassing(error)) throw error;
          await this.#time.sleep(this.#random() * 100 * 2 ** attempt);
        }
      }
    };
  }
}

/** The mean of what was added; a guess as long as nothing was. */
class Mean {
  #sum = 0;
  #count = 0;
  readonly #guess: number;

  constructor(guess: number) {
    this.#guess = guess;
  }

  add(value: number): void {
    this.#sum += value;
    this.#count += 1;
  }

  get value(): number {
    return this.#count === 0 ? this.#guess : this.#sum / this.#count;
  }
}

/** The first order of a customer of its own. */
function eventOf({ index, at }: Order): Detail {
  const occurredAt = new Date(at).toISOString();
  const customer = { id: `c-${index}`, email: `c-${index}@example.com` };
  const consent = { email: { granted: true, at: '2026-01-01T00:00:00Z', source: 'checkout' } };
  return busEvent('order.placed', occurredAt, {
    id: `order-${index}`,
    customer: { ...customer, consent },
    order: { id: `o-${index}`, total: { amount: 48, currency: 'USD' }, lines: [] },
  });
}
