import type { Address } from '../../model/address.ts';
import {
  declinedAt,
  marketingWord,
  type OptOut,
  optOutsOf,
  ownerProvenAt,
  proveConsent,
  provenAt,
  shownOptOutsOf,
  undoableMilliseconds,
  withdraw,
} from './address.ts';
import { changeTopic, topicAt } from './address-topics.ts';
import { isLater, lastOf, wordOf } from './address-words.ts';

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
  return Object.entries(choices).reduce((known, [topic, choice]) => {
    return choice === 'off' ? switchOff(known, topic, at, source) : switchOn(known, topic, at, source);
  }, address);
}

/** What a stranger declined is no choice of the owner's, nor is a box that anybody left unticked. */
function switchOff(address: Address, topic: string, at: number, { source, customer }: ChoiceSource): Address {
  const words = topicAt(address, topic);
  if (shownOptOutsOf(words).some((optOut) => isFinal(words, optOut, at))) return address;
  return changeTopic(address, topic, (known) => withdraw(known, customer, at, source));
}

/** True of an opt-out that no page can take back: another browser may show one that can be. */
function isFinal(words: Address, { customer, at }: OptOut, now: number): boolean {
  return wordOf(words, customer)?.told === at || now - at > undoableMilliseconds;
}

function switchOn(address: Address, topic: string, at: number, { source, customer, refused }: ChoiceSource): Address {
  const words = topicAt(address, topic);
  const optOuts = [...optOutsOf(words), ...optOutsOf(address)].map((optOut) => optOut.at);
  const against = [...optOuts, ...(refused === undefined ? [] : [refused])].map((time) => time + 1);
  if (against.length === 0 && words.proven !== undefined && marketingWord(words) === 'granted') return address;
  return changeTopic(address, topic, (known) => proveConsent(known, Math.max(at, ...against), source, customer));
}

/** The address after its owner paused marketing. @param until epoch milliseconds; undefined ends the pause */
export function pauseUntil(address: Address, until: number | undefined, at: number): Address {
  if (pauseEnd(address, at) === until) return address;
  const now = Math.max(at, (address.paused?.at ?? Number.NEGATIVE_INFINITY) + 1);
  return { ...address, paused: { at: now, until: until ?? now } };
}

/** The address after its owner chose to hear less often, or as often as before. */
export function lessOften(address: Address, on: boolean, at: number): Address {
  if (wantsLess(address) === on) return address;
  return { ...address, less: { at: Math.max(at, (address.less?.at ?? Number.NEGATIVE_INFINITY) + 1), on } };
}

/** True if at most one marketing message a week may go to the address. */
export function wantsLess({ less }: Address): boolean {
  return less?.on ?? false;
}

/** The end of the pause of marketing that its owner chose, if it lasts; epoch milliseconds. */
export function pauseEnd({ paused }: Address, now: number): number | undefined {
  return paused !== undefined && paused.until > now ? paused.until : undefined;
}
