import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { inject } from 'vitest';
import { type LogLine, type Runtime, type RuntimeOptions, startRuntime } from '../../local/aws/runtime.ts';
import type { EventType } from '../../src/commerce/events.ts';
import type { Address } from '../../src/model/address.ts';
import type { Message } from '../../src/model/message.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { Run } from '../../src/model/run.ts';
import { suppressionOf } from '../../src/policy/customer/address.ts';
import { namesOf } from '../../src/policy/customer/names.ts';
import { switchOff } from '../fixtures/switch-off.ts';
import { audit, type Exceptions } from './audit.ts';
import { type Customer, type Detail, onClockOf } from './customers.ts';
import { Grants } from './grants.ts';

/** An item of the table, as plain values. */
export interface Item {
  readonly pk: string;
  readonly sk: string;
  readonly value: unknown;
}

/** A shop that runs the synthesized stack on this machine, with a clock that jumps. */
export class LocalShop {
  readonly runtime: Runtime;
  readonly lines: readonly LogLine[];
  /** Every schedule for a parked message that was ever asked for. */
  readonly schedules: Readonly<Record<string, unknown>>[] = [];
  /** Every schedule for the start of an execution that was ever asked for. */
  readonly starts: Readonly<Record<string, unknown>>[] = [];
  /** The names of schedules that were taken back. */
  readonly deleted = new Set<string>();
  /** Everybody who was ever named in an event. */
  readonly customers = new Set<Customer>();
  /** What the functions asked AWS for. */
  readonly grants: Grants;

  constructor(runtime: Runtime, lines: readonly LogLine[]) {
    this.runtime = runtime;
    this.lines = lines;
    this.grants = new Grants(runtime);
    runtime.faults.add(({ phase, operation, input }) => {
      if (phase === 'before' && operation === 'CreateSchedule') this.#scheduled(input);
      if (phase === 'after' && operation === 'DeleteSchedule') this.deleted.add(String(input.Name));
      return 'pass';
    });
  }

  /** Names of first waits have a dot, those of parked messages none. */
  #scheduled(input: Readonly<Record<string, unknown>>): void {
    const name = String(input.Name);
    if (name.startsWith('erase_')) return; // a later look at an erasure: no run's, and no message's
    (name.includes('.') ? this.starts : this.schedules).push(input);
  }

  /** Puts an event on the bus at once: something that happens now, or happened at the given time. */
  post(type: EventType, customer: Customer, what: Detail = {}, at = this.now): void {
    const occurredAt = new Date(at).toISOString();
    const id = createHash('sha256')
      .update(JSON.stringify([type, customer, what, at]))
      .digest('hex');
    this.put(type, { id, occurredAt, shop: 'demo', customer, ...what });
  }

  /** Puts a detail on the bus as it is. */
  put(type: string, ...details: readonly Detail[]): void {
    const entry = (detail: Detail) => ({
      EventBusName: 'aftercart',
      Source: 'store.demo',
      DetailType: type,
      Detail: JSON.stringify(detail),
    });
    for (const { customer } of details) this.customers.add(customer as Customer); // or what the shop took for one
    this.runtime.putEvents(details.map(entry));
  }

  get now(): number {
    return this.runtime.clock.now();
  }

  /** Lets everything happen that is due by then: an ISO instant. */
  until(instant: string): Promise<void> {
    return this.runtime.play({ until: Date.parse(instant) });
  }

  /** Lets time pass until nothing is left to wait for. */
  toTheEnd(): Promise<void> {
    return this.runtime.play();
  }

  /** What the customer was sent: the step, and when by the customer's clock. */
  sentTo(customer: Customer): [step: string | undefined, time: string][] {
    return this.mailsTo(customer).map(({ tags, at }) => [tags.step, onClockOf(customer, at)]);
  }

  /** The same without the seconds, which queues take. */
  sentToTheMinute(customer: Customer): [step: string | undefined, time: string][] {
    return this.sentTo(customer).map(([step, time]) => [step, time.slice(0, 16)]);
  }

  mailsTo({ email }: Customer) {
    return this.runtime.outbox.mails.filter(({ to }) => to === email);
  }

  /** The customer's ledger, in the order of what was due; of what was due at once, by name. */
  async ledgerOf(customer: Customer): Promise<Message[]> {
    return (await this.#allOf<Message>('4#message#', customer)).sort(
      (a, b) => a.due - b.due || a.step.localeCompare(b.step),
    );
  }

  /** The ledger in short: step, outcome, reason and detail. */
  async outcomesOf(customer: Customer): Promise<(string | undefined)[][]> {
    const lines = await this.ledgerOf(customer);
    return lines.map(({ step, outcome, reason, detail }) => [step, outcome, reason, detail].filter(Boolean));
  }

  async runsOf(customer: Customer): Promise<Run[]> {
    return (await this.#allOf<Run>('2#run#', customer)).filter(({ movedTo }) => movedTo === undefined);
  }

  async profileOf(customer: Customer): Promise<Profile | undefined> {
    return (await this.#profiles(customer)).find(({ mergedInto }) => mergedInto === undefined);
  }

  /** Why addresses are closed to everything, in the order of their keys. */
  async closings(): Promise<string[]> {
    const addresses = (await this.items()).filter(({ sk }) => sk === 'address').map(({ value }) => value as Address); // by its key
    return addresses.flatMap((address) => suppressionOf(address)?.reason ?? []);
  }

  async items(): Promise<Item[]> {
    const items = await this.runtime.table();
    return items.map((item) => unmarshall(item as Record<string, AttributeValue>) as Item); // as DynamoTable wrote it
  }

  async #allOf<Noun>(prefix: string, customer: Customer): Promise<Noun[]> {
    const partitions = (await this.#profiles(customer)).map((profile) => `C#${profile.customer}`);
    const items = (await this.items()).filter(({ pk, sk }) => partitions.includes(pk) && sk.startsWith(prefix));
    return items.map(({ value }) => value as Noun); // the prefix says which noun it is
  }

  async #profiles(customer: Customer): Promise<Profile[]> {
    const profiles = (await this.items()).filter(({ sk }) => sk === '1#profile').map(({ value }) => value as Profile); // by its key
    const { id, email, anonymousId } = customer;
    const named = profiles.filter(({ identities }) =>
      [
        [id, identities.id],
        [email, identities.email],
        [anonymousId, identities.anonymousId],
      ].some(([mine, theirs]) => mine !== undefined && mine === theirs),
    );
    // Also whoever turned out to be one of these: their ledgers stay where they are.
    const joined = new Set(named.flatMap(namesOf));
    return [...new Set([...named, ...profiles.filter((profile) => joined.has(profile.customer))])];
  }
}

/** An answer's headers but for those that say what becomes of the connection. */
export function ownHeaders({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !['connection', 'keep-alive'].includes(name)));
}

/** How a shop is opened, and what its story may leave behind that others must not. */
export interface Opening
  extends Pick<RuntimeOptions, 'feedback' | 'containers' | 'isolation' | 'variables' | 'senders'>,
    Exceptions {
  /** The journeys that the shop has switched on; all but the {@link companions} when it is left out. */
  readonly journeys?: readonly string[];
  /** Whether customers are swept every day, for journeys that no event starts; in a stack of the story's own they are. */
  readonly sweeps?: boolean;
  /** Whether the connectors are looked after every hour. */
  readonly rounds?: boolean;
  /** A stack of the story's own, instead of the one with the journeys that are shipped. */
  readonly cdkOut?: string;
}

/** Journeys that would speak up in almost any story of carts, orders and parcels: on where a story names them only. */
const companions = [
  'abandoned-checkout',
  'back-in-stock',
  'birthday',
  'browse-abandonment',
  'inquiry',
  'late-order',
  'member-tier',
  'referral',
  'replenishment',
  'review-thanks',
  'satisfaction',
  'second-order',
  'shipping-arrival',
  'shipping-delay',
  'shipping-updates',
  'welcome',
  'win-back',
];

/** Tells a story in a shop of its own that opens at the instant (ISO 8601), and audits the books at the end. */
export async function inShop(opens: string, story: (shop: LocalShop) => Promise<void>, opening: Opening = {}) {
  const shop = await openShop(opens, opening);
  try {
    await story(shop);
    await audit(shop, opening);
    noteUsed(shop.grants.used);
  } finally {
    await shop.runtime.stop();
  }
}

/** Writes down what was used, for the end of the run to compare with what is granted. */
function noteUsed(used: ReadonlySet<string>): void {
  appendFileSync(join(inject('usedGrants'), String(process.pid)), [...used, ''].join('\n'));
}

/** As {@link inShop}, with each function in a thread of its own, where it can be killed for good. */
export function inShopOfThreads(opens: string, story: (shop: LocalShop) => Promise<void>, opening: Opening = {}) {
  return inShop(opens, story, { ...opening, isolation: 'threads' });
}

async function openShop(opens: string, opening: Opening): Promise<LocalShop> {
  const lines: LogLine[] = [];
  const runtime = await startRuntime({
    cdkOut: opening.cdkOut ?? inject('cdkOut'),
    clock: { jump: true, together: 0 },
    startTime: Date.parse(opens),
    log: (line) => lines.push(line),
    containers: opening.containers ?? 1,
    isolation: opening.isolation ?? 'inline',
    ...(opening.feedback && { feedback: opening.feedback }),
    ...(opening.variables && { variables: opening.variables }),
    ...(opening.senders && { senders: opening.senders }),
  });
  await switchOff(
    runtime,
    (journey) => (opening.journeys === undefined ? companions.includes(journey) : !opening.journeys.includes(journey)),
    { sweeps: opening.sweeps ?? opening.cdkOut !== undefined, rounds: opening.rounds ?? false },
  );
  return new LocalShop(runtime, lines);
}
