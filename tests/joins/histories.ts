import { isDeepStrictEqual } from 'node:util';
import type { EventType } from '../../src/commerce/events.ts';
import { RetryableError } from '../../src/model/errors.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { HistoryBudget } from '../../src/model/history-budget.ts';
import type { JourneyRules } from '../../src/model/journey.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { Run } from '../../src/model/run.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import { unknownAddress } from '../../src/policy/customer/address-topics.ts';
import { consentStates } from '../../src/policy/customer/consent-ledger.ts';
import { pastOf } from '../../src/policy/past/past.ts';
import { plus, sumsOf } from '../../src/policy/past/sums.ts';
import { World } from '../engine/world.ts';
import { journeys, messages, segments, settings } from '../fixtures/catalogue.ts';
import { busEvent, type Detail } from '../fixtures/events.ts';
import { nothingRead, wholePast } from '../fixtures/whole-past.ts';
import { InterleavedTable, randomFrom } from './interleaved-table.ts';

/** One person under the names that a shop may know them by, and the events that prove that they are one. */
const aliases: readonly Detail[] = [
  { anonymousId: 'browser' },
  { email: 'Guest@example.com', name: 'Guest' },
  { id: 'account', locale: 'ja' },
  { phone: '+819012345678' },
  { instagram: 'tea' },
  { lineId: 'U4af4980629f1d2c3b4a5968778695a4b' },
];
const joining: readonly Detail[] = [
  { anonymousId: 'browser', email: 'guest@example.com' },
  { id: 'account', email: 'guest@example.com', verified: ['email'] },
  { id: 'account', phone: '+819012345678', verified: ['phone'] },
  { id: 'account', instagram: '@Tea', verified: ['instagram'] },
  { id: 'account', line: 'U4af4980629f1d2c3b4a5968778695a4b' },
];

const types = [
  'order.cancelled',
  'order.refunded',
  'shipment.dispatched',
  'shipment.delivered',
  'cart.updated',
  'cart.emptied',
  'review.submitted',
  'customer.updated',
] as const satisfies readonly EventType[];

const confirmJourney: JourneyRules = {
  journey: 'confirm-consent',
  purpose: 'transactional',
  priority: 90,
  starts: { byHand: true, oncePer: 'customer', againAfter: 0 },
  ends: [],
  firstDelay: { minutes: 0 },
};

/** When everything is heard of: a minute after the last event. */
const heard = '2026-03-01T11:00:00Z';

/** One random history: the events under one name each, and those that join the names. */
export interface History {
  readonly seed: number;
  readonly events: readonly Detail[];
  readonly joins: readonly Detail[];
  /** True if the shop asks to confirm agreements: then all who name the mailbox agree. */
  readonly asks: boolean;
}

/** The history that a seed stands for. @param asks whether the shop has double opt-in */
export function historyFrom(seed: number, asks = false): History {
  const random = randomFrom(seed);
  const among = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the list is never empty
  const names = 2 + Math.floor(random() * (aliases.length - 1));
  const length = 3 + Math.floor(random() * 8);
  const minute = (from = 0, to = 59) => String(from + Math.floor(random() * (to - from))).padStart(2, '0');
  // Each order is placed once: which of two different words about one begins its run is a matter of who is heard first.
  const placed = ['o-1', 'o-2'].map((id) => {
    const order = { id, total: { amount: 5, currency: 'USD' }, lines: [] };
    const customer = { ...aliases[Math.floor(random() * names)], country: 'JP' };
    return busEvent('order.placed', `2026-03-01T10:${minute(0, 20)}:15Z`, { order, customer, id: `placed-${id}` });
  });
  const told = Array.from({ length }, (_, nth) => {
    const type = among(types);
    const customer = { ...aliases[Math.floor(random() * names)], country: among(['JP', 'US']) };
    const at = `2026-03-01T10:${minute(20)}:00Z`;
    const history = random() < 0.25 && { history: true };
    return busEvent(type, at, { ...about(random), customer, id: `event-${nth}`, ...history });
  });
  const joins = joining.slice(0, names - 1).map((customer, nth) => {
    return busEvent('customer.updated', `2026-03-01T10:${minute()}:30Z`, { customer, id: `join-${nth}` });
  });
  const all = { events: [...placed, ...told], joins };
  return {
    seed,
    asks,
    events: asks ? all.events.map(agreeing) : all.events,
    joins: asks ? joins.map(agreeing) : joins,
  };
}

/** The event, with an agreement by who names the mailbox in it. */
function agreeing(event: Detail): Detail {
  const detail = event.detail as Detail; // of the envelope
  const customer = detail.customer as Detail; // of the contract
  if (customer.email === undefined) return event;
  const email = { granted: true, at: timeOf(event), source: 'form', from: 'form' };
  return { ...event, detail: { ...detail, customer: { ...customer, consent: { email } } } };
}

/** What an event tells of: few things, each of which several events say different words of. */
function about(random: () => number): Detail {
  const one = () => 1 + Math.floor(random() * 2);
  const goods = () => ({ total: { amount: one(), currency: 'USD' }, lines: [] });
  const order = { id: `o-${one()}`, ...goods() };
  return {
    order,
    cart: { id: `cart-${one()}`, ...goods() },
    shipment: { id: `s-${order.id}`, carrier: `carrier ${one()}` },
    refund: { id: `r-${one()}`, status: random() < 0.5 ? 'open' : 'completed' },
    review: { id: 'v-1', rating: one() },
  };
}

/** What is left of a history: what one customer who had heard everything would be. */
export interface Outcome {
  readonly facts: readonly unknown[];
  readonly profile: unknown;
  readonly runs: readonly unknown[];
  /** What the orders come to, by what is read and what stands for the rest. */
  readonly sums: unknown;
  /** What the mailbox agrees to, and whether a mail asked for that. */
  readonly consent: unknown;
  /** What must not be, however it was told: messages sent twice, claims lost, tokens that nobody answers. */
  readonly faults: readonly string[];
  readonly operations: number;
}

/** Tells a history to one customer: first that the names are one, then everything, in the order of time. */
export async function livedAsOne({ events, joins, asks }: History): Promise<Outcome> {
  const told = new Telling(asks);
  for (const join of joins) await told.hear(join);
  const inOrder = [...events].sort((one, other) => (timeOf(one) < timeOf(other) ? -1 : 1));
  for (const event of inOrder) await told.hear(event);
  return told.outcome();
}

/**
 * Tells a history while its names are joined: events and joins in any order, some of them twice, all side by side, with
 * tokens stored, messages sent and everything retried as queues and state machines do.
 */
export async function livedApart({ seed, events, joins, asks }: History): Promise<Outcome> {
  const random = randomFrom(seed ^ 0x5bd1e995);
  const told = new Telling(asks, seed % 3 === 0 ? nothingRead : undefined);
  const twice = events.filter(() => random() < 0.3);
  const all = [...events, ...twice, ...joins, ...joins.filter(() => random() < 0.3)];
  const shuffled = all.map((event) => ({ event, at: random() })).sort((one, other) => one.at - other.at);
  const first = Math.floor(random() * shuffled.length);
  for (const { event } of shuffled.slice(0, first)) await told.hear(event);
  const rest = shuffled.slice(first).map(({ event }) => event);
  await told.table.together(
    rest.map((event) => () => told.hear(event)),
    random,
  );
  return told.outcome();
}

function timeOf(event: Detail): string {
  return String((event.detail as Detail).occurredAt);
}

/** The use cases on a table whose operations take turns. */
class Telling {
  readonly table = new InterleavedTable();
  readonly #world: World;
  readonly #runs = new Set<string>();

  constructor(asks: boolean, budget?: HistoryBudget) {
    const plan = { settings, journeys, segments, messages };
    const asking = {
      ...plan,
      settings: { ...settings, doubleOptIn: ['email'] as const },
      journeys: { ...journeys, 'confirm-consent': confirmJourney },
    };
    this.#world = new World(asks ? asking : plan, this.table, budget).at(heard);
  }

  /** Takes an event in, lets it into the journey that it starts, and begins what the state machine would. */
  async hear(event: Detail): Promise<void> {
    const world = this.#world;
    await patiently(() => world.ingest(event));
    if (event['detail-type'] !== 'order.placed') return;
    await patiently(() => world.start('order-journey', event));
    for (const { input } of world.started) if (!this.#runs.has(input.run)) await this.#live(input);
  }

  async #live(input: RunInput): Promise<void> {
    this.#runs.add(input.run);
    await patiently(() => this.#world.deliver(input, { id: 'thanks' }));
    const step = { id: 'await', on: ['shipment.delivered'] as const };
    await patiently(() => this.#world.awaitEvent({ ...input, step, token: input.run }));
  }

  async outcome(): Promise<Outcome> {
    const world = this.#world;
    const named = await Promise.all(aliases.map((alias) => world.stores.identities.find(alias)));
    const keys = new Set(named.flat().flatMap(({ owner }) => owner ?? []));
    const histories = await Promise.all([...keys].map((key) => world.stores.customers.load(key)));
    const customers = new Map(histories.flatMap((history) => (history ? [[history.customer, history]] : [])));
    const [history, ...others] = [...customers.values()];
    if (history === undefined || others.length > 0) throw new Error(`${others.length + 1} customers are left`);
    const { facts, runs } = await wholePast(history, this.table);
    return {
      facts,
      profile: plain(history.profile),
      runs: runs.map(plainRun).sort((one, other) => (spell(one) < spell(other) ? -1 : 1)),
      sums: sumsIn(history.facts),
      consent: await this.#consent(),
      faults: this.#faults(history.profile, runs),
      operations: this.table.operations,
    };
  }

  /** The state of the mailbox: whoever joined it to an account has proven it, otherwise it waits for its confirmation. */
  async #consent(): Promise<unknown> {
    const { addresses } = this.#world.stores;
    const [read] = await addresses.find([addresses.refOf('email', 'guest@example.com')]);
    const { confirmations = [], ...address } = read?.value ?? unknownAddress;
    const [whole] = consentStates(address);
    return { state: whole?.state, asked: whole?.state === 'pending' ? confirmations.length : undefined };
  }

  #faults({ claims }: Profile, runs: readonly Run[]): string[] {
    const { sent, started, resumed } = this.#world;
    const messages = sent.map(({ tags }) => tags.message);
    const twice = messages.filter((message, place) => messages.indexOf(message) !== place);
    const lost = messages.filter((message) => claims[message] === undefined);
    const waiting = runs.filter(({ awaiting }) => awaiting !== undefined).map(({ id }) => id);
    const answered = resumed.map(({ token }) => token);
    const left = started.filter(({ name }) => !waiting.includes(name) && !answered.includes(name));
    return [
      ...twice.map((message) => `sent twice: ${message}`),
      ...lost.map((message) => `claim lost: ${message}`),
      ...left.map(({ name }) => `nobody answers the token of ${name}`),
    ];
  }
}

function sumsIn(facts: readonly Fact[]): unknown {
  const read = facts.filter((fact) => fact.kind === 'order').map(sumsOf);
  return read.reduce(plus, pastOf(facts).sums);
}

function spell(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

/** The profile without what tells how it came about. */
function plain({
  customer: _customer,
  mergedFrom: _from,
  browsers: _browsers,
  claims: _claims,
  ...profile
}: Profile): unknown {
  return profile;
}

/** The run without the keys that depend on whose it was when it began; it ends at the door or later, as events come. */
function plainRun({ journey, subject, startedAt, startedBy, ended, awaiting }: Run): unknown {
  return { journey, subject, startedAt, startedBy, isOver: ended !== undefined, waits: awaiting !== undefined };
}

/** As a queue or a state machine tries again what passes. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RetryableError) || attempt === 20) throw error;
    }
  }
}

/** What differs between a history lived as one and apart; nothing when they come to the same. */
export async function differences(history: History): Promise<string[]> {
  const [one, apart] = [await livedAsOne(history), await livedApart(history)];
  const parts = ['facts', 'profile', 'runs', 'sums', 'consent', 'faults'] as const;
  const found = parts.filter(
    (part) => !isDeepStrictEqual(JSON.parse(spell(one[part])), JSON.parse(spell(apart[part]))),
  );
  return found.map((part) => `${part}: as one ${spell(one[part])}, apart ${spell(apart[part])}`);
}
