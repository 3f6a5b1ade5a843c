import type { Fact } from '../model/fact.ts';
import type { Run } from '../model/run.ts';
import type { SettledFact } from '../model/settled.ts';
import { joinFacts } from '../policy/past/join-facts.ts';
import { nameOf } from '../policy/past/past.ts';
import type { Keys } from '../secrets/keys.ts';
import { digestsOf } from './archive.ts';
import type { Facts } from './facts.ts';
import type { History } from './history.ts';
import {
  closedMark,
  closedMarks,
  closedRunKey,
  customerPartition,
  factKey,
  isSettledPlace,
  markedRun,
  settledKey,
  settledRange,
  twinKey,
  twinRange,
} from './keys.ts';
import { laterRun, putAside } from './put-aside.ts';
import type { Key, Stored, Table } from './table.ts';
import { type Thing, thingsOf, type Whereabouts } from './whereabouts.ts';

/** Of an archive with more facts only what the marks name is looked at. */
const mostShared = 500;

/**
 * What a customer takes over of the archive of another who was joined to them. The archive stays where it is, however much
 * it holds: read again is only what both have heard of, so that it counts once.
 */
export class Inheritance {
  readonly #table: Table;
  readonly #keys: Keys;
  readonly #whereabouts: Whereabouts;
  readonly #facts: Facts;

  constructor(table: Table, keys: Keys, whereabouts: Whereabouts, facts: Facts) {
    this.#table = table;
    this.#keys = keys;
    this.#whereabouts = whereabouts;
    this.#facts = facts;
  }

  /**
   * @param heir the customer who takes over, with the digests of the other already
   * @param taken those digests
   */
  async takeOver(from: string, heir: History, taken: readonly SettledFact[]): Promise<void> {
    if (taken.length === 0) return;
    await this.#takeRuns(from, heir.customer);
    const isMarked = digestsOf(heir).every(({ since }) => since !== undefined);
    const { from: first, to: last } = settledRange;
    const most = isMarked ? mostShared + 1 : undefined;
    const items = (await this.#table.range(customerPartition(from), first, last, most)) as Stored<Fact>[]; // facts only
    if (!isMarked || items.length <= mostShared) await this.#shareAll(items, heir);
    for (const fact of heir.facts.filter(isNoDigest)) await this.#share(heir, fact, taken);
    const twins = await this.#twins(from, heir.customer);
    // Of two customers who are joined to the heir at once, the second sees the marks of the first, or the first its digest.
    const digests = twins.length === 0 ? [] : await this.#digests(heir.customer);
    for (const order of twins) await this.#share(heir, { kind: 'order', id: order }, digests);
  }

  /** The last runs about the customer: they are about the one who takes over from now on. */
  async #takeRuns(from: string, to: string): Promise<void> {
    const about = { kind: 'customer', id: to } as const;
    const { from: first, to: last } = closedMarks(about, this.#keys);
    const marks = await this.#table.range(customerPartition(from), first, last);
    const closed = (await this.#table.getMany(marks.map(markedRun))) as Stored<Run>[]; // the keys hold the noun
    for (const { value } of closed) {
      const key = closedRunKey(to, value.id);
      if (key === undefined) continue;
      await this.#table.put(closedMark(to, about, key, this.#keys), {}, 0); // it may be there
      await putAside(this.#table, key, { ...value, customer: to, subject: about }, laterRun);
    }
  }

  /** Orders that one of the two put aside and others as well: the one who takes over keeps all these marks. */
  async #twins(from: string, to: string): Promise<string[]> {
    const { from: first, to: last } = twinRange;
    const ranges = [from, to].map((customer) => this.#table.range(customerPartition(customer), first, last));
    const [theirs = [], own = []] = (await Promise.all(ranges)) as Stored<{ readonly order: string }>[][]; // only tidy writes them
    const orders = new Set(own.map(({ value }) => value.order));
    for (const { value } of theirs) {
      if (orders.has(value.order)) continue;
      orders.add(value.order);
      await this.#table.put(twinKey(to, value.order, this.#keys), value, 0);
    }
    return [...orders];
  }

  async #digests(customer: string): Promise<SettledFact[]> {
    const { pk, sk } = factKey(customer, { kind: 'settled', id: '' });
    const stored = (await this.#table.range(pk, sk, `${sk}~`)) as Stored<SettledFact>[]; // the range holds digests only
    return stored.map(({ value }) => value);
  }

  /** Reads a fact again that is known in several places, one of them an archive: as one fact, with what all sums hold of it. */
  async #share(heir: History, of: Pick<Fact, 'kind' | 'id'>, digests: readonly SettledFact[]): Promise<void> {
    const { customer } = heir;
    const things: Thing[] = 'order' in of ? thingsOf(of as Fact) : [of]; // a whole fact has all its fields
    const asked = await this.#whereabouts.archivesWith(customer, digests, things);
    const archives = [...new Set([customer, ...asked])]; // the heir may be settling the first of them
    const places = archives.map((archive) => settledKey(archive, of, this.#keys));
    await this.#unite(heir, await this.#read([factKey(customer, of), ...places]), archives);
  }

  /** A short archive is looked at as a whole, and one that was put aside before there were marks. */
  async #shareAll(items: readonly Stored<Fact>[], heir: History): Promise<void> {
    const { customer } = heir;
    const settled = items.map(({ value }) => value);
    const each = [...new Map(settled.map((fact) => [nameOf(fact), fact])).values()];
    const archives = [...new Set([customer, ...digestsOf(heir).map(({ id }) => id)])]; // the heir may be settling the first of them
    const places = each.flatMap((fact) => [
      factKey(customer, fact),
      ...archives.map((archive) => settledKey(archive, fact, this.#keys)),
    ]);
    const known = Map.groupBy(await this.#read(places), ({ value }) => nameOf(value));
    for (const copies of known.values()) await this.#unite(heir, copies, archives);
  }

  async #unite({ customer }: History, copies: readonly Stored<Fact>[], archives: readonly string[]): Promise<void> {
    const [first, ...others] = copies.map(({ value }) => value);
    if (first === undefined || others.length === 0 || !copies.some(isSettledPlace)) return;
    await this.#facts.adopt(customer, others.reduce(joinFacts, first), archives);
  }

  async #read(keys: readonly Key[]): Promise<Stored<Fact>[]> {
    return (await this.#table.getMany(keys)) as Stored<Fact>[]; // the keys hold the noun
  }
}

function isNoDigest({ kind }: Fact): boolean {
  return kind !== 'settled' && kind !== 'browsing';
}
