import { isDeepStrictEqual } from 'node:util';
import type { AddressKind } from '../../commerce/customer/channel.ts';
import { isDataRequest } from '../../commerce/customer/data-request.ts';
import type { StoreEvent } from '../../commerce/events.ts';
import type { Profile } from '../../model/profile.ts';
import type { SettledFact } from '../../model/settled.ts';
import { isAboutErased, withoutErasedAgreements } from '../../policy/customer/erasure.ts';
import { provenKinds, resolveCustomer, survivorOf } from '../../policy/customer/identity.ts';
import { carries, emptyProfile, foldProfile } from '../../policy/customer/profile.ts';
import { factOf } from '../../policy/past/fold-fact.ts';
import { fromIso } from '../../policy/time/timing.ts';
import { digestsOf } from '../../stores/archive.ts';
import { untilFirst } from '../../stores/change.ts';
import type { History } from '../../stores/history.ts';
import type { KnownIdentity } from '../../stores/identities.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Stored } from '../../stores/table.ts';
import { consentedAddresses, hearConsents, releaseAddresses, withoutUnconfirmed } from './consents.ts';
import { askOfGeneral, tellOfGeneralConsents } from './general-consents.ts';
import type { IdentityRules } from './identity-rules.ts';
import type { Incoming } from './incoming.ts';
import { joinCustomers } from './join.ts';
import { noteBoughtCart } from './mentions.ts';
import { ownersOf } from './order-owner.ts';
import { pointIdentities } from './point.ts';
import { noteTaken } from './takes.ts';

const mostTries = 12;

/**
 * Records an event: finds or makes its customer, joins customers that the event proves to be one, folds the event into
 * the profile, the addresses and its fact. Repeating it changes nothing.
 * @returns the customer's history, read after the event was written; undefined when the event is about a customer who was
 * erased since it happened, or asks for their data: such an event is not recorded
 * @throws RetryableError when others are first a dozen times
 */
export async function recordEvent(
  event: StoreEvent,
  stores: Stores,
  rules: IdentityRules,
): Promise<History | undefined> {
  if (isDataRequest(event)) return undefined;
  const message = `The customer changed ${mostTries} times while an event was taken in.`;
  const recorded = await untilFirst(mostTries, message, (isRepeated) =>
    recordOnce(event, stores, rules, isRepeated || event.test === true),
  );
  return recorded === 'erased' ? undefined : recorded;
}

/** @param looks whether a newcomer is looked for. At first they are taken for one: the write fails if they are not. */
async function recordOnce(
  event: StoreEvent,
  stores: Stores,
  rules: IdentityRules,
  looks: boolean,
): Promise<History | 'erased' | undefined> {
  const incoming = await readIncoming(event, stores, rules);
  const { resolution } = incoming;
  if (isAboutErased(incoming.named, fromIso(event.occurredAt), resolution.owner !== undefined)) return 'erased';
  const twins = twinsIn(incoming);
  if (twins !== undefined && !event.test) {
    await join(twins, incoming, stores, rules);
    return undefined; // one customer now: whose the event is has to be asked again
  }
  const owner = await ownerOf(incoming, stores, looks);
  if (owner === undefined) return undefined;
  const { customer, before, rev } = owner;
  // A test makes the customer that it needs, and says nothing of one who is there.
  if (event.test && owner.history !== undefined) return stores.archive.forEvent(owner.history, event);
  const told = event.test ? withoutConsent(event) : withoutUnconfirmed(incoming, rules);
  const folded = foldProfile(before, told, resolution.proven, rules.topics);
  const after = askOfGeneral(incoming, { before, after: folded }, rules);
  const profileChanged = !isDeepStrictEqual(after, before);
  if (!profileChanged && owner.history === undefined && !looks) return undefined; // nothing has been compared with the table
  if (profileChanged) await releaseAddresses(before, after, stores);
  if (!event.test && (profileChanged || looks)) await noteTaken(incoming, { before, after }, stores, looks);
  if (profileChanged && !(await stores.customers.save(after, rev))) return undefined;
  const pointed = await pointIdentities(incoming, { before, after }, stores);
  // A newcomer who lost every identity to somebody else is nobody: no address may stay behind that nothing leads to.
  if (pointed === 'lost' && rev === 0) await vacate(customer, event, stores);
  if (pointed !== 'done') return undefined;
  if (!event.test) await hearConsents(incoming, { before, after }, stores, rules);
  if (!event.test) await tellOfGeneralConsents(incoming, after, stores, rules);
  await noteBoughtCart(incoming, customer, stores);
  const factChanged = await stores.facts.record(customer, event, owner.history?.stored.facts ?? []);
  const isAsBefore = !profileChanged && !factChanged;
  if (owner.history !== undefined && isAsBefore) return stores.archive.forEvent(owner.history, event);
  const current = await readAgain(event, owner.history, customer, stores);
  // One who was joined to another meanwhile, or has turned out to be nobody: what was written last may have stayed
  // behind, and is told once more.
  const { kind } = resolution.strongest;
  const isKept = after.identities[kind] === undefined || current?.profile.identities[kind] !== undefined;
  return current?.customer === customer && isKept ? current : undefined;
}

async function readIncoming(event: StoreEvent, stores: Stores, rules: IdentityRules): Promise<Incoming> {
  const consented = consentedAddresses(event, stores);
  const { named: found, addresses: doors } = await stores.identities.findBeside(event.customer, consented);
  const keys = [...new Set(found.flatMap(({ owner }) => owner ?? []))];
  const histories = await Promise.all(keys.map(async (key) => [key, await loadToChange(event, key, stores)] as const));
  const named = await withErasures(found, new Map(histories), stores);
  const read = histories.flatMap(([key, history]) => (history ? [[key, history] as const] : []));
  const owners = new Map(await asOfNow(read, event, stores));
  const identities = await ownersOf(event, named, owners, (customer) => loadToChange(event, customer, stores));
  const account = identities.find(({ kind }) => kind === 'id')?.owner;
  const kinds = provenKinds(event.customer, rules.verifiedAddresses ?? []).filter((kind) =>
    isCurrent(account, kind, event),
  );
  const counting = withoutErasedAgreements(event, named);
  return { event: counting, named, doors, owners, kinds, resolution: resolveCustomer(identities, kinds) };
}

/** The identities, each with when the customer was erased to whom it leads. Only then there is no history, and one more read. */
async function withErasures(
  named: readonly KnownIdentity[],
  histories: ReadonlyMap<string, History | undefined>,
  { customers }: Stores,
): Promise<KnownIdentity[]> {
  const known = named.map(async (identity) => {
    const { owner, erased } = identity;
    if (owner === undefined || histories.get(owner) !== undefined) return identity;
    const at = await customers.erasedAt(owner);
    return at === undefined ? identity : { ...identity, erased: Math.max(at, erased ?? at) };
  });
  return Promise.all(known);
}

/**
 * The histories, each as it is when all have been read: reading one may have finished a join that another was read before.
 */
async function asOfNow(
  read: readonly (readonly [string, History])[],
  event: StoreEvent,
  stores: Stores,
): Promise<[string, History][]> {
  const moved = new Set(read.flatMap(([key, { customer }]) => (key === customer ? [] : [customer])));
  const again = await Promise.all(
    [...moved].map(async (customer) => [customer, await loadToChange(event, customer, stores)] as const),
  );
  const fresh = new Map(again);
  return read.map(([key, history]) => [key, fresh.get(history.customer) ?? history]);
}

/**
 * The history after the event was written. An event that wrote a fact again may have overlooked that others had settled it since the
 * history was read.
 */
async function readAgain(
  event: StoreEvent,
  before: History | undefined,
  customer: string,
  stores: Stores,
): Promise<History | undefined> {
  const current = await loadFor(event, customer, stores);
  const named = factOf(event);
  if (named === undefined || current === undefined || before === undefined) return current;
  const isNew = before.fact(named.kind, named.id) === undefined;
  if (!isNew || spell(digestsOf(current)) === spell(digestsOf(before))) return current;
  const archives = await stores.whereabouts.archivesWith(current.customer, digestsOf(current), [named]);
  const united = await stores.facts.unite(current.customer, named, archives);
  return united ? loadFor(event, customer, stores) : current;
}

/** Which digests there are, and how often each has changed. */
function spell(digests: readonly SettledFact[]): string {
  return digests.map(({ id, version }) => `${id} ${version}`).join();
}

/** A customer's history with the facts that the event changes or goes by. */
async function loadToChange(event: StoreEvent, customer: string, stores: Stores): Promise<History | undefined> {
  const history = await stores.customers.load(customer);
  return history && stores.archive.forChange(history, event);
}

/** A customer's history with all that the event is about. */
async function loadFor(event: StoreEvent, customer: string, stores: Stores): Promise<History | undefined> {
  const history = await stores.customers.load(customer);
  return history && stores.archive.forEvent(history, event);
}

/** Empties a profile that was just made and that nothing leads to, unless somebody else has come to use it. */
async function vacate(customer: string, event: StoreEvent, stores: Stores): Promise<void> {
  const named = await stores.identities.find(event.customer);
  if (named.every(({ owner }) => owner !== customer)) await stores.customers.save(emptyProfile(customer), 1);
}

function withoutConsent(event: StoreEvent): StoreEvent {
  const { consent: _consent, ...customer } = event.customer;
  return { ...event, customer };
}

/** True if a proof is not older than the account's present address: a proof of an abandoned address proves nothing. */
function isCurrent(account: Profile | undefined, kind: AddressKind, { customer, occurredAt }: StoreEvent): boolean {
  const value = customer[kind];
  if (account === undefined || value === undefined || carries(account, kind, value)) return true;
  return fromIso(occurredAt) > (account.said[kind] ?? Number.NEGATIVE_INFINITY);
}

/** Two customers that the event shows to be one, as they were read. */
function twinsIn({ owners, resolution: { owner, same } }: Incoming): [Stored<Profile>, Stored<Profile>] | undefined {
  const read = (wanted: Profile | undefined) =>
    [...owners.values()].find(({ customer }) => customer === wanted?.customer)?.stored.profile;
  const [one, other] = [read(owner), read(same[0])];
  return one && other && [one, other];
}

/**
 * Joins two customers. The one that survives hears the event first: from then on it carries the address that proves
 * who they are, and nobody takes that address for a released one meanwhile.
 */
async function join(
  [one, other]: readonly [Stored<Profile>, Stored<Profile>],
  incoming: Incoming,
  stores: Stores,
  rules: IdentityRules,
): Promise<void> {
  const { event, resolution } = incoming;
  const [survivor] = survivorOf(one.value, other.value);
  const { rev } = survivor === one.value ? one : other;
  const heard = foldProfile(survivor, withoutUnconfirmed(incoming, rules), resolution.proven, rules.topics);
  await releaseAddresses(survivor, heard, stores);
  await noteTaken(incoming, { before: survivor, after: heard }, stores, false);
  if (!isDeepStrictEqual(heard, survivor) && !(await stores.customers.save(heard, rev))) return;
  await joinCustomers(one, other, event.id, stores);
}

/** The customer whose the event is, or a new one. Undefined: who would be new was erased, and the identity leads there now. */
async function ownerOf(
  { event, named, owners, resolution }: Incoming,
  stores: Stores,
  looks: boolean,
): Promise<
  | {
      readonly customer: string;
      readonly before: Profile;
      readonly rev: number;
      readonly history?: History | undefined;
    }
  | undefined
> {
  const found = [...owners.values()].find(({ customer }) => customer === resolution.owner?.customer);
  const { kind, value } = resolution.strongest;
  const rev = named.find((identity) => identity.kind === kind && identity.value === value)?.rev ?? 0;
  const newcomer = stores.identities.customerFor({ kind, value, rev });
  // A newcomer's profile may stand already, if its first event was broken off before the identities.
  const history = found ?? (looks ? await loadToChange(event, newcomer, stores) : undefined);
  const wasErased = looks && history === undefined && (await stores.customers.erasedAt(newcomer)) !== undefined;
  if (wasErased && (await stores.identities.assign({ kind, value, rev }, newcomer))) return undefined;
  const customer = history?.customer ?? newcomer;
  const { value: before, rev: read } = history?.stored.profile ?? { value: emptyProfile(customer), rev: 0 };
  return { customer, before, rev: read, history };
}
