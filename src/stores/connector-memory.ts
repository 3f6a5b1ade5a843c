import type { IdentityKind } from '../commerce/customer/identity.ts';
import type { Keys } from '../secrets/keys.ts';
import { unlessEqual } from './change.ts';
import { ConnectorUpkeep } from './connector-upkeep.ts';
import { connectorThingKey, orderOwnerKey } from './item-keys.ts';
import type { Stored, Table } from './table.ts';

/** What a connector remembers of a thing: its last state, and the platform's time of it. */
export interface ThingMemory {
  readonly changedAt?: number;
  readonly state: Readonly<Record<string, unknown>>;
}

/** The identity that an order was placed under, as a keyed hash. */
export interface OrderOwner {
  readonly kind: IdentityKind;
  readonly hash: string;
}

/** What connectors keep in the table: nothing that names a person. */
export class ConnectorMemory extends ConnectorUpkeep {
  readonly #table: Table;
  readonly #keys: Keys;

  constructor(table: Table, keys: Keys) {
    super(table);
    this.#table = table;
    this.#keys = keys;
  }

  /** What is remembered of a thing. */
  async thing(connector: string, resource: string, id: string): Promise<Stored<ThingMemory> | undefined> {
    const key = connectorThingKey(connector, resource, id, this.#keys);
    return (await this.#table.get(key)) as Stored<ThingMemory> | undefined; // only written below
  }

  /**
   * Remembers a thing if its memory is still as it was read.
   * @returns false when somebody else was first
   */
  async remember(
    connector: string,
    thing: { readonly resource: string; readonly id: string },
    read: Stored<ThingMemory> | undefined,
    memory: ThingMemory,
  ): Promise<boolean> {
    if (unlessEqual(read?.value, memory) === undefined) return true;
    const key = connectorThingKey(connector, thing.resource, thing.id, this.#keys);
    return (await this.#table.put(key, memory, read?.rev ?? 0)) !== undefined;
  }

  /** Who placed an order that came through a connector. */
  async ownerOf(order: string): Promise<OrderOwner | undefined> {
    return (await this.#table.get(orderOwnerKey(order, this.#keys)))?.value as OrderOwner | undefined; // only written below
  }

  /** Notes who placed an order. The first one counts: an order does not change hands. */
  async noteOwner(order: string, kind: IdentityKind, value: string): Promise<void> {
    const owner: OrderOwner = { kind, hash: this.#keys.hash(kind, value) };
    await this.#table.put(orderOwnerKey(order, this.#keys), owner, 0); // it may be there
  }
}
