import {
  type AddressKind,
  addressKindOf,
  addressKinds,
  type Channel,
  channels,
} from '../../commerce/customer/channel.ts';
import { isImported } from '../../commerce/customer/consent-origin.ts';
import type { ChannelConsent } from '../../commerce/customer/customer.ts';
import type { StoreEvent } from '../../commerce/events.ts';
import type { Address, AddressRef } from '../../model/address.ts';
import type { ConsentSaid } from '../../model/consent-entry.ts';
import type { Profile } from '../../model/profile.ts';
import { type ConsentStatement, hearConsent, noteNaming, releaseAddress } from '../../policy/customer/address.ts';
import { changeTopic } from '../../policy/customer/address-topics.ts';
import { keptSource } from '../../policy/customer/consent-text.ts';
import { askToConfirm, mailsAbout, needsConfirmation } from '../../policy/customer/double-opt-in.ts';
import { isAsked } from '../../policy/customer/general-consent.ts';
import { namesOf } from '../../policy/customer/names.ts';
import { carries } from '../../policy/customer/profile.ts';
import { fromIso } from '../../policy/time/timing.ts';
import type { KnownIdentity } from '../../stores/identities.ts';
import type { Stores } from '../../stores/stores.ts';
import type { IdentityRules } from './identity-rules.ts';
import type { Incoming } from './incoming.ts';

/** The addresses that an event speaks of consent for, and names itself. */
export function consentedAddresses(
  { customer, test }: StoreEvent,
  { addresses }: Pick<Stores, 'addresses'>,
): AddressRef[] {
  if (test) return [];
  return channels.flatMap((channel) => {
    const kind = addressKindOf[channel];
    const value = customer[kind];
    return customer.consent?.[channel] === undefined || value === undefined ? [] : [addresses.refOf(kind, value)];
  });
}

/**
 * Passes an event's consent on to the addresses. A statement about an address belongs to the address that the event
 * names. An account's statement without an address belongs to the account's current address, whichever that is: the
 * profile keeps it, and the present address hears it as well.
 */
export async function hearConsents(
  { event, named, doors, owners, kinds }: Incoming,
  { before, after: profile }: { readonly before: Profile; readonly after: Profile },
  stores: Stores,
  rules: IdentityRules,
): Promise<void> {
  const { customer } = event;
  const account = customer.id !== undefined;
  for (const channel of channels) {
    const word = customer.consent?.[channel];
    const kind = addressKindOf[channel];
    const confirms = word?.granted === true && needsConfirmation(kind, word, rules, event.history);
    const value = customer[kind] ?? (account ? profile.identities[kind] : undefined);
    if (word === undefined || value === undefined) continue;
    const pointer = named.find((identity) => identity.kind === kind) ?? (await pointerOf(kind, value, stores));
    const owner = await ownerBy(pointer?.owner, owners, stores);
    const isOther = owner !== undefined && owner.customer !== profile.customer && carries(owner, kind, value);
    const held =
      account && pointer?.proven === true && owner?.customer === profile.customer && carries(owner, kind, value);
    const released = releasedFrom(profile, kind, value, event);
    const namedAt = lastNamed(before, kind, value);
    const statement = {
      customer: profile.customer,
      granted: word.granted,
      at: fromIso(word.at),
      source: word.source,
      ...(word.wording !== undefined && { wording: word.wording }),
      ...(isImported(word.from, event.history) && { history: true }),
      reportedAt: reportedAt(event, word),
      account,
      leads: !isOther,
      verified: held || kinds.includes(kind),
      ...(released !== undefined && { released }),
      ...(namedAt !== undefined && { namedAt }),
      ...(isOther && { leader: owner.customer }),
      confirms,
    };
    const ref = stores.addresses.refOf(kind, value);
    const read = doors.find(({ hash }) => hash === ref.hash) ?? (await stores.addresses.find([ref]))[0];
    if (read === undefined) continue;
    const asks = confirms && !statement.verified;
    const { askAt } = rules;
    const names = namesOf(profile);
    const hear = (address: Address) => {
      const heard = hearAbout(address, word.topic, statement, rules.topics);
      return asks && askAt !== undefined && carries(profile, kind, value) ? askToConfirm(heard, names, askAt) : heard;
    };
    const said = saidIn(event, word, profile.customer);
    await stores.addresses.change(read, hear, asks ? { ...said, what: 'request' } : said, read);
  }
}

/** When an address was named with a word. An import tells of the address as it was when the customer agreed. */
function reportedAt({ occurredAt, history }: StoreEvent, { at }: ChannelConsent): number {
  return history ? Math.min(fromIso(occurredAt), fromIso(at)) : fromIso(occurredAt);
}

/** Where the account's present address leads, which the event did not name. */
async function pointerOf(kind: AddressKind, value: string, { identities }: Stores): Promise<KnownIdentity | undefined> {
  return (await identities.find({ [kind]: value }))[0];
}

async function ownerBy(
  key: string | undefined,
  owners: Incoming['owners'],
  { customers }: Stores,
): Promise<Profile | undefined> {
  return key === undefined ? undefined : (owners.get(key) ?? (await customers.load(key)))?.profile;
}

/**
 * The event without agreements that an address has to confirm: until then they say nothing of the customer, and so lift no
 * opt-out. One from an address that is known to be theirs stays.
 */
export function withoutUnconfirmed(incoming: Incoming, rules: IdentityRules): StoreEvent {
  const { event, kinds } = incoming;
  const { consent = {} } = event.customer;
  const counting = channels.flatMap((channel) => {
    const word = consent[channel];
    const kind = addressKindOf[channel];
    if (word === undefined) return [];
    const waits = word.granted && needsConfirmation(kind, word, rules, event.history);
    return waits && !kinds.includes(kind) && !isHeld(kind, incoming) ? [] : [[channel, word]];
  });
  if (counting.length === Object.keys(consent).length) return event;
  return { ...event, customer: { ...event.customer, consent: Object.fromEntries(counting) } };
}

/** True if the event's account has proven the address before that the event names, and carries it still. */
function isHeld(kind: AddressKind, { event, named, owners }: Incoming): boolean {
  const { id } = event.customer;
  const pointer = named.find((identity) => identity.kind === kind && identity.proven);
  const owner = pointer?.owner === undefined ? undefined : owners.get(pointer.owner)?.profile;
  return id !== undefined && owner?.identities.id === id && carries(owner, kind, pointer?.value ?? '');
}

/**
 * When the mails are due that ask to confirm what the event says; epoch milliseconds. The right to each is in the table by
 * now, so that a repeated event asks for the same ones.
 */
export async function confirmationsDue(
  event: StoreEvent,
  profile: Profile,
  { addresses }: Pick<Stores, 'addresses'>,
  rules: IdentityRules,
): Promise<number[]> {
  if (event.test) return [];
  const asking = channels.flatMap((channel) => {
    const kind = addressKindOf[channel];
    const value = profile.identities[kind];
    const asked = askedBy(event, profile, channel, rules);
    return asked === undefined || value === undefined ? [] : [{ ref: addresses.refOf(kind, value), asked }];
  });
  const read = await addresses.find(asking.map(({ ref }) => ref));
  return asking.flatMap(({ asked }, place) => {
    const address = read[place]?.value;
    return address === undefined ? [] : mailsAbout(address, namesOf(profile), asked);
  });
}

/** When the agreement was given that the event has an address confirm: its own, or what the account agreed to before. */
function askedBy(event: StoreEvent, profile: Profile, channel: Channel, rules: IdentityRules): number | undefined {
  const kind = addressKindOf[channel];
  const word = event.customer.consent?.[channel];
  if (word?.granted) return needsConfirmation(kind, word, rules, event.history) ? fromIso(word.at) : undefined;
  const isNamed = event.customer.id !== undefined && event.customer[kind] !== undefined;
  return isNamed && isAsked(profile, channel) ? profile.general?.[channel]?.at : undefined;
}

/** What an event says of consent, for the ledger. */
function saidIn(event: StoreEvent, word: ChannelConsent, customer: string): ConsentSaid {
  const {
    granted,
    topic,
    source,
    wording,
    wordingId,
    wordingVersion,
    by,
    from = event.history ? 'import' : 'unknown',
  } = word;
  const words = {
    ...(wordingId !== undefined && { id: wordingId }),
    ...(wordingVersion !== undefined && { version: wordingVersion }),
    ...(wording !== undefined && { text: wording }),
  };
  return {
    what: granted ? 'agreement' : 'opt-out',
    ...(topic !== undefined && { topics: [topic] }),
    saidAt: fromIso(word.at),
    from,
    source: keptSource(source),
    customer,
    ...(by !== undefined && { by }),
    ...(Object.keys(words).length > 0 && { wording: words }),
    event: event.id,
  };
}

/**
 * The address after a statement about marketing as a whole, or about one topic. Of a topic that the shop does not have an
 * agreement says nothing, and an opt-out is one from all marketing.
 */
function hearAbout(
  address: Address,
  topic: string | undefined,
  statement: ConsentStatement,
  topics: Readonly<Record<string, unknown>> | undefined,
): Address {
  const isKnown = topic !== undefined && (topics === undefined || Object.hasOwn(topics, topic));
  if (isKnown) return changeTopic(address, topic, (words) => hearConsent(words, statement));
  return topic === undefined || !statement.granted ? hearConsent(address, statement) : address;
}

/**
 * When the customer has given the address up: when they took another one, or at once where they hold it without proof, for
 * nothing will show when they give it up. Undefined while they hold it.
 */
function releasedFrom(profile: Profile, kind: AddressKind, value: string, event: StoreEvent): number | undefined {
  const since = profile.said[kind];
  if (carries(profile, kind, value)) return since === undefined ? fromIso(event.occurredAt) : undefined;
  return since ?? fromIso(event.occurredAt);
}

/** When the customer named the address that they carry, as far as the profile knows; undefined when they do not carry it. */
export function lastNamed(profile: Profile, kind: AddressKind, value: string): number | undefined {
  return carries(profile, kind, value) ? (profile.said[kind] ?? profile.filled?.[kind]) : undefined;
}

/** Releases the addresses that a customer carried and has taken others for. Call it before the profile is written. */
export async function releaseAddresses(before: Profile, after: Profile, stores: Stores): Promise<void> {
  const names = namesOf(before);
  for (const kind of addressKinds) {
    const value = before.identities[kind];
    if (value === undefined || carries(after, kind, value)) continue;
    // A join drops an unproven address without another in its place.
    const at = after.said[kind] ?? lastNamed(before, kind, value) ?? 0;
    const [pointer] = await stores.identities.find({ [kind]: value });
    const led = names.some((name) => name === pointer?.owner);
    const said: ConsentSaid = {
      what: 'release',
      saidAt: at,
      from: 'unknown',
      source: 'took another address',
      customer: before.customer,
    };
    await stores.addresses.change(
      stores.addresses.refOf(kind, value),
      (known) => releaseAddress(known, names, at, led),
      said,
    );
  }
}

/**
 * Changes the customer's profile if this is their present address, and notes that they have it. An abandoned address may
 * belong to somebody else by now, who speaks for that address alone.
 * @returns false when there is no such customer
 */
export async function changeHolder(
  customer: string,
  { kind, hash }: AddressRef,
  stores: Stores,
  apply: (profile: Profile) => Profile,
): Promise<boolean> {
  let holder: Profile | undefined;
  const isKnown = await stores.customers.change(customer, (profile) => {
    const present = profile.identities[kind];
    const isPresent = present !== undefined && stores.addresses.refOf(kind, present).hash === hash;
    holder = isPresent ? profile : undefined;
    return isPresent ? apply(profile) : profile;
  });
  if (holder !== undefined) await noteHolder(holder, { kind, hash }, stores);
  return isKnown;
}

async function noteHolder(holder: Profile, ref: AddressRef, stores: Stores): Promise<void> {
  const at = lastNamed(holder, ref.kind, holder.identities[ref.kind] ?? '');
  if (at === undefined) return;
  const { customer } = holder;
  const said: ConsentSaid = { what: 'naming', saidAt: at, from: 'unknown', source: 'named the address', customer };
  await stores.addresses.change(ref, (address) => noteNaming(address, customer, at), said);
}
