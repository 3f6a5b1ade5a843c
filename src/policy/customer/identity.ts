import { type AddressKind, addressKinds, isAddressKind } from '../../commerce/customer/channel.ts';
import type { EventCustomer } from '../../commerce/customer/customer.ts';
import { type IdentityKind, isChatKind } from '../../commerce/customer/identity.ts';
import type { Profile } from '../../model/profile.ts';
import { carries, hasAddress, isAnonymous } from './profile.ts';

/** An identity that an event names, and what the table says of it. */
export interface NamedIdentity {
  readonly kind: IdentityKind;
  readonly value: string;
  /** The customer that it leads to; undefined when it leads to nobody. */
  readonly owner?: Profile;
  /** True if it was proven to be that customer's. */
  readonly proven?: boolean;
  /** Set where the event is about an order that the owner placed under this address, though they have another by now. */
  readonly follows?: boolean;
}

/** The customer of an event. */
export interface Resolution {
  /** The customer, if known. */
  readonly owner?: Profile;
  /** Customers that the event shows to be the same as the owner. */
  readonly same: readonly Profile[];
  /** The identity that a new customer is known by, if there is no owner. */
  readonly strongest: NamedIdentity;
  /** True if the event proves its customer, and so may overwrite. */
  readonly proven: boolean;
}

/**
 * Which of its addresses an event proves to be the customer's: those that it marks as verified. An account's event that marks
 * nothing about addresses proves those that the shop verifies at sign-up. With an empty list all of them were typed.
 */
export function provenKinds(
  { id, verified, ...customer }: EventCustomer,
  atSignUp: readonly AddressKind[],
): readonly AddressKind[] {
  const isMarked = verified?.length === 0 || verified?.some((kind) => isAddressKind(kind));
  const trusted: readonly string[] = isMarked || id === undefined ? (verified ?? []) : atSignUp;
  return addressKinds.filter((kind) => customer[kind] !== undefined && trusted.includes(kind));
}

/**
 * Resolves the customer of an event, by what it proves. The store's own id and verified addresses name a customer, and
 * join customers who have no other account. A weaker identity only finds: the strongest one in the event finds the
 * customer who carries it, and an anonymous profile follows whatever it is named with. It never joins two people.
 * @param named the identities of the event, strongest first, at least one
 * @param kinds the addresses that it proves
 */
export function resolveCustomer(named: readonly NamedIdentity[], kinds: readonly AddressKind[]): Resolution {
  const [strongest] = named;
  if (strongest === undefined) throw new RangeError('An event without an identity passed its contract.');
  const valid = named.map((identity) => (leads(identity) ? identity : { ...identity, owner: undefined }));
  const id = valid.find(({ kind }) => kind === 'id');
  const address = valid.find(isAddress);
  const proves = (identity: NamedIdentity) => kinds.some((one) => one === identity.kind) && !isFormer(identity);
  const proven = id !== undefined || (address !== undefined && proves(address));
  const shown = valid.flatMap((identity): Profile[] => {
    const { owner } = identity;
    if (owner === undefined || (id !== undefined && !mayBelongTo(owner, id.value))) return [];
    if (isAnonymous(owner) || isNamed(owner, id, address)) return [owner];
    if (isChatKind(identity.kind)) return id !== undefined && !hasAddress(owner) ? [owner] : [];
    return proven && proves(identity) && isProvenBy(identity, id) ? [owner] : [];
  });
  const [owner, ...same] = distinct(id === undefined ? [...found(valid, proven), ...shown] : shown);
  return { ...(owner && { owner }), same: sameAccount(owner, same), strongest, proven };
}

/**
 * Which of two profiles survives when they turn out to be one: the account; of two without, or two of one account, the
 * one with the smaller key. Joins in opposite directions are so the same join, and no chain of them leads back.
 */
export function survivorOf(one: Profile, other: Profile): readonly [survivor: Profile, other: Profile] {
  const accounts = [one, other].map(({ identities }) => identities.id !== undefined);
  const first = accounts[0] === accounts[1] ? one.customer < other.customer : accounts[0] === true;
  return first ? [one, other] : [other, one];
}

/** True if an identity still leads to its owner: an owner who has taken another address has released the first. */
function leads(identity: NamedIdentity): boolean {
  if (identity.owner === undefined) return false;
  return isPresent(identity, identity.owner) || identity.follows === true;
}

/** True if the identity leads to its owner by an old order alone: that finds the order, and proves nothing of the owner. */
function isFormer(identity: NamedIdentity): boolean {
  return identity.owner !== undefined && !isPresent(identity, identity.owner);
}

function isPresent({ kind, value }: NamedIdentity, owner: Profile): boolean {
  return isChatKind(kind) || kind === 'anonymousId' || carries(owner, kind, value);
}

/**
 * The customer found by an event without an account's id: by the strongest address that it names, or else by any
 * identity. A proven address does not find a customer who merely claims it, or who is first known by another one.
 */
function found(named: readonly NamedIdentity[], proven: boolean): Profile[] {
  const address = named.find(isAddress);
  if (address === undefined) return named.flatMap(({ owner }) => owner ?? []).slice(0, 1);
  if (address.owner !== undefined) return proven && !isProvenBy(address, undefined) ? [] : [address.owner];
  // A customer who was known by a name in a chat alone gives an address for the first time.
  const inChat = named.find(({ kind, owner }) => isChatKind(kind) && owner !== undefined)?.owner;
  return inChat === undefined || inChat.identities.id !== undefined || hasAddress(inChat) ? [] : [inChat];
}

function isAddress({ kind }: NamedIdentity): boolean {
  return isAddressKind(kind);
}

/**
 * True if the event names this very customer: the account, or the guest who is first known by the address. One customer
 * can have two such profiles when two events are recorded at once.
 */
function isNamed(profile: Profile, id: NamedIdentity | undefined, address: NamedIdentity | undefined): boolean {
  if (id !== undefined) return profile.identities.id === id.value;
  if (address === undefined || profile.identities.id !== undefined) return false;
  return isFirstAddress(address, profile) && carries(profile, address.kind, address.value);
}

/** True if the profile may belong to the account: it is that account's, or no account's. */
function mayBelongTo({ identities }: Profile, id: string): boolean {
  return identities.id === undefined || identities.id === id;
}

/**
 * True if a profile is first known by this address. A guest may have typed somebody else's as a second address, so a
 * proof of that one does not prove to be the guest.
 */
export function isFirstAddress({ kind }: Pick<NamedIdentity, 'kind'>, { identities }: Profile): boolean {
  return kind === 'email' || identities.email === undefined;
}

/**
 * True if a proof of the address proves its owner. The owner must be first known by it, and must not be an account that
 * only claims it, unless the event names that account.
 */
function isProvenBy(identity: NamedIdentity, id: NamedIdentity | undefined): boolean {
  const { owner, proven } = identity;
  if (owner === undefined || !isFirstAddress(identity, owner)) return false;
  return owner.identities.id === undefined || id !== undefined || proven === true;
}

function distinct(profiles: readonly Profile[]): Profile[] {
  return [...new Map(profiles.map((profile) => [profile.customer, profile])).values()];
}

/** Those who can be the same as the owner: at most one account among all of them. */
function sameAccount(owner: Profile | undefined, others: readonly Profile[]): Profile[] {
  let account = owner?.identities.id;
  return others.filter(({ identities: { id } }) => {
    if (account !== undefined && id !== undefined && id !== account) return false;
    account ??= id;
    return true;
  });
}
