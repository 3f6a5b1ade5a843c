import type { StoreEvent } from '../commerce/events.ts';
import type { Fact } from '../model/fact.ts';
import type { Run } from '../model/run.ts';
import type { SettledFact } from '../model/settled.ts';
import { type Subject, subjectKinds } from '../model/subject.ts';
import { factOf } from '../policy/past/fold-fact.ts';
import { joinFacts } from '../policy/past/join-facts.ts';
import { factName } from '../policy/past/past.ts';
import { orderOf } from '../policy/past/subject.ts';
import { takesPlaceOf } from '../policy/run/runs.ts';
import { fromIso } from '../policy/time/timing.ts';
import type { KeysOnDemand } from '../secrets/keys.ts';
import type { History } from './history.ts';
import {
  closedMarks,
  closedRunKey,
  customerPartition,
  factKey,
  markedRun,
  settledKey,
  settledOrderRange,
  settledRange,
  twinRange,
} from './item-keys.ts';
import type { Key, Stored, Table } from './table.ts';
import type { Thing, Whereabouts } from './whereabouts.ts';

/** So many facts about an order are read at once: the order, the last of each kind, and some parcels that are under way. */
const orderPage = 24;

/**
 * The part of a customer's past that decisions do not read: settled facts, summed up in a digest, and runs that are
 * over. The items that one decision needs are fetched from here on request.
 */
export class Archive {
  readonly #table: Table;
  readonly #keys: KeysOnDemand;
  readonly #whereabouts: Whereabouts;

  constructor(table: Table, keys: KeysOnDemand, whereabouts: Whereabouts) {
    this.#table = table;
    this.#keys = keys;
    this.#whereabouts = whereabouts;
  }

  /** The history with the facts that an event changes or goes by. Without an archive nothing is read. */
  async forChange(history: History, event: StoreEvent): Promise<History> {
    return this.#with(history, { facts: factsIn(event), subjects: [] });
  }

  /**
   * The history with everything about an event: the things that it names, everything about its order, and the runs
   * about them; and the last runs that may go on by it although it does not name their subject. Without an archive
   * nothing is read.
   */
  async forEvent(history: History, event: StoreEvent): Promise<History> {
    const order = 'order' in event ? event.order?.id : undefined;
    const facts = factsIn(event).filter(({ kind }) => kind !== 'order'); // it is found with all that is about it
    const known = await this.#with(history, { facts, order, subjects: subjectsIn(event) });
    return known.with({ runs: withMore(known.stored.runs, await this.#open(known, event), placeOf) });
  }

  /** The history with the runs about the customer that are not read any more. */
  async forCustomer(history: History): Promise<History> {
    return this.#with(history, { facts: [], subjects: [{ kind: 'customer', id: history.customer }] });
  }

  /**
   * The history with a run and everything about its subject. Without an archive nothing is read.
   * @param began the customer under whose name it began
   */
  async forRun(history: History, id: string, began: string): Promise<History> {
    const withRun = await this.withRun(history, id, began);
    const run = withRun.run(id);
    if (run === undefined) return history;
    const known = await this.#with(withRun, { facts: factsOfRun(run), subjects: [] });
    const order = orderOf(run, known.facts);
    return order === undefined ? known : this.#with(known, { facts: [], order, subjects: [] });
  }

  /** The history with a run alone; otherwise as {@link forRun}. It needs no key. */
  async withRun(history: History, id: string, began: string): Promise<History> {
    const archives = digestsOf(history).map(({ id: customer }) => customer);
    if (archives.length === 0 || history.run(id) !== undefined) return history;
    const likely = archives.filter((customer) => customer === history.customer || customer === began);
    const others = archives.filter((customer) => !likely.includes(customer));
    const found = (await this.#runIn(likely, id)) ?? (await this.#runIn(others, id)) ?? [];
    return history.with({ runs: withMore(history.stored.runs, found, placeOf) });
  }

  /** The settled facts of these kinds and ids in one archive, as far as it has them. */
  async settled(customer: string, facts: readonly Pick<Fact, 'kind' | 'id'>[]): Promise<Stored<Fact>[]> {
    if (facts.length === 0) return [];
    const keys = await this.#keys();
    return this.#facts(facts.map((fact) => settledKey(customer, fact, keys)));
  }

  /** All settled facts in one archive, or the first so many of them. */
  async allSettled(customer: string, most?: number): Promise<Stored<Fact>[]> {
    const { from, to } = settledRange;
    return (await this.#table.range(customerPartition(customer), from, to, most)) as Stored<Fact>[]; // the range holds facts only
  }

  /** The copies of facts, wherever they stand: with the customer, and in each of the archives. */
  async copies(
    customer: string,
    facts: readonly Pick<Fact, 'kind' | 'id'>[],
    archives: readonly string[],
  ): Promise<Stored<Fact>[]> {
    const keys = await this.#keys();
    const places = facts.flatMap((fact) => [
      factKey(customer, fact),
      ...archives.map((archive) => settledKey(archive, fact, keys)),
    ]);
    return (await this.#table.getMany(places)) as Stored<Fact>[]; // the keys hold the noun
  }

  /** The runs about a subject that one archive has. */
  async closedAbout(customer: string, subject: Subject): Promise<Run[]> {
    const { from, to } = closedMarks(subject, await this.#keys());
    const marks = await this.#table.range(customerPartition(customer), from, to);
    const closed = (await this.#table.getMany(marks.map(markedRun))) as Stored<Run>[]; // the keys hold the noun
    return closed.map(({ value }) => value);
  }

  /** The orders that others are marked to have put aside as well. */
  async twins(customer: string): Promise<string[]> {
    const marks = await this.#table.range(customerPartition(customer), twinRange.from, twinRange.to);
    return (marks as Stored<{ readonly order: string }>[]).map(({ value }) => value.order); // only the archive's writer writes them
  }

  /** The digests as they are now. */
  async digests(customer: string): Promise<SettledFact[]> {
    const { pk, sk } = factKey(customer, { kind: 'settled', id: '' });
    const stored = (await this.#table.range(pk, sk, `${sk}~`)) as Stored<SettledFact>[]; // the range holds digests only
    return stored.map(({ value }) => value);
  }

  async #runIn(archives: readonly string[], id: string): Promise<Stored<Run>[] | undefined> {
    const found = await this.#runs(archives.flatMap((customer) => closedRunKey(customer, id) ?? []));
    const same = found.filter(({ value }) => value.id === id);
    return same.length === 0 ? undefined : same;
  }

  /** The last runs that were moved away while events of this type could still mean something to them. */
  async #open({ facts, runs }: History, { type, occurredAt }: StoreEvent): Promise<Stored<Run>[]> {
    const at = fromIso(occurredAt);
    const open = facts.flatMap((fact) => (fact.kind === 'settled' ? (fact.open ?? []) : []));
    const read = new Set(runs.map(({ id }) => id));
    const due = open.filter(({ id, on, until }) => on.includes(type) && at <= until && !read.has(id));
    const found = await this.#runs(due.flatMap(({ customer, id }) => closedRunKey(customer, id) ?? []));
    return found.filter(({ value }) => due.some(({ id }) => id === value.id));
  }

  async #with(history: History, wanted: Wanted): Promise<History> {
    const digests = digestsOf(history);
    if (digests.length === 0) return history;
    const { customer } = history;
    const archives = await this.#whereabouts.archivesWith(customer, digests, thingsIn(wanted));
    const [one, ofOrders, ofSubjects] = await Promise.all([
      this.#named(history, archives, wanted),
      Promise.all(archives.map((archive) => this.#ofOrder(archive, archives, wanted.order, history))),
      this.#ofSubjects(archives, wanted.subjects),
    ]);
    const facts = ownFirst([...one, ...ofOrders.flatMap(({ known }) => known)], archives);
    const stale = [...(history.stored.stale ?? []), ...ofOrders.flatMap((order) => order.stale)];
    return history.with({
      ...(stale.length > 0 && { stale }),
      facts: withMore(history.stored.facts, joined(facts), ({ value }) => factName(value)),
      runs: withMore(history.stored.runs, lastFirst(ofSubjects), placeOf),
    });
  }

  async #named({ facts }: History, archives: readonly string[], wanted: Wanted): Promise<Stored<Fact>[]> {
    const read = new Set(facts.map(factName));
    const missing = wanted.facts.filter((fact) => !read.has(factName(fact)));
    if (missing.length === 0) return [];
    const keys = await this.#keys();
    return this.#facts(archives.flatMap((customer) => missing.map((fact) => settledKey(customer, fact, keys))));
  }

  /** The facts about an order: itself, the last of each kind about it, and whether a parcel is under way. */
  async #ofOrder(
    customer: string,
    archives: readonly string[],
    order: string | undefined,
    { facts }: History,
  ): Promise<OfOrder> {
    if (order === undefined) return { known: [], stale: [] };
    const read = new Set(facts.map(factName));
    const { from, to } = settledOrderRange(order, await this.#keys());
    const pk = customerPartition(customer);
    const all: Stored<Fact>[] = [];
    const stale: Stored<Fact>[] = [];
    for (let start = from; ; ) {
      const page = (await this.#table.range(pk, start, to, orderPage)) as Stored<Fact>[]; // the range holds facts only
      const parcels = page.filter(isOnItsWay).filter(({ value }) => !read.has(factName(value))); // one that is read speaks for itself
      const known = await this.#asTheyAre(archives, parcels);
      const arrived = new Set(known.filter((fact) => !isOnItsWay(fact)).map(({ value }) => value.id));
      all.push(...page.filter((fact) => !isOnItsWay(fact)), ...known);
      stale.push(...parcels.filter(({ value }) => arrived.has(value.id)));
      const last = page.at(-1);
      if (known.some(isOnItsWay) || last === undefined || page.length < orderPage) return { known: all, stale };
      start = `${last.sk}\0`;
    }
  }

  /**
   * The parcels marked beside their order as under way, as their own places know them, up to one that is. Since then
   * they may have arrived with a customer whom this one turned out to be, or a slow function has put them there.
   */
  async #asTheyAre(archives: readonly string[], parcels: readonly Stored<Fact>[]): Promise<Stored<Fact>[]> {
    const known: Stored<Fact>[] = [];
    const keys = await this.#keys();
    for (let from = 0; from < parcels.length && !known.some(isOnItsWay); from += 2) {
      const some = parcels.slice(from, from + 2);
      const places = archives.flatMap((one) => some.map(({ value }) => settledKey(one, value, keys)));
      known.push(...joined(ownFirst(await this.#facts(places), archives)));
    }
    return known;
  }

  async #ofSubjects(archives: readonly string[], subjects: readonly Subject[]): Promise<Stored<Run>[]> {
    if (subjects.length === 0) return [];
    const keys = await this.#keys();
    const found = await Promise.all(
      archives.flatMap((customer) =>
        subjects.map((subject) => {
          const { from, to } = closedMarks(subject, keys);
          return this.#table.range(customerPartition(customer), from, to);
        }),
      ),
    );
    return this.#runs(found.flat().map(markedRun));
  }

  async #facts(keys: readonly Key[]): Promise<Stored<Fact>[]> {
    return keys.length === 0 ? [] : ((await this.#table.getMany(keys)) as Stored<Fact>[]); // the keys hold the noun
  }

  async #runs(keys: readonly Key[]): Promise<Stored<Run>[]> {
    return keys.length === 0 ? [] : ((await this.#table.getMany(keys)) as Stored<Run>[]); // the keys hold the noun
  }
}

function isOnItsWay({ value }: Stored<Fact>): boolean {
  return value.kind === 'shipment' && value.deliveredAt === undefined;
}

/** An archive's facts about an order, and the items beside it that are out of date. */
interface OfOrder {
  readonly known: readonly Stored<Fact>[];
  readonly stale: readonly Stored<Fact>[];
}

/** The items to fetch: facts by kind and id, all facts about an order, and runs by subject. */
interface Wanted {
  readonly facts: readonly Pick<Fact, 'kind' | 'id'>[];
  readonly order?: string | undefined;
  readonly subjects: readonly Subject[];
}

/** Under which things what is wanted may have been put aside. */
function thingsIn({ facts, order, subjects }: Wanted): Thing[] {
  const ofOrder: Thing[] = order === undefined ? [] : [{ kind: 'order', id: order }];
  const all = [...facts, ...ofOrder, ...subjects.filter(({ kind }) => kind !== 'customer')];
  return [...new Map(all.map((thing) => [`${thing.kind}#${thing.id}`, thing])).values()];
}

/** As the archives are ordered: a copy with the customer themselves goes before those with others. */
function ownFirst(facts: readonly Stored<Fact>[], archives: readonly string[]): Stored<Fact>[] {
  const place = new Map(archives.map((archive, nth) => [customerPartition(archive), nth]));
  return facts.toSorted((one, other) => (place.get(one.pk) ?? 0) - (place.get(other.pk) ?? 0));
}

/** Each fact once, with all that its copies say: those of two customers who turned out to be one stay where they are. */
function joined(facts: readonly Stored<Fact>[]): Stored<Fact>[] {
  const all = new Map<string, Stored<Fact>>();
  for (const fact of facts) {
    const name = factName(fact.value);
    const known = all.get(name);
    all.set(name, known === undefined ? fact : { ...known, value: joinFacts(known.value, fact.value) });
  }
  return [...all.values()];
}

/** The digests of the customer, first, and of those who were joined to this one. */
export function digestsOf({ customer, facts }: Pick<History, 'customer' | 'facts'>): SettledFact[] {
  const digests = facts.filter((fact) => fact.kind === 'settled');
  return digests.sort((one, other) => Number(other.id === customer) - Number(one.id === customer));
}

/** Those that are read, and of the others each that is not known yet, in the order in which they would be read. */
function withMore<T>(read: readonly Stored<T>[], more: readonly Stored<T>[], name: (one: Stored<T>) => string) {
  if (more.length === 0) return read;
  const all = new Map(read.map((one) => [name(one), one]));
  for (const one of more) if (!all.has(name(one))) all.set(name(one), one);
  return [...all.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** The place of a run, held by the latest of a journey about a subject. */
function placeOf({ value: { journey, subject } }: Stored<Run>): string {
  return `${journey}#${subject.kind}#${subject.kind === 'customer' ? '' : subject.id}`;
}

/** The facts that an event names: what it tells of, its order, and its cart. */
function factsIn(event: StoreEvent): Pick<Fact, 'kind' | 'id'>[] {
  const fact = factOf(event);
  const order = 'order' in event ? event.order : undefined;
  const cart = 'cart' in event ? event.cart : undefined;
  const named = [
    ...(fact ? [fact] : []),
    ...(order ? [{ kind: 'order', id: order.id } as const] : []),
    ...(cart ? [{ kind: 'cart', id: cart.id } as const] : []),
  ];
  return [...new Map(named.map((fact) => [factName(fact), fact])).values()];
}

/** The possible subjects of runs that an event concerns by the things it names. */
function subjectsIn(event: StoreEvent): Subject[] {
  return subjectKinds.flatMap((kind) => {
    const named: unknown = kind === 'customer' ? undefined : Reflect.get(event, kind);
    return isNamed(named) ? [{ kind, id: named.id }] : [];
  });
}

/**
 * The facts about a run's subject, and the answer to its own question; without an order, which is found with everything
 * about it.
 */
function factsOfRun({ id, subject: { kind, id: of }, about }: Run): Pick<Fact, 'kind' | 'id'>[] {
  const named = [...(about ? [about] : []), ...(kind === 'customer' ? [] : [{ kind, id: of }])];
  const facts = [...named.filter((fact) => fact.kind !== 'order'), { kind: 'survey', id } as const];
  return [...new Map(facts.map((fact) => [factName(fact), fact])).values()];
}

function isNamed(value: unknown): value is { readonly id: string } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

/**
 * Runs under the names of several customers who turned out to be one may share a place: the one that holds it goes
 * first.
 */
function lastFirst(runs: readonly Stored<Run>[]): Stored<Run>[] {
  const givesWay = (one: Stored<Run>, other: Stored<Run>) => Number(takesPlaceOf(one.value, other.value));
  return runs.toSorted((one, other) => givesWay(one, other) - givesWay(other, one));
}
