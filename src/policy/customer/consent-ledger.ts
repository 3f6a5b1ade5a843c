import type { Address, AddressAddition, ConsentEntry } from '../../model/address.ts';
import type { ConsentAct, ConsentChange, ConsentSaid, ConsentState } from '../../model/consent-entry.ts';
import { joinAddresses, marketingWord, optOutsOf } from './address.ts';
import { topicAt, unknownAddress } from './address-topics.ts';
import { keptStatement } from './consent-text.ts';
import { pendingSince } from './double-opt-in.ts';

/** An address remembers so many statements, so that one that is told again makes no second entry. */
const heardStatements = 40;

/** The fields of an address that a statement may change, those that belong together in one line. */
const fields = [
  ['granted'],
  ['proven', 'provenBy'],
  ['chosen'],
  ['unchosen'],
  ['released'],
  ['suppressed'],
  ['reopenedAt', 'reopenedBy'],
  ['less'],
  ['paused'],
] as const satisfies readonly (readonly (keyof AddressAddition)[])[];

/** What an address holds that another state of it did not; undefined if that is nothing. Claims do not count. */
export function additionOf(before: Address, after: Address): AddressAddition | undefined {
  const changed = fields.filter((together) => together.some((field) => !isSame(before[field], after[field])));
  const plain = changed.flat().flatMap((field) => {
    const value = field === 'granted' ? withoutWording(after.granted) : after[field];
    return value === undefined ? [] : [[field, value]];
  });
  const words = newIn(before.words, after.words);
  const topics = Object.entries(after.topics ?? {}).flatMap(([topic]) => {
    const { claims: _claims, ...added } = { claims: {}, ...additionOf(topicAt(before, topic), topicAt(after, topic)) };
    return Object.keys(added).length === 0 ? [] : [[topic, { words: {}, ...added }]];
  });
  if (plain.length + words.length + topics.length === 0) return undefined;
  return {
    ...Object.fromEntries(plain),
    ...(words.length > 0 && { words: Object.fromEntries(words) }),
    ...(topics.length > 0 && { topics: Object.fromEntries(topics) }),
  };
}

/** The words that were agreed to are kept once, beside the ledger. */
function withoutWording(granted: Address['granted']): Address['granted'] {
  return granted && { at: granted.at, source: granted.source };
}

function newIn<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(after).filter(([key, value]) => !Object.hasOwn(before, key) || !isSame(before[key], value));
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || spelt(one) === spelt(other);
}

/** As JSON with keys in order, so that a copy from the table is spelt as the original. */
function spelt(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/**
 * The address with an entry for the ledger about what was said; as it is, if that was heard before and changes nothing.
 * Both go into the table by one write, so that no state is without its proof.
 * @param told what was said; undefined where only claims change, or nobody knows
 * @param hash gives the same short text for the same text
 */
export function withEntry(
  before: Address,
  after: Address,
  told: ConsentSaid | undefined,
  hash: (text: string) => string,
): Address {
  if (before === after && told === undefined) return after;
  const { heard = [], unsettled = {} } = after;
  const adds = additionOf(before, after);
  if (adds === undefined && (told === undefined || isNothing(told, before, after))) return after;
  const nobodys: ConsentSaid = { what: 'choice', saidAt: lastTimeIn(adds), from: 'unknown', source: 'unknown' };
  const said = keptStatement(told ?? nobodys);
  const statement = hash(statementOf(said)).slice(0, 12);
  if (adds === undefined && heard.includes(statement)) return after;
  const changes = changesOf(before, after);
  const nth = 1 + Math.max(0, ...Object.values(unsettled).map(placeOf));
  const entry = { ...said, ...(changes.length > 0 && { changes }), ...(adds && { adds }), nth };
  const waiting = { ...unsettled, ...legacyOf(before, said.saidAt), [entryId(said, adds, hash)]: entry };
  return {
    ...after,
    heard: [...heard.filter((one) => one !== statement), statement].slice(-heardStatements),
    unsettled: waiting,
  };
}

/** What nobody says: it matters only where it changes something. */
const noStatements: readonly ConsentAct[] = ['bounce', 'naming', 'undo', 'confirmation'];

/** Where a waiting entry stands in the order in which they changed the address. What was there before the ledger comes first. */
export function placeOf({ nth = 0 }: ConsentEntry): number {
  return nth;
}

/**
 * True of what adds nothing and is no statement. An erasure takes words away, and is entered where it took some. A release is
 * where the customer is known: the shop may have to be told what holds for them now.
 */
function isNothing({ what, customer = '' }: ConsentSaid, before: Address, after: Address): boolean {
  if (what === 'erasure') return additionOf(after, before) === undefined;
  if (what === 'release') return ![before.words, before.lastTold ?? {}].some((known) => Object.hasOwn(known, customer));
  return noStatements.includes(what);
}

/** A statement as its hash is made of: many events may tell of the same one. */
function statementOf({ event: _event, ...said }: ConsentSaid): string {
  return spelt(said) ?? '';
}

/** The latest time in what is stored. */
function lastTimeIn(part: unknown): number {
  if (typeof part === 'number') return part;
  if (typeof part !== 'object' || part === null) return 0;
  return Math.max(0, ...Object.values(part).map(lastTimeIn));
}

/** Sorts by the time of the statement; the same for the same statement, whenever it is told. */
function entryId(said: ConsentSaid, adds: AddressAddition | undefined, hash: (text: string) => string): string {
  return `${timeKey(said.saidAt)}#${hash(`${statementOf(said)} ${spelt(adds) ?? ''}`).slice(0, 16)}`;
}

/** Fifteen digits: sorts as the time does. */
function timeKey(time: number): string {
  return String(Math.max(0, Math.trunc(time))).padStart(15, '0');
}

/** The id of the one entry about everything that was stored before there was a ledger. It sorts before all others. */
const legacyId = `${timeKey(0)}#before`;

/** The entry about what an address held before its first one, if it held anything. */
export function legacyOf(address: Address, saidAt: number): Readonly<Record<string, ConsentEntry>> {
  const adds = address.heard === undefined ? additionOf(unknownAddress, address) : undefined;
  if (adds === undefined) return {};
  const { granted } = address;
  return {
    [legacyId]: keptStatement({
      what: 'before-the-ledger',
      saidAt: granted?.at ?? saidAt,
      from: 'unknown',
      source: granted?.source ?? 'recorded before the ledger',
      ...(granted?.wording !== undefined && { wording: { text: granted.wording } }),
      adds,
    }),
  };
}

/** The address that the entries make, in whatever order. */
export function rebuiltFrom(entries: readonly Pick<ConsentEntry, 'adds'>[]): Address {
  return entries.reduce<Address>(
    (known, { adds }) => joinAddresses(known, { ...unknownAddress, ...adds }),
    unknownAddress,
  );
}

/** The state of marketing as a whole at an address, and of each topic about which something was said. */
export function consentStates(address: Address): ConsentChange[] {
  const whole = { state: stateOf(address) };
  return [
    whole,
    ...Object.keys(address.topics ?? {}).map((topic) => ({ topic, state: stateOf(topicAt(address, topic)) })),
  ];
}

/** The state of marketing for one customer who carries the address: as a whole, or of a topic. @param customers their keys */
export function consentStateFor(
  address: Address,
  topic: string | undefined,
  customers: readonly string[],
): ConsentState {
  const words = topic === undefined ? address : topicAt(address, topic);
  return pendingSince(words, customers) === undefined ? (marketingWord(words, customers) ?? 'unknown') : 'pending';
}

function stateOf(address: Address): ConsentState {
  const owners = withoutStrangers(address);
  return pendingSince(owners) === undefined ? (marketingWord(owners) ?? 'unknown') : 'pending';
}

/** An address that leads to somebody, without what others declined for their own messages: that closes nothing of its owner's. */
function withoutStrangers(address: Address): Address {
  const words = Object.entries(address.words);
  if (!words.some(([, { leads }]) => leads)) return address;
  const kept = words.map(([customer, word]) => {
    const { declined: _declined, ...rest } = word;
    return [customer, word.leads ? word : rest] as const;
  });
  return { ...address, words: Object.fromEntries(kept) };
}

/** The states that differ, and always an opt-out where none was before: a stranger's word may have looked like one. */
function changesOf(before: Address, after: Address): ConsentChange[] {
  const known = new Map(consentStates(before).map(({ topic, state }) => [topic, state]));
  return consentStates(after).filter(({ topic, state }) => {
    const isClosed = (address: Address) =>
      optOutsOf(topic === undefined ? address : topicAt(address, topic)).length > 0;
    const closes = state === 'withdrawn' && isClosed(after) && !isClosed(before);
    return state !== (known.get(topic) ?? 'unknown') || closes;
  });
}
