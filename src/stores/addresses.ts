import type { AddressKind } from '../commerce/customer/channel.ts';
import { normalise } from '../commerce/customer/identity.ts';
import type { Address, AddressRef } from '../model/address.ts';
import { noSwitches, type SwitchState } from '../model/switches.ts';
import { unknownAddress } from '../policy/customer/address.ts';
import type { Keys } from '../secrets/keys.ts';
import { change, unlessSame } from './change.ts';
import { addressKey, switchesKey } from './item-keys.ts';
import { readSwitches } from './switches.ts';
import type { Stored, Table } from './table.ts';

/** An address as it was read: revision 0 when nothing is known of it yet. */
export interface ReadAddress extends AddressRef {
  readonly value: Address;
  readonly rev: number;
}

/** The addresses among items that were read, in the order asked for. */
export function readAddresses(refs: readonly AddressRef[], items: readonly Stored<unknown>[]): ReadAddress[] {
  return refs.map((ref) => {
    const { pk, sk } = addressKey(ref);
    const item = items.find((one) => one.pk === pk && one.sk === sk) as Stored<Address> | undefined; // the key holds the noun
    return { ...ref, value: item?.value ?? unknownAddress, rev: item?.rev ?? 0 };
  });
}

/** Mailboxes and phone numbers: consent, opt-outs, closings and recent marketing, shared by every customer who has them. */
export class Addresses {
  readonly #table: Table;
  readonly #keys: Keys;

  constructor(table: Table, keys: Keys) {
    this.#table = table;
    this.#keys = keys;
  }

  /** A reference to the address that does not show it. */
  refOf(kind: AddressKind, value: string): AddressRef {
    return { kind, hash: this.#keys.hash(kind, normalise(kind, value)) };
  }

  /** The addresses as they stand, in the order asked for. One batch read; none when nothing is asked for. */
  async find(refs: readonly AddressRef[]): Promise<ReadAddress[]> {
    if (refs.length === 0) return [];
    return readAddresses(refs, await this.#table.getMany(refs.map(addressKey)));
  }

  /** The same, and the switches, in one batch read. Without an address there is nothing to pause, and nothing is read. */
  async findWithSwitches(
    refs: readonly AddressRef[],
  ): Promise<{ readonly addresses: ReadAddress[]; readonly switches: SwitchState }> {
    if (refs.length === 0) return { addresses: [], switches: noSwitches };
    const items = await this.#table.getMany([...refs.map(addressKey), switchesKey]);
    return { addresses: readAddresses(refs, items), switches: readSwitches(items) };
  }

  /** Writes an address as it was read and changed. False: somebody else was first. */
  async save({ rev, ...ref }: ReadAddress, value: Address): Promise<boolean> {
    return (await this.#table.put(addressKey(ref), value, rev)) !== undefined;
  }

  /**
   * Applies a change to the stored address, and repeats it when somebody else was first.
   * @returns the address after the change
   * @throws RetryableError when others are first eight times
   */
  async change(ref: AddressRef, apply: (address: Address) => Address): Promise<Address> {
    const key = addressKey(ref);
    const read = (await this.#table.get(key)) as Stored<Address> | undefined; // the key holds the noun
    const changed = await change(this.#table, key, read, (item) => unlessSame(item?.value ?? unknownAddress, apply), {
      noun: 'An address',
    });
    return changed.item?.value ?? unknownAddress;
  }
}
