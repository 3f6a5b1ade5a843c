import type { EventCustomer } from '../contracts/customer.ts';
import { type IdentityKind, identityKinds } from '../contracts/identity.ts';
import type { Keys } from '../platform/keys.ts';
import { identityKey } from './keys.ts';
import type { Stored, Table } from './table.ts';

/** An identity that an event names, and whose it is so far. */
export interface KnownIdentity {
  readonly kind: IdentityKind;
  readonly value: string;
  /** The customer it belongs to; undefined when nobody has it yet. */
  readonly owner?: string;
  readonly rev: number;
}

/** Which customer an address, an id or a number belongs to. */
export class Identities {
  readonly #table: Table;
  readonly #keys: Keys;

  constructor(table: Table, keys: Keys) {
    this.#table = table;
    this.#keys = keys;
  }

  /** The identities that the event names, strongest first, with their owners. One batch read. */
  async find(customer: EventCustomer): Promise<KnownIdentity[]> {
    const named = identityKinds.flatMap((kind) => {
      const value = customer[kind];
      return value === undefined ? [] : [{ kind, value: normalise(kind, value) }];
    });
    const items = await this.#table.getMany(named.map(({ kind, value }) => identityKey(kind, value, this.#keys)));
    const byPartition = new Map(items.map((item) => [item.pk, item as Stored<{ customer: string }>])); // only written below
    return named.map(({ kind, value }) => {
      const item = byPartition.get(identityKey(kind, value, this.#keys).pk);
      return { kind, value, rev: item?.rev ?? 0, ...(item && { owner: item.value.customer }) };
    });
  }

  /** Gives an identity to a customer if it is still as it was found. */
  async assign({ kind, value, rev }: Omit<KnownIdentity, 'owner'>, customer: string): Promise<boolean> {
    return (await this.#table.put(identityKey(kind, value, this.#keys), { customer }, rev)) !== undefined;
  }

  /** The key of a customer first seen under this identity: the same however often that happens. */
  customerFor({ kind, value }: Pick<KnownIdentity, 'kind' | 'value'>): string {
    return this.#keys.hash(`customer:${kind}`, value);
  }
}

/** One spelling of an address: mail hosts ignore case, and so do nearly all mailboxes. */
function normalise(kind: IdentityKind, value: string): string {
  return kind === 'email' ? value.trim().toLowerCase() : value.trim();
}
