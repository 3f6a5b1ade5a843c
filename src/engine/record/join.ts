import { identityKinds } from '../../commerce/customer/identity.ts';
import { DomainError } from '../../model/errors.ts';
import type { Fact } from '../../model/fact.ts';
import type { Profile } from '../../model/profile.ts';
import type { SettledFact } from '../../model/settled.ts';
import { survivorOf } from '../../policy/customer/identity.ts';
import { namesOf } from '../../policy/customer/names.ts';
import { joinProfiles } from '../../policy/customer/profile.ts';
import { asTaken } from '../../policy/past/settled.ts';
import { digestsOf } from '../../stores/archive.ts';
import { untilFirst } from '../../stores/change.ts';
import type { History } from '../../stores/history.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Stored } from '../../stores/table.ts';
import { thingsOf } from '../../stores/whereabouts.ts';
import { releaseAddresses } from './consents.ts';
import { inherit } from './inherit.ts';
import { noteJoined } from './takes.ts';

/**
 * Joins two customers. The losing profile is marked first, by one conditional write; from then on no decision uses it,
 * and every function that loads it continues the move. If it has changed since it was read, nothing happens, because it
 * may be somebody else's by now: resolve the event again.
 * @param event the id of the event that proved them to be one: when it is ingested, conversions are looked for again
 */
export async function joinCustomers(
  one: Stored<Profile>,
  other: Stored<Profile>,
  event: string,
  stores: Stores,
): Promise<void> {
  const [survivor, loser] = survivorOf(one.value, other.value);
  const { rev } = loser === one.value ? one : other;
  const marked = { ...loser, mergedInto: survivor.customer, mergedBy: event };
  if (await stores.customers.save(marked, rev)) await finishJoin(loser.customer, stores);
}

/**
 * Takes over everything a marked customer has: profile, runs, facts and conversions. Any number of callers may do so at
 * once, and each of them may die at any point. The ledger stays where it is, and the survivor remembers where.
 * @throws RetryableError when the survivor is joined to others eight times meanwhile
 */
export async function finishJoin(loser: string, stores: Stores): Promise<void> {
  const message = 'A customer was joined to others eight times while another was joined to them.';
  await untilFirst(8, message, () => finishOnce(loser, stores));
}

/** @returns undefined when the survivor was joined to another meanwhile, or the marked customer changed */
async function finishOnce(loser: string, stores: Stores): Promise<'done' | undefined> {
  const history = await stores.customers.loadUnmerged(loser);
  const { mergedInto, mergedBy = '', moved } = history?.profile ?? {};
  if (history === undefined || mergedInto === undefined || moved) return 'done';
  const survivor = await stores.customers.standing(mergedInto);
  if (survivor === undefined) throw new DomainError(`${loser} was joined to a customer who is not in the table.`);
  if (await isErased(survivor, loser, stores)) return 'done';
  await joinAddressed(survivor, history.profile, mergedBy, stores);
  await takeOver(survivor, history, stores);
  // One that was joined to a third meanwhile may have been emptied before all was there.
  if ((await stores.customers.standing(mergedInto)) !== survivor) return undefined;
  if (await isErased(survivor, loser, stores)) return 'done';
  await handOver(survivor, history, stores);
  const isSaved = await stores.customers.save({ ...history.profile, moved: true }, history.stored.profile.rev);
  return isSaved ? 'done' : undefined;
}

/**
 * True if the survivor was erased. Then nothing is moved: the one who was joined is the same person, so the erasure is told
 * to take that name along.
 */
async function isErased(survivor: string, loser: string, { customers, erasures }: Stores): Promise<boolean> {
  if ((await customers.erasedAt(survivor)) === undefined) return false;
  await erasures.alsoKnownAs(survivor, loser);
  return true;
}

/**
 * Archived facts stay where they are, and so does the digest's count of them. Only facts that both customers have are
 * read again, so that each counts once.
 */
async function takeOver(survivor: string, { customer, facts, stored }: History, stores: Stores): Promise<void> {
  const [digests, others] = partition(facts);
  // What is counted already comes first, so that nobody counts it again.
  for (const fact of digests) await stores.facts.adopt(survivor, fact);
  const heir = await stores.customers.loadUnmerged(survivor);
  const known = heir === undefined ? [] : digestsOf(heir);
  for (const other of others) {
    const fact = asTaken(other, digests); // the survivor may have moved it away before the digest came that counts it
    const archives = await stores.whereabouts.archivesWith(survivor, known, thingsOf(fact));
    await stores.facts.adopt(survivor, fact, [...new Set([survivor, ...archives])]);
  }
  if (heir !== undefined) await inherit(customer, heir, digests, stores);
  for (const run of stored.runs) await stores.runs.move(run, survivor);
  for (const conversion of await stores.conversions.ofCustomer(customer)) {
    await stores.conversions.record({ ...conversion, customer: survivor });
  }
}

/** Joins the profiles, and releases the addresses that the joined one does not carry. */
async function joinAddressed(survivor: string, loser: Profile, event: string, stores: Stores): Promise<void> {
  const known = (await stores.customers.loadUnmerged(survivor))?.profile;
  if (known !== undefined) {
    const joined = joinProfiles(known, loser, event);
    await stores.erasures.keepNames(survivor, namesLost(known, loser, joined));
    await releaseAddresses(known, joined, stores);
    await releaseAddresses(loser, joined, stores);
    await noteJoined(known, loser, joined, stores);
  }
  await stores.customers.change(survivor, (profile) => joinProfiles(profile, loser, event));
}

/** The names for which the joined profile has no room. They are noted beside it, so that an erasure finds everything. */
function namesLost(survivor: Profile, loser: Profile, joined: Profile): string[] {
  const kept = new Set(namesOf(joined));
  return [...namesOf(survivor), ...namesOf(loser)].filter((name) => !kept.has(name));
}

function partition(facts: readonly Fact[]): [digests: SettledFact[], others: Fact[]] {
  return [facts.filter((fact) => fact.kind === 'settled'), facts.filter((fact) => fact.kind !== 'settled')];
}

/** Shortens the way: identities that led to the one who gave way lead to the survivor at once. */
async function handOver(survivor: string, { customer, profile }: History, stores: Stores): Promise<void> {
  const named = Object.fromEntries(
    identityKinds.flatMap((kind) => {
      const value = profile.identities[kind];
      return value === undefined ? [] : [[kind, value]];
    }),
  );
  for (const { owner, proven, ...identity } of await stores.identities.find(named)) {
    if (owner === customer) await stores.identities.assign(identity, survivor, proven ? { proven } : {});
  }
}
