import type { Fact } from '../contracts/fact.ts';
import { partsOfKey } from '../contracts/message.ts';
import type { Profile } from '../contracts/profile.ts';
import type { Run } from '../contracts/run.ts';
import { RetryableError } from '../platform/errors.ts';
import {
  factsLeftUnder,
  type GuestAddress,
  guestAddress,
  isLeftUnder,
  type Things,
  thingsNamedIn,
} from '../policy/guest.ts';
import type { History } from './customers.ts';
import type { Incoming } from './remember.ts';
import type { Stores } from './stores.ts';
import type { Stored } from './table.ts';

const attempts = 8;

/**
 * Hands over to the customer of an event what guests left with others and what the event proves to be this customer's. Doing
 * it again changes nothing.
 * @returns whether anything may have been handed over
 */
export async function handOver(incoming: Incoming, customer: string, stores: Stores): Promise<boolean> {
  const claimed = await handOverClaimed(incoming, customer, stores);
  const named = await handOverNamed(incoming, customer, stores);
  return claimed || named;
}

/**
 * Hands over to the owner of an address what guests left under it with those who merely claimed it, once the address is
 * proven to be the owner's. Who they are stands beside where the address leads until all is handed over, so that any later event
 * completes it.
 * @param customer the customer of the event, to whom its addresses lead by now
 * @returns whether anything may have been handed over
 */
async function handOverClaimed(incoming: Incoming, customer: string, stores: Stores): Promise<boolean> {
  const { event, named, kinds } = incoming;
  const isDue = ({ kind, owner, proven, from }: (typeof named)[number]) =>
    proven ? from !== undefined : owner !== undefined && kinds.some((one) => one === kind);
  if (!named.some(isDue)) return false;
  let isDone = false;
  for (const { kind, value, owner, proven, from, rev } of await stores.identities.find(event.customer)) {
    if ((kind !== 'email' && kind !== 'phone') || owner !== customer || !proven || from === undefined) continue;
    for (const claimant of from) await handThings({ kind, value }, { claimant, owner: customer, by: event.id }, stores);
    await stores.identities.assign({ kind, value, rev }, customer, { proven });
    isDone = true;
  }
  return isDone;
}

/**
 * Hands over the things of an event whose account proves the address that they came with, though another has proven it, too, and
 * guests are taken for that one: the event shows whose these things are.
 * @returns whether anything may have been handed over
 */
async function handOverNamed(incoming: Incoming, customer: string, stores: Stores): Promise<boolean> {
  const { event, named, kinds, owners } = incoming;
  const things = thingsNamedIn(event);
  if (event.customer.id === undefined || things.length === 0) return false;
  const own = [...owners.values()].find((history) => history.customer === customer);
  let isDone = false;
  for (const { kind, value, owner } of named) {
    if ((kind !== 'email' && kind !== 'phone') || !kinds.includes(kind)) continue;
    const other = owner === undefined ? undefined : owners.get(owner);
    if (other === undefined || other.customer === customer) continue;
    if (!isLeftWith(other, { address: { kind, value }, things }, own)) continue;
    const handing = { claimant: other.customer, owner: customer, by: event.id };
    await handThings({ kind, value }, handing, stores, things);
    isDone = true;
  }
  return isDone;
}

/** Whether a customer has something of the things that their owner does not have yet. */
function isLeftWith(
  { facts, runs, taken = [] }: History,
  { address, things }: { readonly address: GuestAddress; readonly things: Things },
  own: History | undefined,
): boolean {
  const known = facts.map(({ value }) => value);
  const left = runs.map(({ value }) => value).filter((run) => isLeftUnder(address, run, known, things));
  const isOwn = ({ kind, id }: Fact) => own?.facts.some(({ value }) => value.kind === kind && value.id === id);
  const isBrokenOff = ({ id, takenBy }: Run) =>
    takenBy === own?.customer && !own?.runs.some(({ value }) => value.id === id);
  return (
    left.length > 0 ||
    factsLeftUnder(address, left, known, things).some((fact) => !isOwn(fact)) ||
    taken.some(({ value }) => isLeftUnder(address, value, known, things) && isBrokenOff(value))
  );
}

/**
 * Hands over what a guest left, if the account that the guest was taken for has lost their address to its owner while a run
 * was about to begin.
 * @param run the run, as it was just written
 */
export async function handOverLate(run: Run, { profile }: Pick<History, 'profile'>, stores: Stores): Promise<void> {
  const address = guestAddress(run.contact);
  if (address === undefined || profile.value.identities.id === undefined) return;
  const [identity] = await stores.identities.find({ [address.kind]: address.value });
  if (!identity?.proven || identity.owner === undefined || identity.owner === run.customer) return;
  await handThings(address, { claimant: run.customer, owner: identity.owner, by: run.startedBy }, stores);
}

/** Finishes handing a run over that was marked: any function that needs it may do so, any number of times. */
export async function finishHandOver(taken: Stored<Run>, claimant: string, stores: HandedStores): Promise<void> {
  const { takenBy, takenWith: by = '' } = taken.value;
  const heir = takenBy === undefined ? undefined : await stores.customers.standing(takenBy);
  if (heir !== undefined) await giveRuns([taken], { claimant, heir, by }, stores);
}

/** Who loses what to whom, by which event. */
interface Handing {
  readonly claimant: string;
  readonly owner: string;
  readonly by: string;
}

type HandedStores = Pick<Stores, 'customers' | 'runs'>;

/** Facts first, then runs: whoever goes on with a run finds what it is about. The claimant keeps the facts that they know. */
async function handThings(
  address: GuestAddress,
  { claimant, owner, by }: Handing,
  stores: Stores,
  things?: Things,
): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const history = await stores.customers.load(claimant);
    const heir = await stores.customers.standing(owner);
    if (history === undefined || heir === undefined || heir === history.customer) return;
    const facts = history.facts.map(({ value }) => value);
    const left = history.runs.filter(({ value }) => isLeftUnder(address, value, facts, things));
    const runs = left.map(({ value }) => value);
    for (const fact of factsLeftUnder(address, runs, facts, things)) await stores.facts.adopt(heir, fact);
    const begun = history.taken?.filter(({ value }) => value.takenBy === owner || value.takenBy === heir) ?? [];
    const isGiven = await giveRuns([...left, ...begun], { claimant: history.customer, heir, by }, stores);
    // One that was joined to a third meanwhile may have been emptied before all was there.
    if (isGiven && (await stores.customers.standing(owner)) === heir) return;
  }
  throw new RetryableError('A customer was joined to others eight times while things were handed over to them.');
}

/**
 * Gives runs to another customer, with the claims of their messages. The claimant's profile is written once the runs are
 * marked: a claim that was decided on before that fails, and every other one is seen here.
 * @returns false when one of the runs has gone elsewhere since it was read
 */
async function giveRuns(
  runs: readonly Stored<Run>[],
  { claimant, heir, by }: Pick<Handing, 'claimant' | 'by'> & { readonly heir: string },
  { customers, runs: store }: HandedStores,
): Promise<boolean> {
  if (runs.length === 0) return true;
  const given: Run[] = [];
  for (const run of runs) {
    const marked = await store.give(run, heir, by);
    if (marked?.takenBy !== undefined) given.push(marked);
  }
  const ids = new Set(given.map(({ id }) => id));
  let last: Profile | undefined;
  await customers.change(claimant, (profile) => {
    last = profile;
    return { ...profile };
  });
  const { claims = {}, dropped } = last ?? {};
  const theirs = Object.entries(claims).filter(([key]) => ids.has(partsOfKey(key).run));
  await customers.change(heir, (profile) => withClaims(profile, Object.fromEntries(theirs), dropped));
  for (const run of given) await store.take(run, heir);
  return given.length === runs.length;
}

function withClaims(profile: Profile, claims: Profile['claims'], dropped: number | undefined): Profile {
  const isKnown = Object.keys(claims).every((key) => Object.hasOwn(profile.claims, key));
  const isDropped = dropped === undefined || (profile.dropped !== undefined && profile.dropped >= dropped);
  if (isKnown && isDropped) return profile;
  const latest = isDropped ? profile.dropped : dropped;
  return {
    ...profile,
    claims: { ...claims, ...profile.claims },
    ...(latest !== undefined && { dropped: latest }),
  };
}
