import type { Fact } from '../model/fact.ts';
import type { Profile } from '../model/profile.ts';
import type { Run } from '../model/run.ts';
import type { PastRun, SettledFact } from '../model/settled.ts';
import { countedBy, nameOf } from '../policy/past/past.ts';
import { absorb, absorbed, asSettled, emptySettled, settle, withOpenRuns } from '../policy/past/settled.ts';
import type { Keys } from '../secrets/keys.ts';
import type { History } from './history.ts';
import { type HistoryBudget, oldestFacts, oldestRuns } from './history-budget.ts';
import {
  besideOrderKey,
  closedMark,
  closedRunKey,
  factKey,
  isSettledPlace,
  revisionAway,
  settledKey,
  twinKey,
} from './keys.ts';
import { joinSettled, lastOfKind, laterRun, putAside } from './put-aside.ts';
import type { Key, Stored, Table } from './table.ts';
import { type Thing, thingsOf, thingsOfRun, type Whereabouts } from './whereabouts.ts';

/** What is asked of a run before it is moved away. Times in epoch milliseconds. */
export interface Openness {
  readonly now: number;
  /** Whether an event may still mean something to it. */
  readonly isOpen: (run: Run) => boolean;
  /** The events that may, although they do not name what it is about, and until when. */
  readonly openTo: (run: Run) => Pick<PastRun, 'on' | 'until'> | undefined;
}

/** What {@link Tidy} works with. */
export interface TidyBasis {
  readonly table: Table;
  readonly keys: Keys;
  /** How much of a customer every decision reads. */
  readonly budget: HistoryBudget;
  readonly whereabouts: Whereabouts;
}

/** Moves the oldest of a long history to where decisions do not read. */
export class Tidy {
  readonly #table: Table;
  readonly #keys: Keys;
  readonly #budget: HistoryBudget;
  readonly #whereabouts: Whereabouts;

  constructor({ table, keys, budget, whereabouts }: TidyBasis) {
    this.#table = table;
    this.#keys = keys;
    this.#budget = budget;
    this.#whereabouts = whereabouts;
  }

  /**
   * Moves the oldest facts and runs away, if the history has grown beyond its budget, and takes over the lists of the digests of
   * customers who were joined to this one. The digest is written first, by one conditional write; then each fact is copied and deleted
   * as it was read. A function that dies on the way leaves a fact that is read and
   * counts as such, and is moved another time.
   * @param history as it was read; with what was fetched from the archive or without
   */
  async tidy(history: History, openness: Openness): Promise<void> {
    const { customer } = history;
    const facts = history.stored.facts.filter(isRead);
    const old = oldestFacts(facts, this.#budget);
    const closed = oldestRuns(history.stored.runs.filter(isRead), openness.isOpen, this.#budget);
    const joined = digestsAmong(facts).filter(({ value }) => value.id !== customer);
    const whole = joined.filter(({ value }) => value.absorbed === undefined);
    if (old.length === 0 && closed.length === 0 && whole.length === 0) return;
    const digest = await this.#writeDigest(history, { old, closed, whole }, openness);
    if (digest === undefined) return; // somebody else is at it
    // A join of the customer to another that begins from now on takes this digest over.
    const profile = (await this.#table.get(history.stored.profile))?.value as Profile | undefined; // the key holds the noun
    if (profile === undefined || profile.mergedInto !== undefined) return;
    const counting = joined.filter(({ value }) => old.some((fact) => isCounted(fact.value, value)));
    for (const one of new Set([...whole, ...counting])) await this.#keep(one);
    const going = old.map(({ value }) => value);
    const digests = [digest, ...joined.map(({ value }) => value)];
    await this.#whereabouts.note(customer, [...going.flatMap(thingsOf), ...closed.flatMap(thingsOfStored)]);
    await this.#markTwins(customer, going);
    await this.#putBeside(going, customer);
    await Promise.all([
      ...old.map((fact) => this.#settle(fact, digests, customer)),
      ...closed.map((run) => this.#close(run, customer)),
    ]);
  }

  async #writeDigest(
    { customer, stored: { facts } }: History,
    { old, closed, whole }: Moving,
    { now, openTo }: Openness,
  ): Promise<SettledFact | undefined> {
    const read = facts.filter(isRead);
    const stored = digestsAmong(read).find(({ value }) => value.id === customer);
    const known = absorb(
      stored?.value ?? emptySettled(customer, now),
      whole.map(({ value }) => value),
    );
    const open = closed.flatMap(({ value }): PastRun[] => {
      const opening = openTo(value);
      return opening ? [{ id: value.id, customer, ...opening }] : [];
    });
    const batch = await this.#lastBatch(customer, known, read);
    const settled = settle(
      known,
      old.map(({ value }) => value),
      [...read, ...batch].map(({ value }) => value),
    );
    const after = withOpenRuns(settled, open, now);
    const written = await this.#table.put(factKey(customer, after), after, stored?.rev ?? 0);
    return written === undefined ? undefined : after;
  }

  /**
   * The orders of the last batch that have been moved away. Somebody slow may have done so who does not know what that batch has
   * counted of them: then the digest has to go on saying so.
   */
  async #lastBatch(customer: string, { batch }: SettledFact, read: readonly Stored<Fact>[]): Promise<Stored<Fact>[]> {
    const names = new Set(read.map(({ value }) => nameOf(value)));
    const away = Object.keys(batch).filter((id) => !names.has(nameOf({ kind: 'order', id })));
    const places = away.map((id) => settledKey(customer, { kind: 'order', id }, this.#keys));
    return places.length === 0 ? [] : ((await this.#table.getMany(places)) as Stored<Fact>[]); // the keys hold the noun
  }

  /** Keeps a digest without its lists, and lets it live as long as what it counts: it is written again. */
  async #keep(digest: Stored<SettledFact>): Promise<void> {
    await this.#table.put(digest, absorbed(digest.value), digest.rev); // who was first has kept it as well
  }

  /**
   * Marks orders that others have put aside as well: once these turn out to be the customer, each counts once. With one whose
   * digest is here already the join may have been broken off before their orders were compared.
   */
  async #markTwins(customer: string, going: readonly Fact[]): Promise<void> {
    for (const { kind, id } of going.filter((fact) => fact.kind === 'order')) {
      if (!(await this.#whereabouts.isElsewhere({ kind, id }, customer))) continue;
      await this.#table.put(twinKey(customer, id, this.#keys), { order: id }, 0); // it may be there
    }
  }

  /** What is about an order is put beside it, before it is not read any more. */
  async #putBeside(facts: readonly Fact[], customer: string): Promise<void> {
    const places = new Map<string, { readonly key: Key; readonly value: Fact }>();
    for (const fact of facts) {
      const key = besideOrderKey(customer, fact, this.#keys);
      if (key === undefined) continue;
      const known = places.get(key.sk)?.value;
      places.set(key.sk, { key, value: known === undefined ? fact : lastOfKind(known, fact) });
    }
    await Promise.all([...places.values()].map(({ key, value }) => putAside(this.#table, key, value, lastOfKind)));
  }

  async #settle(fact: Stored<Fact>, digests: readonly SettledFact[], customer: string): Promise<void> {
    const value = fact.value.kind === 'order' ? asSettled(fact.value, digests) : fact.value;
    const away = revisionAway(fact.rev);
    const known = digests.length === 1 ? away : 0; // of a copy with another customer it would say nothing
    await putAside(this.#table, settledKey(customer, value, this.#keys), value, joinSettled, known);
    if (away > 0) await this.#arrive(value, customer);
    await this.#table.delete(fact, fact.rev);
  }

  /** A parcel that was put aside under way, and has arrived, is not under way there any more. */
  async #arrive(fact: Fact, customer: string): Promise<void> {
    if (fact.kind !== 'shipment' || fact.deliveredAt === undefined) return;
    const key = besideOrderKey(customer, { ...fact, deliveredAt: undefined }, this.#keys);
    if (key !== undefined) await this.#table.delete(key, 1); // one that others have changed says by its own place that it arrived
  }

  async #close(run: Stored<Run>, customer: string): Promise<void> {
    const key = closedRunKey(customer, run.value.id);
    if (key === undefined) return;
    await this.#table.put(closedMark(customer, run.value.subject, key, this.#keys), {}, 0); // it may be there
    await putAside(this.#table, key, { ...run.value, closedAs: run.rev }, laterRun);
    await this.#table.delete(run, run.rev);
  }
}

/** What is to be moved, and the digests whose lists are to be taken over. */
interface Moving {
  readonly old: readonly Stored<Fact>[];
  readonly closed: readonly Stored<Run>[];
  readonly whole: readonly Stored<SettledFact>[];
}

function digestsAmong(facts: readonly Stored<Fact>[]): Stored<SettledFact>[] {
  return facts.filter((fact): fact is Stored<SettledFact> => fact.value.kind === 'settled');
}

function isCounted(fact: Fact, digest: SettledFact): boolean {
  return fact.kind === 'order' && countedBy(digest, fact) !== undefined;
}

function thingsOfStored({ value }: Stored<Run>): Thing[] {
  return thingsOfRun(value);
}

function isRead(item: Key): boolean {
  return !isSettledPlace(item);
}
