import type { AddressKind } from '../commerce/customer/channel.ts';
import { normalise } from '../commerce/customer/identity.ts';
import type { Address, AddressRef, ConsentEntry, RecordedConsent } from '../model/address.ts';
import type { ConsentSaid, ConsentWording } from '../model/consent-entry.ts';
import { noSwitches, type SwitchState } from '../model/switches.ts';
import { unknownAddress } from '../policy/customer/address-topics.ts';
import { placeOf, withEntry } from '../policy/customer/consent-ledger.ts';
import { withinRoom } from '../policy/customer/waiting-entries.ts';
import type { Keys } from '../secrets/keys.ts';
import { change, unlessSame, untilFirst } from './change.ts';
import { addressKey, consentKey, consentRange, switchesKey, wordingKey } from './item-keys.ts';
import { readSwitches } from './switches.ts';
import type { Key, Stored, Table } from './table.ts';

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

/** A statement that waited, as the ledger has it now. */
export interface SettledEntry {
  readonly id: string;
  readonly entry: ConsentEntry;
  readonly recordedAt: number;
  /** The time under which its changes are told: a later one than `recordedAt` where another call may have told other states. */
  readonly toldAt: number;
  /** True if another call took it in, which broke off or is still telling. */
  readonly again: boolean;
}

/** An address whose waiting entries are in the ledger. */
interface TakenIn {
  readonly address: Address;
  readonly settled: readonly SettledEntry[];
  /** No other call tells anything of the address under this time. */
  readonly last: number;
}

/** Asks that what waits at an address is taken into the ledger of consent, after the longest time that a function takes. */
export type SettleLater = (ref: AddressRef) => Promise<void>;

/** Mailboxes and phone numbers: consent, opt-outs, closings and recent marketing, shared by every customer who has them. */
export class Addresses {
  readonly #table: Table;
  readonly #keys: Keys;

  readonly #settleLater: SettleLater;

  /** @param settleLater asks for {@link Addresses.settle}, once the write that follows is surely done or given up */
  constructor(table: Table, keys: Keys, settleLater: SettleLater = async () => {}) {
    this.#table = table;
    this.#keys = keys;
    this.#settleLater = settleLater;
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

  /**
   * Writes an address as it was read and changed. False: somebody else was first.
   * @param said what changed it, for the ledger; claims alone need none
   */
  async save(read: ReadAddress, value: Address, said?: ConsentSaid): Promise<boolean> {
    const told = this.#withEntry(read.value, value, said);
    await this.#announce(read, read.value, told);
    return (await this.#table.put(addressKey(read), told, read.rev)) !== undefined;
  }

  /**
   * Applies a change to the stored address, and repeats it when somebody else was first.
   * @param said what changes it, for the ledger; claims alone need none
   * @param read the address as it was read, if it was
   * @returns the address after the change
   * @throws RetryableError when others are first eight times
   */
  async change(
    ref: AddressRef,
    apply: (address: Address) => Address,
    said?: ConsentSaid,
    read?: ReadAddress,
  ): Promise<Address> {
    const key = addressKey(ref);
    const known = read ? storedAs(key, read) : ((await this.#table.get(key)) as Stored<Address> | undefined); // the key holds the noun
    const before = known?.value ?? unknownAddress;
    const tell = (address: Address) => this.#withEntry(address, apply(address), said);
    const announced = await this.#announce(ref, before, tell(before));
    const changed = await change(this.#table, key, known, (item) => unlessSame(item?.value ?? unknownAddress, tell), {
      noun: 'An address',
    });
    const after = changed.item?.value ?? unknownAddress;
    if (changed.isNews && !announced) await this.#announce(ref, before, after);
    return after;
  }

  /** The ledger of an address: entries in the order of their statements. */
  async ledger(ref: AddressRef): Promise<RecordedConsent[]> {
    const { pk } = addressKey(ref);
    const items = await this.#table.range(pk, consentRange.from, consentRange.to);
    return items.map(({ value }) => value as RecordedConsent); // the range holds the noun
  }

  /**
   * Takes the entries that wait at an address into the ledger, in the order in which they changed it: each once, however often
   * this is done, and each with a later time than the one before. Of two calls at the same time, what the one with the later
   * time told is remembered.
   * @param tell tells of what they changed, before they wait no longer; gives back what was told of each account
   * @throws RetryableError when others change the address eight times
   */
  async settle(
    ref: AddressRef,
    now: number,
    tell: (address: Address, settled: readonly SettledEntry[]) => Promise<NonNullable<Address['lastTold']>>,
  ): Promise<void> {
    const message = 'An address changed eight times while its statements were being taken into the ledger.';
    const { address: read, settled, last } = await untilFirst(8, message, () => this.#takeIn(ref, now));
    if (settled.length === 0) return;
    const lastTold = await tell(read, settled);
    const done = new Set(settled.map(({ id }) => id));
    await this.change(ref, (known) => {
      const { unsettled = {}, recordedAt = 0, ...address } = known;
      if (recordedAt > last) return known; // another call tells of the same entries, and is believed
      const left = Object.entries(unsettled).filter(([id]) => !done.has(id));
      return {
        ...address,
        recordedAt: last,
        lastTold,
        ...(left.length > 0 && { unsettled: Object.fromEntries(left) }),
      };
    });
  }

  /**
   * Enters what waits. Where another call has entered some of it, all is told under a later time of its own, which the address
   * keeps before anything is told: the other one may have told what does not hold any more.
   * @returns undefined when somebody changed the address meanwhile
   */
  async #takeIn(ref: AddressRef, now: number): Promise<TakenIn | undefined> {
    const [read] = await this.find([ref]);
    const { value: address, rev } = read ?? { value: unknownAddress, rev: 0 };
    const waiting = Object.entries(address.unsettled ?? {}).toSorted(
      ([, one], [, other]) => placeOf(one) - placeOf(other),
    );
    const settled: SettledEntry[] = [];
    let last = address.recordedAt ?? 0;
    for (const [id, entry] of waiting) {
      const recorded = await this.#record(ref, id, entry, Math.max(now, last + 1));
      settled.push({ id, entry, toldAt: recorded.recordedAt, ...recorded });
      last = Math.max(last, recorded.recordedAt);
    }
    if (!settled.some(({ again }) => again)) return { address, settled, last };
    const toldAt = Math.max(now, last + 1);
    const isFirst = (await this.#table.put(addressKey(ref), { ...address, recordedAt: toldAt }, rev)) !== undefined;
    return isFirst ? { address, settled: settled.map((one) => ({ ...one, toldAt })), last: toldAt } : undefined;
  }

  /** When the entry was taken in: by an earlier call, if it is there. */
  async #record(
    ref: AddressRef,
    id: string,
    { wording, nth: _nth, ...entry }: ConsentEntry,
    recordedAt: number,
  ): Promise<Pick<SettledEntry, 'recordedAt' | 'again'>> {
    const kept = wording && (await this.#keepWording(wording));
    const key = consentKey(ref, id);
    const recorded: RecordedConsent = { ...entry, ...(kept && { wording: kept }), id, recordedAt };
    if ((await this.#table.put(key, recorded, 0)) !== undefined) return { recordedAt, again: false };
    const known = (await this.#table.get(key))?.value as RecordedConsent | undefined; // the key holds the noun
    return { recordedAt: known?.recordedAt ?? recordedAt, again: true };
  }

  /** The words under a hash; undefined when nobody kept them. */
  async wording(hash: string): Promise<string | undefined> {
    const item = await this.#table.get(wordingKey(hash));
    return (item?.value as { readonly text: string } | undefined)?.text; // the key holds the noun
  }

  async #keepWording({ text, ...named }: ConsentWording): Promise<ConsentWording> {
    if (text === undefined) return named;
    const hash = this.#keys.hash('wording', text);
    await this.#table.put(wordingKey(hash), { text }, 0);
    return { ...named, hash };
  }

  #withEntry(before: Address, after: Address, said: ConsentSaid | undefined): Address {
    const entry = (text: string) => this.#keys.hash('consent', text);
    const wording = (text: string) => this.#keys.hash('wording', text);
    return withinRoom(withEntry(before, after, said, entry), { entry, wording });
  }

  /**
   * Asks for the settling before the write, so that nothing is lost with a function that dies after it. Every write asks
   * while something waits, a claim too: an earlier call may not have reached the queue.
   */
  async #announce(ref: AddressRef, before: Address, after: Address): Promise<boolean> {
    const isNews = after.unsettled !== undefined && after !== before;
    if (isNews) await this.#settleLater({ kind: ref.kind, hash: ref.hash });
    return isNews;
  }
}

function storedAs(key: Key, { value, rev }: ReadAddress): Stored<Address> | undefined {
  return rev === 0 ? undefined : { ...key, value, rev };
}
