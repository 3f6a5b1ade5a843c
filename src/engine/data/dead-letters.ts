import { isAddressKind } from '../../commerce/customer/channel.ts';
import type { AddressRef } from '../../model/address.ts';
import type { LetterSearch, PickLetters } from '../../model/dead-letters.ts';
import { type LetterNames, peopleIn, type SpeltIdentity } from '../../policy/customer/dead-letter.ts';
import { isAboutErased } from '../../policy/customer/erasure.ts';
import type { Presence } from '../../stores/customers.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Ports } from '../ports.ts';
import { holdingsOf, lastName } from './holdings.ts';

export type LetterPorts = Pick<Ports, 'stores' | 'deadLetters' | 'count' | 'warn'>;

/** An identity of a letter, and what is known of it. */
interface Known extends SpeltIdentity {
  /** When the customer to whom it leads or led was erased; epoch milliseconds. */
  readonly erased?: number | undefined;
  /** True if it leads to a customer who is there. */
  readonly isOwned: boolean;
}

/** What is known of an identity of some letters. */
type KnownBy = (identity: SpeltIdentity) => Known;

/**
 * Looks through one queue of dead letters, and removes those about people who were erased since: the customer, and anybody
 * else, for of two who look at the same time each sees a part of the queue.
 * @param customer the key of one who was erased: addresses that only came with their orders count as theirs
 */
export async function removeLetters(queue: string, customer: string, ports: LetterPorts): Promise<LetterSearch> {
  const { stores, deadLetters, count, warn } = ports;
  const tooDeep = { letters: 0 };
  const search = await deadLetters.search(queue, await letterPicker(customer, stores, tooDeep));
  if (search.removed > 0) count('DeadLettersErased', { queue, letters: String(search.removed) });
  if (tooDeep.letters > 0) count('DeadLettersNotRecognized', { queue, letters: String(tooDeep.letters) });
  if (search.more) warn('not every dead letter was read', { queue, read: String(search.read) });
  return search;
}

/** Looks through all queues of dead letters, side by side, as {@link removeLetters} does. */
export async function removeAllLetters(customer: string, ports: LetterPorts): Promise<LetterSearch[]> {
  return Promise.all(ports.deadLetters.queues.map((queue) => removeLetters(queue, customer, ports)));
}

/**
 * Picks the letters that are about somebody who was erased.
 * @param tooDeep counts those that stay and are nested too deep to be read to their end
 */
async function letterPicker(customer: string, stores: Stores, tooDeep: { letters: number }): Promise<PickLetters> {
  const marks = await marksOfAddresses(customer, stores);
  return async (letters) => {
    const read = letters.map(peopleIn);
    const named = await stores.customers.presence(read.flatMap(({ keys }) => keys));
    const knownBy = await readIdentities(read, marks, stores);
    return read.map((names) => {
      const keys = names.keys.flatMap((key) => named.get(key) ?? []);
      const isPicked = !isOfPresent(names, keys, knownBy) && (keys.length > 0 || isOfErased(names, knownBy));
      if (names.isTooDeep && !isPicked) tooDeep.letters += 1;
      return isPicked;
    });
  };
}

/**
 * True if a letter is another customer's who is there, whatever else is in it: it names them by key or id, or it reports on
 * a message to their address or is a text of theirs. An opt-out that is lost is worse than one that is kept for its 14 days.
 */
function isOfPresent(letter: LetterNames, keys: readonly Presence[], knownBy: KnownBy): boolean {
  if (keys.some(({ erased }) => erased === undefined)) return true;
  const ids = letter.customer.filter(({ kind }) => kind === 'id').map(knownBy);
  if (ids.some((id) => id.isOwned && !wasErasedSince(letter.at, id))) return true;
  return letter.isReport && letter.addresses.map(knownBy).some(({ isOwned }) => isOwned);
}

/**
 * True if a letter is about somebody who was erased since it happened. One that names its customer is theirs, known or not,
 * whichever addresses are beside: those count where it names nobody. If it names several, all were erased.
 */
function isOfErased({ customer, addresses, keys, isReport, at }: LetterNames, knownBy: KnownBy): boolean {
  const named = customer.map(knownBy);
  const first = named.find((one) => wasErasedSince(at, one));
  if (named.some((one) => one.kind === first?.kind && !wasErasedSince(at, one))) return false;
  const hasOwner = named.some(({ isOwned }) => isOwned);
  if (isAboutErased(named, at, hasOwner)) return true;
  const namesNobody = customer.length === 0 && (isReport || keys.length === 0);
  return namesNobody && addresses.map(knownBy).some((one) => wasErasedSince(at, one));
}

function wasErasedSince(at: number, { erased }: Known): boolean {
  return erased !== undefined && at <= erased;
}

/** When the customer of an address was erased, by the keyed hash of each that is noted in what is left of them. */
async function marksOfAddresses(customer: string, stores: Stores): Promise<ReadonlyMap<string, number>> {
  const holdings = await holdingsOf(await lastName(customer, stores), stores);
  const left = holdings.flatMap(({ profile }) => profile?.value.erased ?? []);
  return new Map(left.flatMap(({ at, addresses = [] }) => addresses.map((ref) => [spell(ref), at] as const)));
}

/** Reads what is known of all identities of some letters: two batches for a hundred. */
async function readIdentities(
  letters: readonly LetterNames[],
  marks: ReadonlyMap<string, number>,
  { identities, addresses, customers }: Stores,
): Promise<KnownBy> {
  const found = await identities.findMany(letters.flatMap((letter) => [...letter.customer, ...letter.addresses]));
  const owners = await customers.presence(found.flatMap(({ owner }) => owner ?? []));
  const known = new Map<string, Known>();
  for (const { kind, value, owner, erased: before } of found) {
    const present = owner === undefined ? undefined : owners.get(owner);
    const isOwned = present !== undefined && present.erased === undefined;
    const mark = isOwned || !isAddressKind(kind) ? undefined : marks.get(spell(addresses.refOf(kind, value)));
    const erased = latest(before, present?.erased, mark);
    known.set(`${kind} ${value}`, { kind, value, isOwned, erased });
  }
  return (identity) => known.get(`${identity.kind} ${identity.value}`) ?? { ...identity, isOwned: false };
}

function latest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

function spell({ kind, hash }: AddressRef): string {
  return `${kind} ${hash}`;
}
