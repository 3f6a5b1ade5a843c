import type { Fact } from '../model/fact.ts';
import type { Run } from '../model/run.ts';
import type { SettledFact } from '../model/settled.ts';
import type { KeysOnDemand } from '../secrets/keys.ts';
import { customerInMark, whereKey, whereRange } from './item-keys.ts';
import type { Table } from './table.ts';

/** The name of a thing: an order, a cart, a product. */
export interface Thing {
  readonly kind: string;
  readonly id: string;
}

/** Of more customers than these nobody asks who has put a thing aside: it is one that many have, such as a product. */
const mostOwners = 20;

/** In so many archives a thing is looked for that many customers have. */
const fewArchives = 3;

/** Which customers have put something aside that is about a thing. So many may turn out to be one, and each archive stays where it is. */
export class Whereabouts {
  readonly #table: Table;
  readonly #keys: KeysOnDemand;

  constructor(table: Table, keys: KeysOnDemand) {
    this.#table = table;
    this.#keys = keys;
  }

  /** Notes that a customer puts things aside. */
  async note(customer: string, things: readonly Thing[]): Promise<void> {
    const each = new Map(things.map((thing) => [spell(thing), thing]));
    const keys = await this.#keys();
    await Promise.all([...each.values()].map((thing) => this.#table.put(whereKey(customer, thing, keys), {}, 0))); // it may be there
  }

  /**
   * True if other customers have archived a thing as well. Of two who do so at once, and note it before they ask, at
   * least one hears of it.
   */
  async isElsewhere(thing: Thing, customer: string): Promise<boolean> {
    return (await this.#owners(thing, 2)).some((owner) => owner !== customer);
  }

  /**
   * The archives to search for things: the customer's own first. One short query for each thing, if there are several
   * archives beside it.
   * @param digests the digest of each archive
   */
  async archivesWith(customer: string, digests: readonly SettledFact[], things: readonly Thing[]): Promise<string[]> {
    // What was put aside before there were marks has none.
    const always = digests.filter(({ id, since }) => id === customer || since === undefined).map(({ id }) => id);
    const others = digests.map(({ id }) => id).filter((id) => !always.includes(id));
    if (others.length < 2) return [...always, ...others];
    const found = await Promise.all(things.map((thing) => this.#owners(thing, mostOwners)));
    const many = found.some(({ length }) => length === mostOwners) ? others.slice(0, fewArchives) : [];
    const owners = new Set([...many, ...found.flat()]);
    return [...always, ...others.filter((id) => owners.has(id))];
  }

  async #owners(thing: Thing, most: number): Promise<string[]> {
    const { pk } = whereKey('', thing, await this.#keys());
    const marks = await this.#table.range(pk, whereRange.from, whereRange.to, most);
    return marks.map(customerInMark);
  }
}

/** Under which things a fact is found: its own, and its order. */
export function thingsOf(fact: Fact): Thing[] {
  const own = { kind: fact.kind, id: fact.id };
  const order = 'order' in fact && fact.order !== undefined ? [{ kind: 'order', id: fact.order }] : [];
  return [own, ...order];
}

/** Under which things a run is found. One that is about the customer goes along with them. */
export function thingsOfRun({ subject }: Run): Thing[] {
  return subject.kind === 'customer' ? [] : [subject];
}

function spell({ kind, id }: Thing): string {
  return `${kind}#${id}`;
}
