import type { IdentityKind } from '../commerce/customer/identity.ts';
import type { Keys } from '../secrets/keys.ts';
import { unlessEqual } from './change.ts';
import { connectorLeaseKey, connectorThingKey, connectorTimesKey, orderOwnerKey } from './item-keys.ts';
import type { Key, Stored, Table } from './table.ts';

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

/** When a connector delivered; epoch milliseconds. */
export interface ConnectorTimes {
  readonly lastAt: number;
  /** The longest pause between two deliveries of the last weeks; milliseconds. */
  readonly longestGap: number;
  /** Up to when the platform was asked what changed. */
  readonly reconciledTo?: number;
}

/** When a connector delivered; undefined when it never did. */
export async function readConnectorTimes(table: Table, connector: string): Promise<Stored<ConnectorTimes> | undefined> {
  return (await table.get(connectorTimesKey(connector))) as Stored<ConnectorTimes> | undefined; // written by saveTimes alone
}

/** What connectors keep in the table: nothing that names a person. */
export class ConnectorMemory {
  readonly #table: Table;
  readonly #keys: Keys;

  constructor(table: Table, keys: Keys) {
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

  async times(connector: string): Promise<Stored<ConnectorTimes> | undefined> {
    return readConnectorTimes(this.#table, connector);
  }

  async saveTimes(
    connector: string,
    read: Stored<ConnectorTimes> | undefined,
    times: ConnectorTimes,
  ): Promise<boolean> {
    return (await this.#table.put(connectorTimesKey(connector), times, read?.rev ?? 0)) !== undefined;
  }

  /**
   * Takes the lease of renewing a connector's access token.
   * @returns false when somebody else has it
   */
  async lease(connector: string, now: number, milliseconds: number): Promise<boolean> {
    const key: Key = connectorLeaseKey(connector);
    const read = (await this.#table.get(key)) as Stored<{ readonly until: number }> | undefined; // only written here
    if (read !== undefined && read.value.until > now) return false;
    return (await this.#table.put(key, { until: now + milliseconds }, read?.rev ?? 0)) !== undefined;
  }
}
