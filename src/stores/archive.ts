import type { StoreEvent } from '../contracts/event.ts';
import type { Fact } from '../contracts/fact.ts';
import type { Profile } from '../contracts/profile.ts';
import { type Run, type Subject, subjectKinds } from '../contracts/run.ts';
import type { SettledFact } from '../contracts/settled.ts';
import type { Keys } from '../platform/keys.ts';
import { factOf } from '../policy/facts.ts';
import { joinFacts } from '../policy/join-facts.ts';
import { nameOf } from '../policy/past.ts';
import { takesPlaceOf } from '../policy/runs.ts';
import { asSettled, emptySettled, settle } from '../policy/settled.ts';
import { orderOf } from '../policy/subject.ts';
import type { History } from './customers.ts';
import type { Facts } from './facts.ts';
import { type HistoryBudget, oldestFacts, oldestRuns } from './history-budget.ts';
import {
  closedMark,
  closedMarks,
  closedRunKey,
  customerPartition,
  factKey,
  isSettledPlace,
  markedRun,
  settledKey,
  settledKeys,
  settledOrderRange,
  settledRange,
} from './keys.ts';
import type { Key, Stored, Table } from './table.ts';

/**
 * The part of a customer's past that decisions do not read: settled facts, for which a digest stands, and runs that
 * are over. What a decision is about is fetched from here when it is asked for.
 */
export class Archive {
  readonly #table: Table;
  readonly #keys: Keys;
  readonly #budget: HistoryBudget;

  constructor(table: Table, keys: Keys, budget: HistoryBudget) {
    this.#table = table;
    this.#keys = keys;
    this.#budget = budget;
  }

  /** The history with the facts that an event changes or goes by. Without an archive nothing is read. */
  async forChange(history: History, event: StoreEvent): Promise<History> {
    const archives = archivesOf(history);
    if (archives.length === 0) return history;
    return this.#with(history, archives, { facts: factsIn(event), subjects: [] });
  }

  /**
   * The history with what an event is about: the things that it names, everything about its order, and the runs about
   * them. Without an archive nothing is read.
   */
  async forEvent(history: History, event: StoreEvent): Promise<History> {
    const archives = archivesOf(history);
    if (archives.length === 0) return history;
    const order = 'order' in event ? event.order?.id : undefined;
    const facts = factsIn(event).filter(({ kind }) => kind !== 'order'); // it is found with all that is about it
    return this.#with(history, archives, { facts, order, subjects: subjectsIn(event) });
  }

  /** The history with the runs about a subject that are not read any more. */
  async forSubject(history: History, subject: Subject): Promise<History> {
    const archives = archivesOf(history);
    if (archives.length === 0) return history;
    return this.#with(history, archives, { facts: [], subjects: [subject] });
  }

  /** The history with a run and with all that is known of what it is about. Without an archive nothing is read. */
  async forRun(history: History, id: string): Promise<History> {
    const archives = archivesOf(history);
    if (archives.length === 0) return history;
    const keys = archives.flatMap((customer) => closedRunKey(customer, id) ?? []);
    const isRead = history.runs.some(({ value }) => value.id === id);
    const found = isRead ? [] : ((await this.#table.getMany(keys)) as Stored<Run>[]); // the keys hold the noun
    const runs = withMore(
      history.runs,
      found.filter(({ value }) => value.id === id),
      placeOf,
    );
    const run = runs.find(({ value }) => value.id === id)?.value;
    if (run === undefined) return history;
    const known = await this.#with({ ...history, runs }, archives, { facts: factsOfRun(run), subjects: [] });
    const order = orderOf(
      run,
      known.facts.map(({ value }) => value),
    );
    return order === undefined ? known : this.#with(known, archives, { facts: [], order, subjects: [] });
  }

  async #with(history: History, archives: readonly string[], wanted: Wanted): Promise<History> {
    const [one, ofOrders, ofSubjects] = await Promise.all([
      this.#named(history, archives, wanted),
      Promise.all(archives.map((customer) => this.#ofOrder(customer, wanted.order))),
      this.#ofSubjects(archives, wanted.subjects),
    ]);
    return {
      ...history,
      facts: withMore(history.facts, [...one, ...ofOrders.flat()], ({ value }) => nameOf(value)),
      runs: withMore(history.runs, lastFirst(ofSubjects), placeOf),
    };
  }

  async #named({ facts }: History, archives: readonly string[], wanted: Wanted): Promise<Stored<Fact>[]> {
    const read = new Set(facts.map(({ value }) => nameOf(value)));
    const missing = wanted.facts.filter((fact) => !read.has(nameOf(fact)));
    const keys = archives.flatMap((customer) => missing.map((fact) => settledKey(customer, fact, this.#keys)));
    return keys.length === 0 ? [] : ((await this.#table.getMany(keys)) as Stored<Fact>[]); // the keys hold the noun
  }

  async #ofOrder(customer: string, order: string | undefined): Promise<Stored<Fact>[]> {
    if (order === undefined) return [];
    const { from, to } = settledOrderRange(order, this.#keys);
    return (await this.#table.range(customerPartition(customer), from, to)) as Stored<Fact>[]; // the range holds facts only
  }

  async #ofSubjects(archives: readonly string[], subjects: readonly Subject[]): Promise<Stored<Run>[]> {
    const found = await Promise.all(
      archives.flatMap((customer) =>
        subjects.map((subject) => {
          const { from, to } = closedMarks(subject, this.#keys);
          return this.#table.range(customerPartition(customer), from, to);
        }),
      ),
    );
    return (await this.#table.getMany(found.flat().map(markedRun))) as Stored<Run>[]; // the keys hold the noun
  }

  /**
   * Moves the oldest facts and runs to where they are not read, if the history has grown beyond its budget. The digest is
   * written first, by one conditional write; then each fact is copied and deleted as it was read. Whoever dies on the way
   * leaves a fact that is read and counts as such, and is moved another time.
   * @param history as it was read; with what was fetched from the archive or without
   * @param isOpen whether an event that does not name what a run is about may still mean something to it
   * @param now epoch milliseconds
   */
  async tidy(history: History, isOpen: (run: Run) => boolean, now: number): Promise<void> {
    const facts = history.facts.filter(isRead);
    const old = oldestFacts(facts, this.#budget);
    const closed = oldestRuns(history.runs.filter(isRead), isOpen, this.#budget);
    if (old.length === 0 && closed.length === 0) return;
    const digest = await this.#writeDigest(history, facts, old, now);
    if (digest === undefined) return; // somebody else is at it
    // Whoever joins the customer to another from now on takes this digest over.
    const profile = (await this.#table.get(history.profile))?.value as Profile | undefined; // the key holds the noun
    if (profile === undefined || profile.mergedInto !== undefined) return;
    const others = facts.flatMap(({ value }) => (value.kind === 'settled' && value.id !== digest.id ? [value] : []));
    await Promise.all([
      ...old.map((fact) => this.#settle(fact, [digest, ...others], history.customer)),
      ...closed.map((run) => this.#close(run, history.customer)),
    ]);
  }

  async #writeDigest(
    { customer }: History,
    facts: readonly Stored<Fact>[],
    old: readonly Stored<Fact>[],
    now: number,
  ): Promise<SettledFact | undefined> {
    const stored = facts.find(({ value }) => value.kind === 'settled' && value.id === customer);
    const known = stored?.value.kind === 'settled' ? stored.value : emptySettled(customer, now);
    const read = facts.map(({ value }) => value);
    const going = old.map(({ value }) => value);
    const after = settle(known, going, read);
    const written = await this.#table.put(factKey(customer, after), after, stored?.rev ?? 0);
    return written === undefined ? undefined : after;
  }

  async #settle(fact: Stored<Fact>, digests: readonly SettledFact[], customer: string): Promise<void> {
    const value = fact.value.kind === 'order' ? asSettled(fact.value, digests) : fact.value;
    for (const key of settledKeys(customer, value, this.#keys)) await this.#copy(key, value, joinSettled);
    await this.#table.delete(fact, fact.rev);
  }

  async #close(run: Stored<Run>, customer: string): Promise<void> {
    const key = closedRunKey(customer, run.value.id);
    if (key === undefined) return;
    await this.#table.put(closedMark(customer, run.value.subject, key, this.#keys), {}, 0); // it may be there
    await this.#copy(key, { ...run.value, closedAs: run.rev }, laterRun);
    await this.#table.delete(run, run.rev);
  }

  /** Puts a copy in its place, over what is there from an earlier time. */
  async #copy<T>(key: Key, value: T, over: (known: T, value: T) => T): Promise<void> {
    if ((await this.#table.put(key, value, 0)) !== undefined) return;
    for (let known = await this.#table.get(key); known !== undefined; known = await this.#table.get(key)) {
      if ((await this.#table.put(key, over(known.value as T, value), known.rev)) !== undefined) return; // the key holds the noun
    }
  }

  /**
   * Lets a customer read again what they know of, settled or not, and what another customer's archive holds too: as one fact,
   * which says what the sums of all hold of it.
   * @param archives the customers with whom facts of the one who takes over may have been settled
   */
  async share(from: string, to: string, archives: readonly string[], facts: Facts): Promise<void> {
    const items = await this.#table.range(customerPartition(from), settledRange.from, settledRange.to);
    const settled = items.map(({ value }) => value as Fact); // the range holds facts only
    const each = [...new Map(settled.map((fact) => [nameOf(fact), fact])).values()];
    const owners = archives.filter((archive) => archive !== from);
    const places = [
      ...each.map((fact) => factKey(to, fact)),
      ...owners.flatMap((owner) => each.map((fact) => settledKey(owner, fact, this.#keys))),
    ];
    const known = (await this.#table.getMany(places)) as Stored<Fact>[]; // the keys hold the noun
    const names = new Set(known.map(({ value }) => nameOf(value)));
    for (const fact of each) if (names.has(nameOf(fact))) await facts.adopt(to, fact, owners);
  }
}

/** What to fetch: facts by kind and id, all facts about an order, and runs by what they are about. */
interface Wanted {
  readonly facts: readonly Pick<Fact, 'kind' | 'id'>[];
  readonly order?: string | undefined;
  readonly subjects: readonly Subject[];
}

/** What stands for the settled facts of the customer, first, and of those who were joined to this one. */
export function digestsOf({ customer, facts }: Pick<History, 'customer' | 'facts'>): SettledFact[] {
  const digests = facts.flatMap(({ value }) => (value.kind === 'settled' ? [value] : []));
  return digests.sort((one, other) => Number(other.id === customer) - Number(one.id === customer));
}

/** The customers whose archives belong to the history. */
function archivesOf(history: History): string[] {
  return digestsOf(history).map(({ id }) => id);
}

/** Those that are read, and of the others each that is not known yet, in the order in which they would be read. */
function withMore<T>(read: readonly Stored<T>[], more: readonly Stored<T>[], name: (one: Stored<T>) => string) {
  if (more.length === 0) return read;
  const all = new Map(read.map((one) => [name(one), one]));
  for (const one of more) if (!all.has(name(one))) all.set(name(one), one);
  return [...all.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** What there is one run of: the latest of a journey about a subject. */
function placeOf({ value: { journey, subject } }: Stored<Run>): string {
  return `${journey}#${subject.kind}#${subject.kind === 'customer' ? '' : subject.id}`;
}

function isRead(item: Key): boolean {
  return !isSettledPlace(item);
}

/** The facts that an event names: what it tells of, its order, and its cart. */
function factsIn(event: StoreEvent): Pick<Fact, 'kind' | 'id'>[] {
  const told = factOf(event);
  const order = 'order' in event ? event.order : undefined;
  const cart = 'cart' in event ? event.cart : undefined;
  const named = [
    ...(told ? [told] : []),
    ...(order ? [{ kind: 'order', id: order.id } as const] : []),
    ...(cart ? [{ kind: 'cart', id: cart.id } as const] : []),
  ];
  return [...new Map(named.map((fact) => [nameOf(fact), fact])).values()];
}

/** What runs may be about that an event concerns by what it names. */
function subjectsIn(event: StoreEvent): Subject[] {
  return subjectKinds.flatMap((kind) => {
    const named: unknown = kind === 'customer' ? undefined : Reflect.get(event, kind);
    return isNamed(named) ? [{ kind, id: named.id }] : [];
  });
}

/** What a run is about, but for an order, which is found with all that is about it: as the answer to the run's own question is. */
function factsOfRun({ id, subject: { kind, id: of }, about }: Run): Pick<Fact, 'kind' | 'id'>[] {
  const named = [...(about ? [about] : []), ...(kind === 'customer' ? [] : [{ kind, id: of }])];
  const answer = named.some((fact) => fact.kind === 'order') ? [] : [{ kind: 'survey', id } as const];
  const facts = [...named.filter((fact) => fact.kind !== 'order'), ...answer];
  return [...new Map(facts.map((fact) => [nameOf(fact), fact])).values()];
}

function isNamed(value: unknown): value is { readonly id: string } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

function joinSettled(known: Fact, fact: Fact): Fact {
  return joinFacts(fact, known);
}

/** Runs under the names of several customers who turned out to be one may be of one place: the one that stands goes first. */
function lastFirst(runs: readonly Stored<Run>[]): Stored<Run>[] {
  const givesWay = (one: Stored<Run>, other: Stored<Run>) => Number(takesPlaceOf(one.value, other.value));
  return runs.toSorted((one, other) => givesWay(one, other) - givesWay(other, one));
}

/**
 * Of two copies in one place the one that was moved there later: revisions grow from run to run of one place. Which of the runs
 * started first says nothing, for one that was no entry gives way to one that is told of late. Of two of one revision the one
 * there may have changed since.
 */
function laterRun(known: Run, run: Run): Run {
  return (known.closedAs ?? 0) >= (run.closedAs ?? 0) ? known : run;
}
