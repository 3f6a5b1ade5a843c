import { earlierOf } from '../../commerce/join.ts';
import { sentencesWithoutAddresses } from '../../commerce/values/without-addresses.ts';
import type { Address, AddressWord, TopicWords } from '../../model/address.ts';
import type { Suppression } from '../../model/profile.ts';
import { joinProofs, lastProof, provenByItself } from './address-proof.ts';
import { noteArrived, noteUndelivered } from './address-sent.ts';
import { changeTopic, eachTopic, unknownAddress } from './address-topics.ts';
import {
  about,
  closedBy,
  firstOf,
  forgottenOf,
  isLater,
  joinWords,
  keptWords,
  lastOf,
  toldBy,
  verifiedBy,
  withdrawnBy,
  withMailsOf,
  withWord,
  wordOf,
} from './address-words.ts';
import { keptSource } from './consent-text.ts';
import { joinPast, notCounted } from './past-claims.ts';
import { isUndoableAt } from './undoable.ts';
import { noteUnlisting } from './unlisting.ts';

/** A word about consent, as an event told it of the address that it names. Times in epoch milliseconds. */
export interface ConsentStatement {
  readonly customer: string;
  readonly granted: boolean;
  readonly at: number;
  readonly source: string;
  readonly wording?: string;
  /** True if an import told of it: an agreement lifts no opt-out then. */
  readonly history?: boolean;
  /** When the event occurred. */
  readonly reportedAt: number;
  /** True if the event named the store's own id of the customer. */
  readonly account: boolean;
  /** True if the address leads to this customer: not to one who merely names somebody else's. */
  readonly leads: boolean;
  /** True if the address is known to be this customer's. */
  readonly verified: boolean;
  /** When the customer took another address, if they have another by now, or hold this one without proof. */
  readonly released?: number;
  /** When an earlier event of this customer named the address, if one is known. */
  readonly namedAt?: number;
  /** The customer whom the address leads to, if that is another. */
  readonly leader?: string;
  /** True if an agreement without proof counts only once the address has confirmed it. */
  readonly confirms?: boolean;
}

/** The address after a word about consent; the same object when it says nothing new. */
export function hearConsent(before: Address, word: ConsentStatement): Address {
  const { customer, granted, at, wording, reportedAt, leads, verified } = word;
  const source = keptSource(word.source);
  const address = word.leader === undefined ? before : leadTo(before, word.leader);
  const known: AddressWord = { ...address.words[customer], ...(leads && { leads }) };
  const since = Math.min(...[known.since, reportedAt, word.namedAt].filter((time) => time !== undefined));
  if (!granted) {
    return withWord(address, customer, { ...closedWord(known, word, source), since });
  }
  if (word.confirms && !verified) return withWord(address, customer, { ...known, since, ...askedBy(known, word) });
  const agreed = word.history ? importedBy(known, word) : agreedBy(known, word);
  const isNews = address.granted === undefined || address.granted.at < at;
  const text = wording && sentencesWithoutAddresses(wording);
  const news = { ...address, granted: { at, source, ...(text && { wording: text }) } };
  return withWord(isNews ? news : address, customer, { ...agreed, since });
}

function agreedBy(known: AddressWord, { at, account, leads, verified, released }: ConsentStatement): AddressWord {
  return {
    ...known,
    agreed: lastOf(known.agreed, at),
    ...(((account && leads) || verified) && { granted: lastOf(known.granted, at) }),
    ...(verified && { verified: lastOf(known.verified, at) }),
    ...(verified && released !== undefined && { released: lastOf(known.released, released, at) }),
  };
}

/** An export may be older than an opt-out, though it dates its agreements later. */
function importedBy(known: AddressWord, { at, account, leads, verified }: ConsentStatement): AddressWord {
  const isOwn = (account && leads) || verified;
  return {
    ...known,
    imported: firstOf(known.imported, at),
    ...(isOwn && { importedOwn: firstOf(known.importedOwn, at) }),
  };
}

/** The word after an opt-out: the owner's, one that a guest's event cannot show to be the owner's, or a stranger's own. */
function closedWord(
  known: AddressWord,
  { at, account, leads, verified }: ConsentStatement,
  source: string,
): AddressWord {
  if (verified || (account && leads)) return toldBy(known, at, source);
  return leads
    ? { ...known, unticked: lastOf(known.unticked, at) }
    : { ...known, declined: lastOf(known.declined, at) };
}

/** An agreement that has yet to be confirmed. Who has taken another address since will not confirm it here. */
function askedBy(known: AddressWord, { at, reportedAt, released }: ConsentStatement): AddressWord {
  const left = isLater(released, reportedAt) ? lastOf(known.left, released) : known.left;
  return { asked: lastOf(known.asked, at), ...(left !== undefined && { left }) };
}

/** Whom the address leads to is remembered longest, so that no number of strangers speaks for them. */
function leadTo(address: Address, customer: string): Address {
  return withWord(address, customer, { ...wordOf(address, customer), leads: true });
}

/**
 * The address after it became known when a customer had named it: a later agreement of theirs is about this address,
 * whenever it is reported.
 * @param leads false of one who took an address that leads to another
 */
export function noteNaming(address: Address, customer: string, at: number, leads = true): Address {
  const known = wordOf(address, customer);
  return withWord(address, customer, { ...known, ...(leads && { leads }), since: firstOf(known?.since, at) });
}

/**
 * The address after a customer took another one instead: its next owner starts fresh.
 * @param customers the keys of the customer, and of those who turned out to be this one
 * @param at when the customer named the other address
 * @param led whether the address led to this customer
 */
export function releaseAddress(address: Address, customers: readonly string[], at: number, led: boolean): Address {
  let after = address;
  for (const customer of customers) {
    const word = wordOf(after, customer);
    if (word !== undefined) after = withWord(after, customer, releasedBy(word, at));
  }
  const { released } = address;
  const proof = lastProof(address);
  after = eachTopic(after, (topic) => releaseAddress(topic, customers, at, led));
  const isTheirs = led || (proof?.by !== undefined && customers.includes(proof.by));
  // A text that came later is its next owner's.
  if (!isTheirs || proof === undefined || proof.at > at) return after;
  return isLater(at, released) ? { ...after, released: at } : after;
}

/** An agreement may be dated ahead of the event that told of it: it is given up with the address all the same. */
function releasedBy(word: AddressWord, at: number): AddressWord {
  const released = word.verified === undefined ? undefined : lastOf(at, word.verified, word.released);
  return { ...word, left: lastOf(at, word.left) ?? at, ...(released !== undefined && { released }) };
}

/**
 * The address after its owner opts out now. It outranks every agreement, every reopening, and every undo that is known by
 * now, whatever its date.
 */
export function withdraw(address: Address, customer: string, at: number, source: string): Address {
  const word = wordOf(address, customer) ?? {};
  const undone = word.undone === undefined ? [] : [word.undone + 1];
  const last = Math.max(at, ...undone, ...[address, ...Object.values(address.topics ?? {})].map(lastAgreement));
  return withWord(address, customer, withdrawnBy(word, last, source));
}

/** The last time at which something was said at an address, or of a topic, that speaks for marketing. */
function lastAgreement(said: TopicWords): number {
  const { words, granted, reopenedAt } = said;
  const agreed = Object.values(words).flatMap((word) => [word.granted, word.verified, word.asked]);
  return lastOf(granted?.at, lastProof(said)?.at, reopenedAt, ...agreed) ?? Number.NEGATIVE_INFINITY;
}

/** A click that closed an address. Times in epoch milliseconds. */
export interface ClosingClick {
  readonly customer: string;
  readonly clickedAt: number;
  readonly withdrawnAt: number;
}

/**
 * The address after its owner takes one opt-out back, on the page after it. It agrees to nothing new: what held before the
 * opt-out holds again. Undefined if that opt-out is not the customer's last one, bears another time than its click, was
 * clicked too long ago, or if the address has been given up or closed to everything since.
 */
export function undoOptOut(address: Address, click: ClosingClick, at: number): Address | undefined {
  const { customer, clickedAt, withdrawnAt } = click;
  const word = wordOf(address, customer);
  if (word?.withdrawn !== withdrawnAt || withdrawnAt !== clickedAt) return undefined;
  if (!isUndoableAt(clickedAt, at) || suppressionOf(address) !== undefined) return undefined;
  const released = lastOf(word.released, address.released);
  if (released !== undefined && released >= clickedAt) return undefined;
  return withWord(address, customer, { ...word, undone: withdrawnAt });
}

/** The address after a reported opt-out by its owner. A later consent remains valid. */
export function reportOptOut(address: Address, customer: string, at: number, source: string): Address {
  return withWord(address, customer, toldBy(address.words[customer] ?? {}, at, source));
}

/** Closes the address to everything. What closed it first stays, unless somebody has reopened it since; of a bounce and a complaint at once, the complaint. */
export function suppress(address: Address, suppression: Suppression): Address {
  const { suppressed, reopenedAt = Number.NEGATIVE_INFINITY } = address;
  if (suppression.at <= reopenedAt) return address;
  const known = suppressed !== undefined && suppressed.at > reopenedAt ? suppressed : undefined;
  const first = known === undefined ? suppression : earlierOf(known, suppression, ({ at }) => at);
  return first === known ? address : { ...address, suppressed: first };
}

/**
 * Reopens the address: whatever has closed it so far counts no more, also what is dated ahead.
 * @param by who does it, if they say so
 * @returns the same object when nothing closes the address
 */
export function reopenAddress(address: Address, at: number, by: string | undefined): Address {
  const suppressed = suppressionOf(address);
  const optOuts = optOutsOf(address);
  if (suppressed === undefined && optOuts.length === 0) return address;
  const { reopenedBy: _before, ...rest } = address;
  const closings = [suppressed?.at, ...optOuts.map((optOut) => optOut.at + 1)]; // an opt-out wins at the same time
  const reopenedAt = lastOf(at, address.reopenedAt, ...closings) ?? at;
  return { ...rest, reopenedAt, ...(by !== undefined && { reopenedBy: by }) };
}

/** Why nothing may be sent to the address, if so. */
export function suppressionOf({ suppressed, reopenedAt }: Address): Suppression | undefined {
  return suppressed !== undefined && suppressed.at > (reopenedAt ?? Number.NEGATIVE_INFINITY) ? suppressed : undefined;
}

/**
 * The owner's statement about marketing: consent, opt-out, or none. A consent counts for the customer in whose name it
 * was given. One that the address itself proves, or that was given while the address was verified, counts for everybody
 * who carries it, until the customer who gave it takes another address.
 * @param customers the keys of the customer to write to, and of those who turned out to be this one; everybody, if left
 * out
 */
export function marketingWord(
  address: Address,
  customers: readonly string[] = Object.keys(address.words),
): 'granted' | 'withdrawn' | undefined {
  if (optOutsOf(address).length > 0) return 'withdrawn';
  const own = customers.flatMap((customer) => wordOf(address, customer) ?? []);
  if (declinedAt(address, customers) !== undefined) return 'withdrawn';
  const agreed = lastOf(...own.flatMap((word) => [word.agreed, word.imported]));
  const proven = lastOf(provenByItself(address), ...keptWords(address).map(verifiedBy));
  return lastOf(agreed, proven) === undefined ? undefined : 'granted';
}

/** When the customer last opted out for their own messages alone, unless they have agreed since; epoch milliseconds. */
export function declinedAt(address: Address, customers: readonly string[]): number | undefined {
  const own = customers.flatMap((customer) => wordOf(address, customer) ?? []);
  const declined = lastOf(...own.map((word) => word.declined), forgottenOf(address, own));
  return declined !== undefined && !isLater(lastOf(...own.map((word) => word.agreed)), declined) ? declined : undefined;
}

/** When the customer, by any of their keys, last agreed for this address with proof; epoch milliseconds. */
export function provenAt(address: Address, customers: readonly string[]): number | undefined {
  const granted = customers.map((customer) => wordOf(address, customer)?.granted);
  return lastOf(ownerProvenAt(address, customers), ...granted);
}

/** The same with proof of the address, not of the account alone: that lifts what other customers have said of it too. */
export function ownerProvenAt(address: Address, customers: readonly string[]): number | undefined {
  const verified = customers.map((customer) => wordOf(address, customer)?.verified);
  return lastOf(provenByItself(address), ...verified);
}

/** An opt-out in force. */
export interface OptOut {
  readonly customer: string;
  readonly at: number;
  readonly source: string;
}

/**
 * The opt-outs that stand. One is lifted only by a later agreement that is proven: by the address itself, while it was
 * verified, or, of a customer's own opt-out, by that customer's own account. An agreement that is older than the
 * customer's first word about this address was about another one, and lifts nothing. One that was taken back is over. An
 * opt-out by a guest's event, which may be anybody's, stands only where no such agreement is known at all.
 */
export function optOutsOf(address: Address): OptOut[] {
  const { words, reopenedAt } = address;
  const verified = Object.values(words).map((word) => about(word, word.verified));
  const lifted = lastOf(lastProof(address)?.at, reopenedAt, ...verified) ?? Number.NEGATIVE_INFINITY;
  const trusted = lastOf(provenByItself(address), ...keptWords(address).map(verifiedBy));
  return Object.entries(words).flatMap(([customer, word]) => {
    const own = about(word, word.granted);
    const withdrawn = closedBy(word);
    const { unticked, source = 'unknown' } = word;
    if (withdrawn !== undefined && withdrawn >= lifted && withdrawn >= (own ?? lifted))
      return [{ customer, at: withdrawn, source }];
    if (unticked === undefined || lastOf(trusted, own) !== undefined || isLater(reopenedAt, unticked)) return [];
    if (word.importedOwn !== undefined && word.importedOwn <= unticked) return [];
    return [{ customer, at: unticked, source: 'event of a guest' }];
  });
}

/**
 * The opt-outs that stand and show whose they are. A box that a guest leaves unticked may be anybody's: what is said in the
 * mailbox itself outranks it.
 */
export function shownOptOutsOf(address: Address): OptOut[] {
  const words = Object.entries(address.words).map(([customer, { unticked: _anybodys, ...word }]) => [customer, word]);
  return optOutsOf({ ...address, words: Object.fromEntries(words) });
}

/**
 * Joins two copies of an address, either of which may have missed something: each field grows.
 * @returns the same object as the first when the other adds nothing
 */
export function joinAddresses(address: Address, other: Address): Address {
  const { granted, released, suppressed, reopenedAt, reopenedBy, claims } = other;
  let joined = withMailsOf(address, other);
  for (const [customer, word] of Object.entries(other.words)) {
    joined = withWord(joined, customer, joinWords(wordOf(joined, customer) ?? {}, word));
  }
  if (granted !== undefined && isLater(granted.at, joined.granted?.at)) joined = { ...joined, granted };
  joined = joinProofs(joined, other);
  if (isLater(released, joined.released)) joined = { ...joined, released };
  if (isLater(reopenedAt, joined.reopenedAt)) {
    const { reopenedBy: _before, ...rest } = joined;
    joined = { ...rest, reopenedAt, ...(reopenedBy !== undefined && { reopenedBy }) };
  }
  if (suppressed !== undefined) joined = suppress(joined, suppressed);
  if (other.undelivered !== undefined) joined = noteUndelivered(joined, other.undelivered);
  if (other.arrived !== undefined) joined = noteArrived(joined, other.arrived);
  if (other.unlisting !== undefined) joined = noteUnlisting(joined, other.unlisting.at, other.unlisting.kept);
  for (const [topic, words] of Object.entries(other.topics ?? {})) {
    joined = changeTopic(joined, topic, (known) => joinAddresses(known, { ...unknownAddress, ...words }));
  }
  joined = withWaiting(withWishes(joined, other), other);
  const past = joinPast(address.past, other.past);
  if (past !== undefined && JSON.stringify(past) !== JSON.stringify(address.past)) joined = { ...joined, past };
  const all = { ...claims, ...joined.claims };
  const kept = past === undefined ? all : notCounted(all, past);
  const isKnown =
    Object.keys(all).length === Object.keys(address.claims).length &&
    Object.keys(kept).length === Object.keys(all).length;
  return isKnown ? joined : { ...joined, claims: kept };
}

/** Entries of both wait for the ledger: there the same one is written once. */
function withWaiting(before: Address, { heard, unsettled = {}, recordedAt }: Address): Address {
  const address = isLater(recordedAt, before.recordedAt) ? { ...before, recordedAt } : before;
  const { unsettled: known = {} } = address;
  const isKnown = Object.keys(unsettled).every((id) => Object.hasOwn(known, id));
  const joined = isKnown ? address : { ...address, unsettled: { ...unsettled, ...known } };
  return joined.heard === undefined && heard !== undefined ? { ...joined, heard } : joined;
}

/** The later choices of the owner; of two at the same time the one that sends less. */
function withWishes(address: Address, { less, paused }: Address): Address {
  const lessWins =
    less !== undefined && (isLater(less.at, address.less?.at) || (less.at === address.less?.at && less.on));
  const pauseWins =
    paused !== undefined &&
    (isLater(paused.at, address.paused?.at) ||
      (paused.at === address.paused?.at && paused.until > address.paused.until));
  const isNews = (lessWins && less.on !== address.less?.on) || (lessWins && less.at !== address.less?.at) || pauseWins;
  return isNews ? { ...address, ...(lessWins && { less }), ...(pauseWins && { paused }) } : address;
}
