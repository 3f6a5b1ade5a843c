import { prices } from '../../local/demo/summary/prices.ts';
import type { Gate } from '../../src/engine/deliver/gate.ts';
import type { CompiledSendStep, DeliverInput } from '../../src/model/step.ts';
import { spread } from '../../src/policy/time/spread.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { VirtualClock } from '../../src/simulation/virtual-clock.ts';
import { World } from '../engine/world.ts';
import { journeys, messages, settings as plain, segments } from '../fixtures/catalogue.ts';
import { randomFrom } from '../joins/interleaved-table.ts';
import { Containers } from './containers.ts';
import { CountingTable } from './counting-table.ts';
import { another, type Pattern, patternOf } from './crowd.ts';
import { MachineRoom } from './machine.ts';
import { Mailer } from './mailer.ts';
import { Returns } from './returns.ts';

/** What a rush is made of. */
export interface RushPlan {
  /** Marketing that is due at ten o'clock. */
  readonly messages: number;
  /** E-mails a second that SES takes from the account. */
  readonly perSecond: number;
  /** Functions that the account runs at once. */
  readonly concurrency: number;
  /** Transactional messages a second from ten o'clock on, and for how many seconds. */
  readonly transactional?: { readonly perSecond: number; readonly seconds: number };
  /** As in store.yaml; without it as shipped. */
  readonly spreadMinutes?: number;
  /** Seconds from ten o'clock for which SES takes nothing at all. */
  readonly downSeconds?: number;
  /** As in store.yaml; without it three days. */
  readonly staleAfterMinutes?: number;
  readonly seed?: number;
}

/** A message, and what came of it. */
export interface Told {
  readonly key: string;
  readonly purpose: CompiledSendStep['purpose'];
  readonly priority: number;
  /** Since when it waits: ten o'clock, or when a transactional one was due; epoch milliseconds. */
  readonly since: number;
  sentAt?: number;
  outcome?: string;
}

export interface RushResult {
  readonly told: readonly Told[];
  readonly failed: readonly string[];
  readonly deadLetters: number;
  /** Sends that SES refused because they came too fast. */
  readonly refused: number;
  /** The most that was sent a second, over any ten seconds. */
  readonly fastest: number;
  readonly calls: number;
  readonly throttled: number;
  readonly transitions: number;
  readonly schedules: number;
  /** To the table, SES, the scheduler and the queue. */
  readonly requests: number;
  /** US dollars at list prices, without SES itself. */
  readonly dollars: number;
}

const begins = fromIso('2026-03-03T10:00:00Z');

/** Of ten customers, seven are due a message of low priority, two one of medium and one one of high. */
const priorities = [20, 20, 20, 20, 20, 20, 20, 50, 50, 80];

/** Plays a rush on a clock that jumps: the real use case and gate, on a table in memory. */
export async function playRush(plan: RushPlan): Promise<RushResult> {
  const rush = await Rush.prepare(plan);
  await rush.time.runToEnd();
  return rush.result();
}

class Rush {
  readonly time = new VirtualClock(begins - 1, { oneByOne: true });
  readonly #world: World;
  readonly #table: CountingTable;
  readonly #random: () => number;
  readonly #mailer: Mailer;
  readonly #containers: Containers;
  readonly #returns: Returns;
  readonly #reschedule: ReturnType<Returns['reschedule']>;
  readonly #machines: MachineRoom;
  readonly #told = new Map<string, Told>();

  static async prepare(plan: RushPlan): Promise<Rush> {
    const table = new CountingTable();
    const spreadMinutes = plan.spreadMinutes ?? 15;
    const { staleAfterMinutes = plain.staleAfterMinutes } = plan;
    const settings = { ...plain, staleAfterMinutes, sending: { spreadMinutes } };
    const world = new World({ settings, journeys, segments, messages }, table);
    const rush = new Rush(plan, world, table);
    const carts = await patternOf(world, 'cart-journey', 'cart.updated', '2026-03-03T06:00:00Z');
    const orders = await patternOf(world, 'order-journey', 'order.placed', '2026-03-03T06:00:00Z');
    for (let n = 0; n < plan.messages; n += 1) await rush.#addMarketing(carts, n, settings);
    const { perSecond, seconds } = plan.transactional ?? { perSecond: 0, seconds: 0 };
    for (let n = 0; n < perSecond * seconds; n += 1) {
      rush.time.at(begins + (n / perSecond) * 1000, () => void rush.#addTransactional(orders, n));
    }
    table.reset();
    return rush;
  }

  private constructor(plan: RushPlan, world: World, table: CountingTable) {
    this.#world = world;
    this.#table = table;
    this.#random = randomFrom(plan.seed ?? 1);
    const { downSeconds = 0 } = plan;
    this.#mailer = new Mailer(this.time, plan.perSecond, (now) => now < begins + downSeconds * 1000);
    this.#containers = new Containers(this.time, plan.concurrency, plan.perSecond);
    this.#returns = new Returns(this.time, this.#random, this.#containers, (input, gate) => this.#deliver(input, gate));
    this.#reschedule = this.#returns.reschedule();
    this.#machines = new MachineRoom(this.time, this.#random, (input) =>
      this.#containers.call((gate) => this.#deliver(input, gate)),
    );
  }

  async #addMarketing(pattern: Pattern, number: number, settings: Parameters<typeof spread>[2]): Promise<void> {
    const input = await another(this.#world, pattern, number);
    const due = spread(begins, input.customer, settings, 'UTC');
    const priority = priorities[number % priorities.length] ?? 20;
    const step: CompiledSendStep = {
      id: 'reminder',
      message: 'reminder',
      channels: ['email'],
      purpose: 'marketing',
      priority,
    };
    this.#begin({ ...input, next: { until: toIso(due) }, step, last: true }, due, begins);
  }

  async #addTransactional(pattern: Pattern, number: number): Promise<void> {
    const input = await another(this.#world, pattern, number);
    const due = this.time.now;
    const settings = { purpose: 'transactional', priority: 60 } as const;
    const step: CompiledSendStep = { id: 'thanks', message: 'thanks', channels: ['email'], ...settings };
    this.#begin({ ...input, next: { until: toIso(due) }, step, last: true }, due, due);
  }

  #begin(input: DeliverInput, due: number, since: number): void {
    const { purpose, priority, id } = input.step;
    const key = `${input.run}_${id}`;
    this.#told.set(key, { key, purpose, priority, since });
    this.#machines.start(key, due, input);
  }

  async #deliver(input: DeliverInput, gate: Gate): Promise<void> {
    const { time } = this;
    this.#world.overrides = {
      gate,
      clock: () => time.now,
      pause: time.sleep,
      reschedule: this.#reschedule,
      senders: { email: this.#mailer },
    };
    const told = this.#told.get(`${input.run}_${input.step.id}`);
    const { outcome } = await this.#world.deliverInput(input);
    if (told && outcome !== undefined) told.outcome = outcome;
  }

  result(): RushResult {
    for (const { key, at } of this.#mailer.sent) {
      const told = this.#told.get(key);
      if (told) told.sentAt = at;
    }
    const { calls, throttled, busyMilliseconds } = this.#containers;
    const { transitions, failed } = this.#machines;
    const { schedules, requests: queueRequests, deadLetters } = this.#returns;
    const sends = this.#mailer.sent.length + this.#mailer.refused;
    const dollars =
      transitions * prices.transition +
      calls * prices.invocation +
      (busyMilliseconds / 1000) * 0.5 * prices.gigabyteSecond +
      schedules * prices.schedule +
      queueRequests * prices.queueRequest +
      this.#table.writeUnits * prices.writeUnit +
      this.#table.readUnits * prices.readUnit;
    return {
      told: [...this.#told.values()],
      failed,
      deadLetters: deadLetters.length,
      refused: this.#mailer.refused,
      fastest: this.#mailer.fastest(10),
      calls,
      throttled,
      transitions,
      schedules,
      requests: this.#table.requests + sends + schedules + queueRequests,
      dollars,
    };
  }
}
