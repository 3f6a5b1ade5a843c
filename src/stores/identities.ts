import { isAddressKind } from '../commerce/customer/channel.ts';
import type { EventCustomer } from '../commerce/customer/customer.ts';
import { type IdentityKind, identityKinds, normalise } from '../commerce/customer/identity.ts';
import type { AddressRef } from '../model/address.ts';
import type { Keys } from '../secrets/keys.ts';
import { type ReadAddress, readAddresses } from './addresses.ts';
import { addressKey, identityKey, identityKeyOf } from './item-keys.ts';
import type { Stored, Table } from './table.ts';

/** An identity that an event names, and where it leads so far. */
export interface KnownIdentity {
  readonly kind: IdentityKind;
  readonly value: string;
  /** The customer that it leads to; undefined when it leads to nobody. */
  readonly owner?: string;
  /** True if it was proven to be that customer's. */
  readonly proven?: true;
  /** The customers whom an address led to before, the last first: it still finds the orders that they placed under it. */
  readonly former?: readonly string[];
  /** Set on a browser that several people use: it leads to nobody any more. */
  readonly shared?: true;
  /** When the customer whom it led to before was erased: what happened by then is theirs. Epoch milliseconds. */
  readonly erased?: number;
  readonly rev: number;
}

/** The owner of an identity, as it is stored. */
type Pointer = Pick<KnownIdentity, 'proven' | 'former' | 'shared' | 'erased'> & { readonly customer: string };

/** No item grows without end, however many have an address in turn. */
const mostFormer = 3;

/** Which customer an address, an id or a number leads to. */
export class Identities {
  readonly #table: Table;
  readonly #keys: Keys;

  constructor(table: Table, keys: Keys) {
    this.#table = table;
    this.#keys = keys;
  }

  /** The identities that the event names, strongest first, with where they lead. One batch read. */
  async find(customer: Pick<EventCustomer, IdentityKind>): Promise<KnownIdentity[]> {
    return (await this.findBeside(customer, [])).named;
  }

  /** As {@link find}, with what is known of addresses: one batch read for both. */
  async findBeside(
    customer: Pick<EventCustomer, IdentityKind>,
    refs: readonly AddressRef[],
  ): Promise<{ readonly named: KnownIdentity[]; readonly addresses: ReadAddress[] }> {
    const places = identityKinds.flatMap((kind) => {
      const value = customer[kind];
      if (value === undefined) return [];
      const spelling = normalise(kind, value);
      return [{ kind, value: spelling, key: identityKey(kind, spelling, this.#keys) }];
    });
    const items = await this.#table.getMany([...places.map(({ key }) => key), ...refs.map(addressKey)]);
    const named = places.map(({ kind, value, key }): KnownIdentity => {
      const item = items.find(({ pk, sk }) => pk === key.pk && sk === key.sk) as Stored<Pointer> | undefined; // only written below
      return knownAs(kind, value, item);
    });
    return { named, addresses: readAddresses(refs, items) };
  }

  /** Where identities lead, of however many people: in the order asked for. Batch reads, without one for the same twice. */
  async findMany(identities: readonly Pick<KnownIdentity, 'kind' | 'value'>[]): Promise<KnownIdentity[]> {
    const keys = identities.map(({ kind, value }) => identityKey(kind, value, this.#keys));
    const wanted = new Map(keys.map((key) => [key.pk, key]));
    const items = (await this.#table.getMany([...wanted.values()])) as Stored<Pointer>[]; // only written below
    const found = new Map(items.map((item) => [item.pk, item]));
    return identities.map(({ kind, value }, index) => knownAs(kind, value, found.get(keys[index]?.pk ?? '')));
  }

  /** The customer to whom an identity leads, by its keyed hash; undefined when it leads to nobody. */
  async ownerByHash(identity: { readonly kind: IdentityKind; readonly hash: string }): Promise<string | undefined> {
    return (await this.#pointer(identity))?.customer;
  }

  /** True if the identity, by its keyed hash, was proven to be the customer's to whom it leads. */
  async isProven(identity: { readonly kind: IdentityKind; readonly hash: string }): Promise<boolean> {
    return (await this.#pointer(identity))?.proven === true;
  }

  async #pointer(identity: { readonly kind: IdentityKind; readonly hash: string }): Promise<Pointer | undefined> {
    const item = (await this.#table.get(identityKeyOf(identity))) as Stored<Pointer> | undefined; // only written below
    return item?.value.shared ? undefined : item?.value;
  }

  /**
   * Lets an identity lead to a customer if it is still as it was found.
   * @param identity as it was found, without its owner if the customer is that one under another key
   */
  async assign(
    { kind, value, rev, ...before }: Pick<KnownIdentity, 'kind' | 'value' | 'rev' | 'owner' | 'former' | 'erased'>,
    customer: string,
    marks: Pick<KnownIdentity, 'proven' | 'shared'> = {},
  ): Promise<boolean> {
    const former = isAddressKind(kind) ? formerOf(before, customer) : [];
    const { erased } = before;
    const pointer: Pointer = {
      customer,
      ...marks,
      ...(former.length > 0 && { former }),
      ...(erased !== undefined && { erased }),
    };
    return (await this.#table.put(identityKey(kind, value, this.#keys), pointer, rev)) !== undefined;
  }

  /**
   * The key of a customer first seen under this identity: the same however often that happens, and another one each
   * time that the identity has been released.
   */
  customerFor({ kind, value, rev = 0 }: Pick<KnownIdentity, 'kind' | 'value'> & { readonly rev?: number }): string {
    return this.#keys.hash(`customer:${kind}`, rev === 0 ? value : `${value}\0${rev}`);
  }
}

/** An identity with what its item says, if it has one. */
function knownAs(kind: IdentityKind, value: string, item: Stored<Pointer> | undefined): KnownIdentity {
  if (item === undefined) return { kind, value, rev: 0 };
  const { customer: owner, shared, ...marks } = item.value;
  return { kind, value, rev: item.rev, ...(shared ? { shared } : { owner }), ...marks };
}

function formerOf({ owner, former = [] }: Pick<KnownIdentity, 'owner' | 'former'>, customer: string): string[] {
  const all = new Set([...(owner === undefined ? [] : [owner]), ...former]);
  all.delete(customer);
  return [...all].slice(0, mostFormer);
}
