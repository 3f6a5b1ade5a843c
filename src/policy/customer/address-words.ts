import { day } from '../../commerce/values/time-units.ts';
import type { Address, AddressWord, ConfirmationMail } from '../../model/address.ts';
import { shortSource } from './consent-text.ts';

/** At most so many customers' words are kept apart; the opt-outs of the others stand together. */
const keptCustomers = 40;

/** The same for each of up to 24 topics, so that the address stays far below the 400 KB of an item. */
const keptOfTopic = 8;
const others = 'others';

/** The name under which an address's own word is kept: no account can take it back. */
export const ownerName = 'owner';

export function wordOf({ words }: Address, customer: string): AddressWord | undefined {
  return Object.hasOwn(words, customer) ? words[customer] : undefined;
}

/** The words that are kept apart. Nobody can release what stands together, so it agrees to nothing for a next owner. */
export function keptWords({ words }: Address): AddressWord[] {
  return Object.entries(words).flatMap(([customer, word]) => (customer === others ? [] : [word]));
}

/** The customers of whom something is said at the address, or of a topic there. */
export function spokenFor({ words, topics = {} }: Address): string[] {
  const names = [words, ...Object.values(topics).map((topic) => topic.words)].flatMap(Object.keys);
  return [...new Set(names)].filter((name) => name !== ownerName && name !== others);
}

/** The time of an agreement if it can have been about this address. Stores tell of one within the day. */
export function about({ since }: AddressWord, at: number | undefined): number | undefined {
  return at !== undefined && since !== undefined && at >= since - day ? at : undefined;
}

/** When somebody last agreed who had verified the address and has it still. */
export function verifiedBy(word: AddressWord): number | undefined {
  return isLater(word.verified, word.released) ? about(word, word.verified) : undefined;
}

/** When somebody last opted out whose word is forgotten: it may be anybody's to whom the address never led. */
export function forgottenOf(address: Address, own: readonly AddressWord[]): number | undefined {
  return own.some(isOwners) ? undefined : wordOf(address, others)?.declined;
}

/** When the customer last opted out; of opt-outs through a link only those that they did not take back. */
export function closedBy({ withdrawn, undone, told }: AddressWord): number | undefined {
  return isLater(withdrawn, undone) ? withdrawn : told;
}

export function withWord(address: Address, customer: string, word: AddressWord): Address {
  const known = wordOf(address, customer);
  const same = known !== undefined && wordFields.every((field) => known[field] === word[field]);
  return same
    ? address
    : { ...address, words: bounded({ ...address.words, [customer]: word }, keptCustomers, askedBy(address)) };
}

const wordFields = [
  'since',
  'leads',
  'agreed',
  'imported',
  'importedOwn',
  'asked',
  'left',
  'granted',
  'verified',
  'released',
  'withdrawn',
  'source',
  'undone',
  'told',
  'declined',
  'unticked',
] as const satisfies (keyof AddressWord)[];

/** Which words are forgotten last. Anybody may name an address, and agree or opt out in their own name. */
const weights = { owner: 2, optOut: 1, agreement: 0 } as const;

/** True if the word was made by whom the address leads to, or closes it, or shows whose it is. */
export function isOwners(word: AddressWord): boolean {
  return weightOf(word) === weights.owner;
}

function weightOf({ leads, withdrawn, verified, granted, unticked, declined }: AddressWord): number {
  if (leads || lastOf(withdrawn, verified, granted, unticked) !== undefined) return weights.owner;
  return declined === undefined ? weights.agreement : weights.optOut;
}

/**
 * No item grows without end, however many name one address. Those whom a mail asks to confirm stay: it may still be in the
 * mailbox. Of the others those who only agreed, and to whom it does not lead, are forgotten
 * first, then those who only opted out for themselves. What closed the address, what last lifted that, and the last of those
 * opt-outs stand together.
 */
function bounded(words: Address['words'], most: number, asked: readonly string[]): Address['words'] {
  const entries = Object.entries(words).filter(([customer]) => customer !== others);
  if (entries.length <= most) return words;
  const age = ({ since, agreed, asked, withdrawn }: AddressWord) => lastOf(since, agreed, asked, withdrawn) ?? 0;
  const sorted = entries.toSorted(
    ([name, one], [otherName, other]) =>
      Number(asked.includes(name)) - Number(asked.includes(otherName)) ||
      weightOf(one) - weightOf(other) ||
      Number(isOwnOptOut(one)) - Number(isOwnOptOut(other)) ||
      age(one) - age(other),
  );
  const dropped = [...sorted.slice(0, -most).map(([, word]) => word), words[others] ?? {}];
  const optOuts = dropped.flatMap((word) => {
    const withdrawn = closedBy(word);
    return withdrawn === undefined ? [] : { withdrawn, source: word.source };
  });
  const last = optOuts.toSorted((one, other) => other.withdrawn - one.withdrawn)[0];
  const verified = lastOf(...dropped.map(verifiedBy));
  const declined = lastOf(...dropped.map((word) => word.declined));
  const unticked = lastOf(...dropped.map((word) => word.unticked));
  const together = {
    ...last,
    ...(verified !== undefined && { verified, since: verified }),
    ...(declined !== undefined && { declined }),
    ...(unticked !== undefined && { unticked }),
  };
  const kept = Object.fromEntries(sorted.slice(-most));
  return Object.keys(together).length > 0 ? { ...kept, [others]: together } : kept;
}

/** Whom mails to the address have asked to confirm: few, because few such mails go. */
function askedBy({ confirmations = [] }: Address): string[] {
  return confirmations.flatMap(({ customer }) => customer ?? []);
}

function isOwnOptOut(word: AddressWord): boolean {
  return word.leads === true && lastOf(closedBy(word), word.unticked) !== undefined;
}

/** The words about one topic: of fewer customers than about marketing as a whole, and with shorter sources. */
export function wordsOfTopic(words: Address['words'], address: Address): Address['words'] {
  const short = Object.entries(words).map(([customer, word]) => {
    return [customer, word.source === undefined ? word : { ...word, source: shortSource(word.source) }] as const;
  });
  return bounded(Object.fromEntries(short), keptOfTopic, askedBy(address));
}

/** The address with a topic's opt-outs as such from all marketing: where there is no room for the topic, nothing may be sent instead. */
export function withOptOutsOf(address: Address, topic: Pick<Address, 'words'>): Address {
  return Object.entries(topic.words).reduce((known, [customer, word]) => {
    const withdrawn = closedBy(word);
    const { source, declined, unticked, since, leads } = word;
    if (lastOf(withdrawn, declined, unticked) === undefined) return known;
    const optOut = {
      ...(withdrawn !== undefined && { withdrawn, source, told: withdrawn }),
      declined,
      unticked,
      since,
      leads,
    };
    const given = Object.fromEntries(Object.entries(optOut).filter(([, value]) => value !== undefined));
    return withWord(known, customer, joinWords(wordOf(known, customer) ?? {}, given));
  }, address);
}

/** The word after an opt-out that came by another way than a link of ours. */
export function toldBy(known: AddressWord, at: number, source: string): AddressWord {
  return { ...withdrawnBy(known, at, source), told: lastOf(known.told, at) };
}

export function withdrawnBy(known: AddressWord, at: number, source: string): AddressWord {
  return known.withdrawn !== undefined && known.withdrawn >= at ? known : { ...known, withdrawn: at, source };
}

export function joinWords(one: AddressWord, other: AddressWord): AddressWord {
  const { withdrawn, source = 'unknown' } = other;
  const closed = withdrawn === undefined ? one : withdrawnBy(one, withdrawn, source);
  const times = {
    since: firstKnown(one.since, other.since),
    agreed: lastOf(one.agreed, other.agreed),
    imported: firstKnown(one.imported, other.imported),
    importedOwn: firstKnown(one.importedOwn, other.importedOwn),
    asked: lastOf(one.asked, other.asked),
    left: lastOf(one.left, other.left),
    granted: lastOf(one.granted, other.granted),
    verified: lastOf(one.verified, other.verified),
    released: lastOf(one.released, other.released),
    undone: lastOf(one.undone, other.undone),
    told: lastOf(one.told, other.told),
    declined: lastOf(one.declined, other.declined),
    unticked: lastOf(one.unticked, other.unticked),
  };
  const leads = one.leads ?? other.leads;
  return {
    ...closed,
    ...(leads && { leads }),
    ...Object.fromEntries(Object.entries(times).filter(([, at]) => at !== undefined)),
  };
}

/** The address with another copy's mails that asked for a confirmation; one that both know counts once. */
export function withMailsOf(address: Address, { confirmations = [] }: Address): Address {
  const { confirmations: known = [] } = address;
  const news = confirmations.filter((mail) => !known.some((one) => spelt(one) === spelt(mail)));
  if (news.length === 0) return address;
  const mails = [...known, ...news].toSorted((one, other) => (spelt(one) < spelt(other) ? -1 : 1));
  return { ...address, confirmations: mails };
}

/** Sorts as the time of the mail does. */
function spelt({ at, asked, customer = '' }: ConfirmationMail): string {
  return [String(at).padStart(15, '0'), asked, customer].join(' ');
}

export function isLater(at: number | undefined, before = Number.NEGATIVE_INFINITY): at is number {
  return at !== undefined && at > before;
}

function firstKnown(one: number | undefined, other: number | undefined): number | undefined {
  return other === undefined ? one : firstOf(one, other);
}

export function firstOf(one: number | undefined, other: number): number {
  return one === undefined ? other : Math.min(one, other);
}

export function lastOf(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
