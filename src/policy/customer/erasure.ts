import { type Channel, channels } from '../../commerce/customer/channel.ts';
import type { IdentityKind } from '../../commerce/customer/identity.ts';
import type { StoreEvent } from '../../commerce/events.ts';
import { day, hour, minute } from '../../commerce/values/time-units.ts';
import type { Address, AddressRef, ConfirmationMail, TopicWords } from '../../model/address.ts';
import type { Erased, Profile } from '../../model/profile.ts';
import { fromIso } from '../time/timing.ts';
import { optOutsOf } from './address.ts';
import { provenByItself, standingChoice, withoutChoiceOf } from './address-proof.ts';
import { changeTopic, topicAt } from './address-topics.ts';
import { isLater, lastOf, withdrawnBy, withWord, wordOf } from './address-words.ts';
import { emptyProfile } from './profile.ts';
import { shownRefusedAt } from './stance.ts';
import { shownTopicRefusedAt } from './topic-stance.ts';

/**
 * When an erasure is looked after, in milliseconds from when it begins: once no function can be under way any more that began
 * before it; once what died then has been tried again; and once no queue holds what was posted before it.
 */
export const erasureLooks = [4 * minute, hour, day, 15 * day] as const;

/** The name under which the opt-outs of erased customers stay at an address. */
export const erasedName = 'erased';

/**
 * What is left of a customer: when they were erased, and the keys under which they were known. The events that joined those
 * keys are not kept, because their ids are the shop's own words.
 */
export function tombstoneOf(customer: string, erased: Erased, names: readonly string[]): Profile {
  const others = names.filter((name) => name !== customer).map((name) => [name, ''] as const);
  return {
    ...emptyProfile(customer),
    erased,
    ...(others.length > 0 && { mergedFrom: Object.fromEntries(others) }),
  };
}

/** An identity of an event, and when a customer to whom it led was erased; epoch milliseconds. */
interface PastIdentity {
  readonly kind: IdentityKind;
  readonly erased?: number | undefined;
}

/**
 * True if an event is about a customer who was erased since it happened: the strongest identity that it names was theirs
 * then. With an owner who is there, the event is theirs, and a weaker identity says nothing. A browser alone shows nobody,
 * unless the event names nothing else.
 * @param at when it happened; epoch milliseconds
 */
export function isAboutErased(named: readonly PastIdentity[], at: number, hasOwner: boolean): boolean {
  const past = named.filter(({ erased }) => erased !== undefined && at <= erased);
  const [strongest] = named;
  if (strongest !== undefined && past.includes(strongest)) return true;
  return !hasOwner && past.some(({ kind }) => kind !== 'anonymousId');
}

/**
 * The event without agreements from before the erasure of somebody whom it names: those count for nobody any more, however
 * often a shop tells them. A browser names nobody.
 */
export function withoutErasedAgreements(event: StoreEvent, named: readonly PastIdentity[]): StoreEvent {
  const { consent } = event.customer;
  const erased = lastOf(...named.map((identity) => (identity.kind === 'anonymousId' ? undefined : identity.erased)));
  if (consent === undefined || erased === undefined) return event;
  const counting = Object.entries(consent).filter(([, word]) => !(word?.granted && fromIso(word.at) <= erased));
  if (counting.length === Object.keys(consent).length) return event;
  return { ...event, customer: { ...event.customer, consent: Object.fromEntries(counting) } };
}

/** A channel, or a topic of it, that a customer opted out of; epoch milliseconds. */
interface Refusal {
  readonly channel: Channel;
  readonly topic?: string;
  readonly at: number;
}

/** What the customer has refused, at whatever address, and no agreement has lifted. Not what shows nobody. */
export function refusalsIn(profile: Profile): Refusal[] {
  return channels.flatMap((channel) => {
    const whole = shownRefusedAt(profile, channel);
    const topics = Object.keys(profile.topicStances?.[channel] ?? {}).flatMap((topic) => {
      const at = shownTopicRefusedAt(profile, channel, topic);
      return at === undefined ? [] : [{ channel, topic, at }];
    });
    return [...(whole === undefined ? [] : [{ channel, at: whole }]), ...topics];
  });
}

/**
 * The address, closed by what an erased customer had refused who carried it. A later agreement with proof lifts that, as ever.
 * It stays open where somebody else who carries it has agreed since: they have been written to all along.
 */
export function withRefusals(address: Address, refusals: readonly Omit<Refusal, 'channel'>[]): Address {
  return refusals.reduce((known, { topic, at }) => {
    const said = topic === undefined ? [known] : [known, topicAt(known, topic)];
    if (said.some((words) => hasAgreedSince(words, at))) return known;
    const close = (words: Address) =>
      withWord(words, erasedName, withdrawnBy(wordOf(words, erasedName) ?? {}, at, 'opt-out of an erased customer'));
    return topic === undefined ? close(known) : changeTopic(known, topic, close);
  }, address);
}

/** True if a customer who carries the address has agreed in their own name since then, and has not declined. */
function hasAgreedSince({ words }: Address, at: number): boolean {
  return Object.values(words).some(({ agreed, imported, left, declined }) =>
    isLater(lastOf(agreed, imported), lastOf(at, left, declined)),
  );
}

/**
 * The address without a customer who was erased. What closes it stays, under a name that is nobody's: an opt-out in force, a
 * bounce, a complaint. What they agreed to counts for nobody any more. The times of messages to it stay until they are
 * over, for the caps of others who have it; the messages are not named.
 * @param names the keys of the customer
 * @param isTheirs whether a message at the address was one of theirs
 * @returns the same object when it does not name them
 */
export function withoutCustomer(
  address: Address,
  names: readonly string[],
  at: number,
  isTheirs: (message: string) => boolean,
): Address {
  const left = Object.fromEntries(Object.entries(address.words).map(([name, word]) => [name, word.left]));
  const said = withoutWords(address, names, at, left);
  const claims = Object.entries(address.claims);
  const topics = Object.entries(address.topics ?? {});
  const { confirmations: mails = [], lastTold } = address;
  const isToThem = ({ customer }: ConfirmationMail) => customer !== undefined && names.includes(customer);
  const changed = topics.map(([topic, words]) => [topic, withoutWords(words, names, at, left)] as const);
  const isSame =
    said === address &&
    changed.every(([topic, words]) => words === address.topics?.[topic]) &&
    claims.every(([message]) => !isTheirs(message)) &&
    !Object.keys(lastTold ?? {}).some((name) => names.includes(name)) &&
    !mails.some(isToThem);
  if (isSame) return address;
  const kept = claims.map(([message, claim], index) => {
    if (!isTheirs(message)) return [message, claim] as const;
    const { coupon: _coupon, address: _address, ...counted } = claim;
    return [`${erasedName}_${claim.at}_${index}`, counted] as const;
  });
  return {
    ...said,
    ...(topics.length > 0 && { topics: Object.fromEntries(changed) }),
    ...(lastTold && {
      lastTold: Object.fromEntries(Object.entries(lastTold).filter(([name]) => !names.includes(name))),
    }),
    ...(mails.length > 0 && { confirmations: mails.map((mail) => (isToThem(mail) ? unnamed(mail) : mail)) }),
    claims: Object.fromEntries(kept),
  };
}

/** The mail goes on counting for the limit at the address. */
function unnamed({ customer: _customer, ...mail }: ConfirmationMail): ConfirmationMail {
  return mail;
}

/** What was said at an address, or about a topic, without one customer's words. */
function withoutWords<Said extends TopicWords>(before: Said, names: readonly string[], at: number, left: Left): Said {
  const said = withoutChoiceOf(before, names, proverBeside(before, names, left));
  const { words, granted, proven, provenBy, ...rest } = said;
  const mine = Object.entries(words).filter(([customer]) => names.includes(customer));
  const others = Object.fromEntries(Object.entries(words).filter(([customer]) => !names.includes(customer)));
  const isProver = provenBy !== undefined && names.includes(provenBy);
  if (mine.length === 0 && !isProver) return said;
  const closed = optOutsOf({ ...said, claims: {} }).filter(({ customer }) => names.includes(customer));
  const last = [...closed, ...earlierOf(words)].toSorted((one, other) => other.at - one.at)[0];
  const agreements = Object.values(others).flatMap(({ agreed, imported }) => [agreed, imported]);
  const isOthers = granted !== undefined && agreements.includes(granted.at);
  const isNobodys = provenBy === undefined && Object.keys(others).length === 0;
  const gone = proven !== undefined && (isProver || isNobodys);
  return {
    ...(rest as Said), // its other fields, which name nobody
    words: { ...others, ...(last && { [erasedName]: { withdrawn: last.at, source: last.source } }) },
    ...(isOthers && { granted }),
    ...(proven !== undefined && { proven }), // it goes on lifting the opt-outs that it lifted
    ...(proven !== undefined && !gone && provenBy !== undefined && { provenBy }),
    ...(gone && { released: lastOf(said.released, proven, standingChoice(said) ? undefined : at) }), // a choice is another's
  };
}

/** When each customer last took another address. */
type Left = Readonly<Record<string, number | undefined>>;

/**
 * Who proved an agreement to the topic before an erased customer switched it on once more, and would have it on if that
 * customer had never been at the address.
 */
function proverBeside(said: TopicWords, names: readonly string[], left: Left): string | undefined {
  const { chosen: _chosen, ...rest } = said;
  const { proven, provenBy } = rest;
  if (proven === undefined || provenBy === undefined || names.includes(provenBy)) return undefined;
  const words = Object.fromEntries(Object.entries(rest.words).filter(([customer]) => !names.includes(customer)));
  const stands = provenByItself(rest) !== undefined && !isLater(left[provenBy], proven);
  return stands && optOutsOf({ ...rest, words, claims: {} }).length === 0 ? provenBy : undefined;
}

/** The opt-out of customers who were erased before. */
function earlierOf({ [erasedName]: word }: Address['words']): { readonly at: number; readonly source: string }[] {
  const { withdrawn, source = 'unknown' } = word ?? {};
  return withdrawn === undefined ? [] : [{ at: withdrawn, source }];
}

/** The addresses among all, each once: of two that are the same the last. */
export function distinctAddresses<Ref extends AddressRef>(refs: readonly Ref[]): Ref[] {
  return [...new Map(refs.map((ref) => [`${ref.kind}#${ref.hash}`, ref])).values()];
}
