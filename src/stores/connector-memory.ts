import type { IdentityKind } from '../commerce/customer/identity.ts';
import type { Keys } from '../secrets/keys.ts';
import { change, unlessEqual } from './change.ts';
import { ConnectorUpkeep } from './connector-upkeep.ts';
import { connectorThingKey, orderingConnectorsKey, orderOwnerKey } from './item-keys.ts';
import type { Stored, Table } from './table.ts';

type State = Readonly<Record<string, unknown>>;

/** A delivery that has changed a thing's state, and whose events are not known to be on the bus. */
export interface ThingClaim {
  /** A keyed hash of the delivery. */
  readonly print: string;
  /** When it was claimed; epoch milliseconds. */
  readonly at: number;
  /** The state by which it is mapped; left out if there was none. */
  readonly before?: State;
}

/** What a connector remembers of a thing: its last state, and the platform's time of it. */
export interface ThingMemory {
  readonly changedAt?: number;
  readonly state: State;
  readonly claims?: readonly ThingClaim[];
}

/** A thing of a connector's platform. */
export interface NamedThing {
  readonly connector: string;
  readonly resource: string;
  readonly id: string;
}

/** The identity that an order was placed under, as a keyed hash. */
export interface OrderOwner {
  readonly kind: IdentityKind;
  readonly hash: string;
}

/** Where an order comes from. Those of tests are apart. */
export interface OrderSource {
  readonly connector: string;
  readonly test: boolean;
}

/** What connectors keep in the table: nothing that names a person. */
export class ConnectorMemory extends ConnectorUpkeep {
  readonly #table: Table;
  readonly #keys: Keys;
  /** Connectors that are known to have reported orders. */
  readonly #ordering = new Set<string>();

  constructor(table: Table, keys: Keys) {
    super(table);
    this.#table = table;
    this.#keys = keys;
  }

  /** What is remembered of a thing. */
  async thing(thing: NamedThing): Promise<Stored<ThingMemory> | undefined> {
    return (await this.#table.get(this.#keyOf(thing))) as Stored<ThingMemory> | undefined; // only written below
  }

  /**
   * Remembers a thing if its memory is still as it was read.
   * @returns the memory as it is now; undefined when somebody else was first
   */
  async remember(
    thing: NamedThing,
    read: Stored<ThingMemory> | undefined,
    memory: ThingMemory,
  ): Promise<Stored<ThingMemory> | undefined> {
    if (read !== undefined && unlessEqual(read.value, memory) === undefined) return read;
    const key = this.#keyOf(thing);
    const rev = await this.#table.put(key, memory, read?.rev ?? 0);
    return rev === undefined ? undefined : { ...key, value: memory, rev };
  }

  /** Takes a delivery's claim away: its events are on the bus. @param read the memory as it was read last */
  async release(thing: NamedThing, print: string, read: Stored<ThingMemory>): Promise<void> {
    const without = (before: Stored<ThingMemory> | undefined): ThingMemory | undefined => {
      if (before?.value.claims?.some((claim) => claim.print === print) !== true) return undefined;
      const { claims = [], ...memory } = before.value;
      const others = claims.filter((claim) => claim.print !== print);
      return { ...memory, ...(others.length > 0 && { claims: others }) };
    };
    await change<ThingMemory>(this.#table, this.#keyOf(thing), read, without, { noun: 'What a connector remembers' });
  }

  /** The hash of a value in what is remembered of a thing, such as an address that is compared later. */
  hashOf(value: string): string {
    return this.#keys.hash('value of a thing', value);
  }

  /** The name of a delivery in a claim. */
  printOf(delivery: string): string {
    return this.#keys.hash('delivery of a thing', delivery);
  }

  /**
   * Who placed an order that came through a connector. Of a connector that never reports orders, such as the backend of a shop
   * that sells by another one, it is the order of this number of all others, if there is only one.
   */
  async ownerOf(order: string, from: OrderSource): Promise<OrderOwner | undefined> {
    const own = await this.#table.get(orderOwnerKey(order, this.#keys, from));
    if (own !== undefined) return own.value as OrderOwner; // only written below
    const ordering = from.test ? [from.connector] : await this.#orderingConnectors();
    const others = ordering.includes(from.connector) ? [] : ordering;
    const before = orderOwnerKey(order, this.#keys);
    const keys = others.map((connector) => orderOwnerKey(order, this.#keys, { connector, test: false }));
    const found = await this.#table.getMany([before, ...keys]);
    const first = found.find(({ pk }) => pk === before.pk) ?? (found.length === 1 ? found[0] : undefined);
    return first?.value as OrderOwner | undefined; // only written below
  }

  /** Notes who placed an order. The first one counts: an order does not change hands. */
  async noteOwner(order: string, from: OrderSource, kind: IdentityKind, value: string): Promise<void> {
    const owner: OrderOwner = { kind, hash: this.#keys.hash(kind, value) };
    await this.#table.put(orderOwnerKey(order, this.#keys, from), owner, 0); // it may be there
    if (!from.test) await this.#noteOrdering(from.connector);
  }

  async #noteOrdering(connector: string): Promise<void> {
    if (this.#ordering.has(connector) || (await this.#orderingConnectors()).includes(connector)) return;
    const add = (before: Stored<readonly string[]> | undefined) => {
      const known = before?.value ?? [];
      return known.includes(connector) ? undefined : [...known, connector].sort();
    };
    await change<readonly string[]>(this.#table, orderingConnectorsKey, undefined, add, {
      noun: 'The list of connectors',
    });
    this.#ordering.add(connector);
  }

  async #orderingConnectors(): Promise<readonly string[]> {
    const item = (await this.#table.get(orderingConnectorsKey)) as Stored<readonly string[]> | undefined; // only written above
    for (const connector of item?.value ?? []) this.#ordering.add(connector);
    return item?.value ?? [];
  }

  #keyOf({ connector, resource, id }: NamedThing) {
    return connectorThingKey(connector, resource, id, this.#keys);
  }
}
