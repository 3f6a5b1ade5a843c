import type { Address, AddressAddition, ConsentEntry } from '../../model/address.ts';
import type { ConsentChange } from '../../model/consent-entry.ts';
import { joinAddresses } from './address.ts';
import { unknownAddress } from './address-topics.ts';

/** The room for entries that wait at an address, in bytes of JSON. An item of DynamoDB holds 400 KB. */
const waitingBytes = 60 * 1024;

/** So many changed states are told by an entry that stands for several. */
const mostChanges = 50;

type Entries = readonly (readonly [id: string, entry: ConsentEntry])[];

/** Short texts that stand for longer ones. */
export interface EntryHashes {
  /** Under which the words of an agreement are kept. */
  readonly wording: (text: string) => string;
  /** Of which the ids of entries are made. */
  readonly entry: (text: string) => string;
}

/**
 * The address with its waiting entries in the room that there is. What goes first is strangers': the words that they agreed
 * to (the hash stays), then statements that say nothing new; then several of their entries become one that adds what all of
 * them add. After that the same is done to the entries of those whom the address leads to. Nothing that an entry adds is lost.
 * @returns the same object when there is room enough
 */
export function withinRoom(address: Address, hashes: EntryHashes): Address {
  const { unsettled } = address;
  if (unsettled === undefined || isRoomFor(Object.entries(unsettled))) return address;
  const isStranger = ({ customer }: ConsentEntry) =>
    customer !== undefined && !(Object.hasOwn(address.words, customer) && address.words[customer]?.leads === true);
  const isPlain = ({ changes, adds }: ConsentEntry) => changes === undefined && adds === undefined;
  const steps: readonly ((entries: Entries) => Entries)[] = [
    (entries) => untilRoom(entries, isStranger, (entry) => withoutText(entry, hashes)),
    (entries) =>
      untilRoom(
        entries,
        (entry) => isStranger(entry) && isPlain(entry),
        () => undefined,
      ),
    (entries) => joined(entries, (entry) => (isStranger(entry) && !entry.changes ? entry.customer : undefined), hashes),
    (entries) => joined(entries, (entry) => (isStranger(entry) ? 'strangers' : undefined), hashes),
    (entries) =>
      untilRoom(
        entries,
        () => true,
        (entry) => withoutText(entry, hashes),
      ),
    (entries) => joined(entries, (entry) => (entry.changes ? undefined : (entry.customer ?? '')), hashes),
    (entries) => joined(entries, (entry) => entry.customer ?? '', hashes),
  ];
  const all = Object.entries(unsettled).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const kept = steps.reduce<Entries>((entries, step) => (isRoomFor(entries) ? entries : step(entries)), all);
  return { ...address, unsettled: Object.fromEntries(kept) };
}

function isRoomFor(entries: Entries): boolean {
  return bytesOf(entries) <= waitingBytes;
}

function bytesOf(part: unknown): number {
  return new TextEncoder().encode(JSON.stringify(part)).length;
}

/** Shortens entries, the oldest first, until there is room. @param shorten undefined: the entry goes */
function untilRoom(
  entries: Entries,
  which: (entry: ConsentEntry) => boolean,
  shorten: (entry: ConsentEntry) => ConsentEntry | undefined,
): Entries {
  let over = bytesOf(entries) - waitingBytes;
  return entries.flatMap(([id, entry]) => {
    if (over <= 0 || !which(entry)) return [[id, entry] as const];
    const short = shorten(entry);
    over -= bytesOf([id, entry]) - (short === undefined ? 0 : bytesOf([id, short]));
    return short === undefined ? [] : [[id, short] as const];
  });
}

function withoutText(entry: ConsentEntry, { wording: hash }: EntryHashes): ConsentEntry {
  if (entry.wording?.text === undefined) return entry;
  const { text, ...named } = entry.wording;
  return { ...entry, wording: { ...named, hash: hash(text) } };
}

/** The entries, those with the same key as one. @param keyOf undefined: it stays apart */
function joined(entries: Entries, keyOf: (entry: ConsentEntry) => string | undefined, hashes: EntryHashes): Entries {
  const groups = Map.groupBy(entries, ([, entry]) => keyOf(entry));
  return [...groups].flatMap(([key, group]) =>
    key === undefined || group.length < 2 ? group : [oneOf(group, hashes)],
  );
}

/** One entry for several: the last statement, and what all of them add. Its id is new, for one of them may be in the ledger. */
function oneOf(group: Entries, hashes: EntryHashes): Entries[number] {
  const [lastId, last] = group.at(-1) ?? [];
  if (lastId === undefined || last === undefined) throw new RangeError('No entries to join.');
  const adds = additionsOf(group);
  const inOrder = group.map(([, entry]) => entry).toSorted((one, other) => (one.nth ?? 0) - (other.nth ?? 0));
  const changed = new Map(inOrder.flatMap(({ changes = [] }) => changes.map((one) => [one.topic, one] as const)));
  const changes: ConsentChange[] = [...changed.values()].slice(-mostChanges);
  const { changes: _changes, adds: _adds, ...said } = last;
  const id = `${lastId.split('#')[0]}#${hashes.entry(group.map(([one]) => one).join()).slice(0, 16)}`;
  const { nth } = inOrder.at(-1) ?? last;
  return [id, { ...said, ...(changes.length > 0 && { changes }), ...(adds && { adds }), ...(nth && { nth }) }];
}

function additionsOf(group: Entries): AddressAddition | undefined {
  const added = group.flatMap(([, { adds }]) => (adds ? [adds] : []));
  if (added.length === 0) return undefined;
  const all = added.reduce<Address>(
    (known, adds) => joinAddresses(known, { ...unknownAddress, ...adds }),
    unknownAddress,
  );
  const { claims: _claims, past: _past, ...adds } = all;
  return adds;
}
