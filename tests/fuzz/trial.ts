import { Random } from '../../local/demo/random.ts';
import { type EventType, eventTypes } from '../../src/commerce/events.ts';
import { parseStoreEvent } from '../../src/commerce/reading/read-event.ts';
import { ContractError } from '../../src/commerce/values/contract-error.ts';
import { factOf } from '../../src/policy/past/fold-fact.ts';
import { World } from '../engine/world.ts';
import type { Detail } from '../fixtures/events.ts';
import { LimitedTable } from './limited-table.ts';
import { mutated, oneOf, validEvent } from './mutate.ts';
import { implausibleValues } from './plausibility.ts';
import { injectionsIn } from './probe.ts';
import { catalogue, journeysFor } from './probe-shop.ts';

/** The result of a run. `unclear`, `implausible` and `lost` should be empty. */
export interface Tally {
  events: number;
  accepted: number;
  refused: number;
  /** Customer fields that were dropped. */
  dropped: number;
  started: number;
  delivered: number;
  /** The largest stored item, in bytes. */
  'largest item': number;
  /** Errors that do not name the field, or are too long to read. */
  readonly unclear: string[];
  /** Values that were stored or sent although they break the rules. */
  readonly implausible: string[];
  /** Events that were accepted and not stored. */
  readonly lost: string[];
}

const start = Date.UTC(2026, 2, 2, 9);
const minute = 60_000;

/** Events share a world, so that customers can be confused with each other. */
const eventsPerWorld = 20;

const longestError = 8000;

/** Ingests mutated events, starts journeys with them and delivers their messages. */
export async function tryMutated(count: number, seed: number): Promise<Tally> {
  const random = new Random(seed);
  const tally: Tally = {
    ...{ events: 0, accepted: 0, refused: 0, dropped: 0, started: 0, delivered: 0, 'largest item': 0 },
    ...{ unclear: [], implausible: [], lost: [] },
  };
  let trial = new Trial(tally);
  for (let number = 0; number < count; number += 1) {
    if (number % eventsPerWorld === 0) trial = new Trial(tally);
    const now = start + number * minute;
    const type = oneOf(eventTypes, random);
    await trial.take(type, mutated(validEvent(type, number, now), now, random), now);
  }
  return tally;
}

/** One world, and the checks around it. */
class Trial {
  readonly #tally: Tally;
  readonly #table: LimitedTable;
  readonly #world: World;

  constructor(tally: Tally) {
    this.#tally = tally;
    this.#table = new LimitedTable(({ sk }, value) => this.#note(implausibleValues(value, this.#world.now), sk));
    this.#world = new World(catalogue, this.#table);
    this.#world.storeClockIsRight = false;
  }

  async take(type: EventType, event: Detail, now: number): Promise<void> {
    const { events } = this.#tally;
    const what = `${events} ${type}`;
    this.#world.now = now;
    this.#tally.events += 1;
    const accepted = await this.#ingest(event, what);
    for (const journey of journeysFor(event)) await this.#follow(journey, event, `${what}, ${journey}`);
    const isAboutData = type === 'customer.erased' || type === 'customer.data_requested'; // they leave nothing
    if (accepted && !isAboutData) await this.#seek(event, what);
    this.#tally['largest item'] = Math.max(this.#tally['largest item'], this.#table.largest);
  }

  async #ingest(event: Detail, what: string): Promise<boolean> {
    const counted = this.#world.counted.length;
    try {
      await this.#world.ingest(event);
      this.#tally.accepted += 1;
      return true;
    } catch (error) {
      if (error instanceof ContractError) this.#tally.refused += 1;
      this.#judge(error, what);
      return false;
    } finally {
      this.#tally.dropped += this.#world.counted.length - counted;
    }
  }

  /** Starts a journey and delivers each of its messages. */
  async #follow(journey: string, event: Detail, what: string): Promise<void> {
    const world = this.#world;
    const before = world.started.length;
    try {
      await world.start(journey, event);
      for (const { input } of world.started.slice(before)) {
        this.#tally.started += 1;
        this.#note(implausibleValues(input, world.now), `input of ${journey}`);
        for (const id of Object.keys(catalogue.messages[journey] ?? {}))
          await world.deliver(input, { id, purpose: 'transactional', channels: ['email', 'sms'] });
      }
    } catch (error) {
      this.#judge(error, what);
    }
    for (const sent of world.sent.splice(0)) {
      this.#tally.delivered += 1;
      this.#note(injectionsIn({ preheader: '', ...sent }), `message of ${journey}`);
    }
  }

  /** Checks that the customer and the fact of an accepted event are stored. */
  async #seek(message: Detail, what: string): Promise<void> {
    const event = parseStoreEvent(message, { now: this.#world.now, shop: catalogue.settings.shop });
    const { stores } = this.#world;
    const owner = (await stores.identities.find(event.customer)).find(
      (identity) => identity.owner !== undefined,
    )?.owner;
    const history = owner === undefined ? undefined : await stores.customers.load(owner);
    const fact = factOf(event);
    const kept = fact === undefined || history?.fact(fact.kind, fact.id) !== undefined;
    if (!history || !kept) this.#tally.lost.push(what);
  }

  /** Checks that an error is an expected one, and short. */
  #judge(error: unknown, what: string): void {
    const { name, message } = error instanceof Error ? error : new TypeError(String(error));
    const clear =
      name === 'ContractError' ||
      (name === 'DomainError' && /^(Nobody may|There is no journey|\S+ names no)/.test(message));
    if (!clear || message.length > longestError) this.#tally.unclear.push(`${what}: ${name}: ${message.slice(0, 200)}`);
  }

  #note(faults: readonly string[], where: string): void {
    for (const fault of faults)
      this.#tally.implausible.push(`${this.#tally.events - 1} in ${where.slice(0, 60)}: ${fault}`);
  }
}
