import type { Address } from '../../model/address.ts';
import {
  declinedAt,
  marketingWord,
  type OptOut,
  optOutsOf,
  ownerProvenAt,
  provenAt,
  shownOptOutsOf,
  withdraw,
} from './address.ts';
import { lastProof, type Proof, proveByChoice, proveConsent, standingChoice } from './address-proof.ts';
import { changeTopic, topicAt } from './address-topics.ts';
import { isLater, lastOf, wordOf } from './address-words.ts';
import { isRenewed, isRepeated, isUndoableAt } from './undoable.ts';

/** A choice about a topic. */
export type TopicChoice = 'on' | 'off';

/** The source of a choice: the link or the text that proves it. */
export interface ChoiceSource {
  /** Such as `preference page`. */
  readonly source: string;
  /** The customer whose message led there. */
  readonly customer: string;
  /** When that customer opted out of the topic, at whatever address; epoch milliseconds. */
  readonly refused?: number;
}

/** What an answer about consent depends on, beside the address. */
export interface ConsentQuestion {
  /** The keys of the customer to write to, and of those who turned out to be this one; everybody, if left out. */
  readonly customers?: readonly string[] | undefined;
  /** When the customer opted out of the channel, at this address or another; epoch milliseconds. */
  readonly refusals?: readonly number[];
  /** True if marketing as a whole may go; by default as the address says. */
  readonly generally?: boolean;
}

/**
 * True if marketing under a topic may go to the address. An opt-out of the topic outranks an agreement to everything; an
 * agreement to the topic outranks an opt-out of everything only if it is proven and later: by the customer's account if the
 * opt-out is their own, by the address itself if it is anybody else's.
 * @param separately whether an agreement to marketing as a whole does not cover the topic
 */
export function maySendTopic(
  address: Address,
  topic: string,
  separately: boolean,
  { customers, refusals = [], generally = marketingWord(address, customers) === 'granted' }: ConsentQuestion,
): boolean {
  const words = topicAt(address, topic);
  const word = marketingWord(words, customers);
  if (word === 'withdrawn') return false;
  if (word === undefined) return !separately && generally;
  const names = customers ?? Object.keys({ ...address.words, ...words.words });
  const proof = provenAt(words, names);
  // A box that anybody left unticked closes no topic of which the owner has said in the mailbox itself that they want it.
  const [own, others] = ownAndOthers((proof === undefined ? optOutsOf : shownOptOutsOf)(address), names);
  const refused = lastOf(...refusals, ...own, declinedAt(address, names));
  return isAfter(proof, refused) && isAfter(ownerProvenAt(words, names), lastOf(...others));
}

/** When the opt-outs of the customer were said, and those of everybody else. */
function ownAndOthers(optOuts: readonly OptOut[], names: readonly string[]): [own: number[], others: number[]] {
  const [own, others]: [number[], number[]] = [[], []];
  for (const { customer, at } of optOuts) (names.includes(customer) ? own : others).push(at);
  return [own, others];
}

/** True if a proof outranks what speaks against it, if anything does. */
function isAfter(proof: number | undefined, against: number | undefined): boolean {
  return against === undefined || isLater(proof, against);
}

/** True if the owner, or the customer, has switched the topic off. */
export function hasSwitchedOff(address: Address, topic: string, customers?: readonly string[]): boolean {
  return marketingWord(topicAt(address, topic), customers) === 'withdrawn';
}

/**
 * The address after its owner chose topics, through a link that was sent to it: that proves the choice. The same object when
 * they chose what they have.
 * @param at now, in epoch milliseconds; a choice outranks whatever is known of the topic, also what is dated ahead
 */
export function choose(
  address: Address,
  choices: Readonly<Record<string, TopicChoice>>,
  at: number,
  source: ChoiceSource,
): Address {
  return Object.entries(choices).reduce(
    (known, [topic, choice]) => chooseTopic(known, topic, choice, at, source).address,
    address,
  );
}

/** What a choice about a topic came to. */
export interface Switched {
  readonly address: Address;
  /**
   * `news`: it can be taken back. `again`: the topic was so already, and stays so though another browser takes its choice
   * back; this one cannot be taken back. `repeated`: it is the very choice of moments ago. `known`: nobody can take back what
   * holds.
   */
  readonly as: 'news' | 'again' | 'repeated' | 'known';
  /** From when it counts, in epoch milliseconds; of a choice that is repeated, from when that did. */
  readonly at: number;
}

/** The address after its owner chose one topic, as {@link choose} does. */
export function chooseTopic(
  address: Address,
  topic: string,
  choice: TopicChoice,
  at: number,
  source: ChoiceSource,
): Switched {
  return choice === 'off' ? switchOff(address, topic, at, source) : switchOn(address, topic, at, source);
}

/** What a stranger declined is no choice of the owner's, nor is a box that anybody left unticked. */
function switchOff(address: Address, topic: string, at: number, { source, customer }: ChoiceSource): Switched {
  const words = topicAt(address, topic);
  const optOuts = shownOptOutsOf(words);
  if (optOuts.some((optOut) => isFinal(words, optOut, at))) return { address, as: 'known', at };
  const mine = optOuts.find((optOut) => optOut.customer === customer && isRepeated(optOut.at, at));
  if (mine !== undefined) return { address, as: 'repeated', at: mine.at };
  const after = changeTopic(address, topic, (known) => withdraw(known, customer, at, source));
  if (after === address) return { address, as: 'known', at };
  const since = wordOf(topicAt(after, topic), customer)?.withdrawn ?? at;
  return { address: after, as: optOuts.length > 0 ? 'again' : 'news', at: since };
}

/** True of an opt-out that no page can take back: another browser may show one that can be. */
function isFinal(words: Address, { customer, at }: OptOut, now: number): boolean {
  return wordOf(words, customer)?.told === at || !isUndoableAt(at, now);
}

function switchOn(address: Address, topic: string, at: number, choosing: ChoiceSource): Switched {
  const { customer, refused } = choosing;
  const words = topicAt(address, topic);
  const closed = [...optOutsOf(words), ...optOutsOf(address)].map((optOut) => optOut.at);
  const declined = [words, address].map((one) => declinedAt(one, [customer]));
  const against = lastOf(refused, ...declined, ...closed);
  const proof = lastProof(words);
  if (proof !== undefined && isLater(proof.at, lastOf(words.released, against)))
    return switchOnAgain(address, topic, proof, at, choosing);
  const since = lastOf(at, ...[against, words.unchosen].map((time) => time && time + 1)) ?? at;
  const after = changeTopic(address, topic, (known) => proveByChoice(known, since, customer));
  return { address: after, as: 'news', at: since };
}

/** A topic that a proof has on already: a new one may outlast one that another browser takes back. */
function switchOnAgain(
  address: Address,
  topic: string,
  proof: Proof,
  now: number,
  { source, customer }: ChoiceSource,
): Switched {
  const isChoice = standingChoice(topicAt(address, topic))?.at === proof.at;
  if (proof.by === customer && isRepeated(proof.at, now))
    return { address, as: isChoice ? 'repeated' : 'again', at: proof.at };
  if (!isUndoableAt(proof.at, now)) return { address, as: 'known', at: now };
  const at = Math.max(now, proof.at + 1);
  const after = changeTopic(address, topic, (words) => proveConsent(words, at, source, customer));
  return { address: after, as: 'again', at };
}

/**
 * The address after its owner paused marketing. The same object when they chose what they have, unless that can still be
 * taken back: then their choice counts as a later one.
 * @param until epoch milliseconds; undefined ends the pause
 */
export function pauseUntil(address: Address, until: number | undefined, at: number): Address {
  const { paused } = address;
  if (isPausedSo(address, until, at) && !isRenewed(paused?.at, at)) return address;
  const now = Math.max(at, (paused?.at ?? Number.NEGATIVE_INFINITY) + 1);
  // An end counts from now on, also where a clock that stands still dates it later than the pause that it ends.
  return { ...address, paused: { at: now, until: until ?? at } };
}

/** True if the pause is already as it is chosen. A pause that is chosen once more lasts as much longer as the choice is later. */
function isPausedSo(address: Address, until: number | undefined, now: number): boolean {
  const end = pauseEnd(address, now);
  if (end === undefined || until === undefined) return end === until;
  return end === until || (isRepeated(address.paused?.at, now) && until > end && isRepeated(end, until));
}

/**
 * The address after its owner chose to hear less often, or as often as before. The same object when they chose what they
 * have, unless that can still be taken back: then their choice counts as a later one.
 */
export function lessOften(address: Address, on: boolean, at: number): Address {
  const { less } = address;
  if (wantsLess(address) === on && !isRenewed(less?.at, at)) return address;
  return { ...address, less: { at: Math.max(at, (less?.at ?? Number.NEGATIVE_INFINITY) + 1), on } };
}

/** True if at most one marketing message a week may go to the address. */
export function wantsLess({ less }: Address): boolean {
  return less?.on ?? false;
}

/** The end of the pause of marketing that its owner chose, if it lasts; epoch milliseconds. */
export function pauseEnd({ paused }: Address, now: number): number | undefined {
  return paused !== undefined && paused.until > now ? paused.until : undefined;
}
