import type { Fact } from '../model/fact.ts';
import type { Run } from '../model/run.ts';
import type { PastRun, SettledFact } from '../model/settled.ts';
import { oldestFacts, oldestRuns } from '../policy/past/oldest.ts';
import { countedBy, factName } from '../policy/past/past.ts';
import { absorb, absorbed, asSettled, emptySettled, settleFacts, withOpenRuns } from '../policy/past/settled.ts';
import type { History } from '../stores/history.ts';
import { isSettledPlace } from '../stores/item-keys.ts';
import type { Stores } from '../stores/stores.ts';
import type { Key, Stored } from '../stores/table.ts';
import { type Thing, thingsOf, thingsOfRun } from '../stores/whereabouts.ts';

/** The questions about a run before it is moved away. Times in epoch milliseconds. */
export interface Openness {
  readonly now: number;
  /** True if an event may still concern it. */
  readonly isOpen: (run: Run) => boolean;
  /** The events that may still concern it without naming its subject, and until when. */
  readonly openTo: (run: Run) => Pick<PastRun, 'on' | 'until'> | undefined;
}

type TidyStores = Pick<Stores, 'customers' | 'archive' | 'archiveWriter' | 'whereabouts' | 'budget'>;

/**
 * Moves the oldest facts and runs out of the reach of decisions, if the history has grown beyond its budget, and takes
 * over the lists of the digests of customers who were joined to this one. The digest is written first, by one
 * conditional write; then each fact is copied and deleted as it was read. A function that dies on the way leaves a fact
 * that is still read and counted, and moves at another time.
 * @param history as it was read; with items fetched from the archive or without
 */
export async function tidy(history: History, openness: Openness, stores: TidyStores): Promise<void> {
  const { customer } = history;
  await stores.archiveWriter.forget(history.stored.stale ?? []);
  const facts = history.stored.facts.filter(isRead);
  const old = oldestFacts(facts, stores.budget);
  const closed = oldestRuns(history.stored.runs.filter(isRead), openness.isOpen, stores.budget);
  const joined = digestsAmong(facts).filter(({ value }) => value.id !== customer);
  const whole = joined.filter(({ value }) => value.absorbed === undefined);
  if (old.length === 0 && closed.length === 0 && whole.length === 0) return;
  const digest = await writeDigest(history, { old, closed, whole }, openness, stores);
  if (digest === undefined) return; // somebody else is at it
  // A join of the customer to another that begins from now on takes this digest over.
  if ((await stores.customers.standing(customer)) !== customer) return;
  const counting = joined.filter(({ value }) => old.some((fact) => isCounted(fact.value, value)));
  // Each is kept without its lists, and lives as long as what it counts: it is written again. Who was first has kept it as well.
  for (const one of new Set([...whole, ...counting])) {
    await stores.archiveWriter.replaceDigest(one, absorbed(one.value));
  }
  await moveAway(customer, { old, closed }, [digest, ...joined.map(({ value }) => value)], stores);
}

async function moveAway(
  customer: string,
  { old, closed }: Pick<Moving, 'old' | 'closed'>,
  digests: readonly SettledFact[],
  { archiveWriter, whereabouts }: TidyStores,
): Promise<void> {
  const going = old.map(({ value }) => value);
  await whereabouts.note(customer, [...going.flatMap(thingsOf), ...closed.flatMap(thingsOfStored)]);
  // Once those who put an order aside as well turn out to be the customer, it counts once. With one whose digest is here
  // already the join may have been broken off before their orders were compared.
  for (const { kind, id } of going.filter((fact) => fact.kind === 'order')) {
    if (await whereabouts.isElsewhere({ kind, id }, customer)) await archiveWriter.markTwin(customer, id);
  }
  await archiveWriter.putBeside(customer, old);
  const isAlone = digests.length === 1;
  const settled = ({ value }: Stored<Fact>) => (value.kind === 'order' ? asSettled(value, digests) : value);
  await Promise.all([
    ...old.map((fact) => archiveWriter.settle(customer, fact, settled(fact), isAlone)),
    ...closed.map((run) => archiveWriter.close(customer, run)),
  ]);
}

async function writeDigest(
  { customer, stored: { facts } }: History,
  { old, closed, whole }: Moving,
  { now, openTo }: Openness,
  stores: TidyStores,
): Promise<SettledFact | undefined> {
  const read = facts.filter(isRead);
  const stored = digestsAmong(read).find(({ value }) => value.id === customer);
  const known = absorb(
    stored?.value ?? emptySettled(customer, now),
    whole.map(({ value }) => value),
  );
  const open = closed.flatMap(({ value }): PastRun[] => {
    const opening = openTo(value);
    return opening ? [{ id: value.id, customer, ...opening }] : [];
  });
  const batch = await lastBatch(customer, known, read, stores);
  const settled = settleFacts(
    known,
    old.map(({ value }) => value),
    [...read, ...batch].map(({ value }) => value),
  );
  const after = withOpenRuns(settled, open, now);
  return (await stores.archiveWriter.saveDigest(customer, after, stored?.rev ?? 0)) ? after : undefined;
}

/**
 * The orders of the last batch that have been moved away. A slow function that does not know the batch's counts may
 * have moved them: then the digest has to keep the counts.
 */
async function lastBatch(
  customer: string,
  { batch }: SettledFact,
  read: readonly Stored<Fact>[],
  { archive }: TidyStores,
): Promise<Stored<Fact>[]> {
  const names = new Set(read.map(({ value }) => factName(value)));
  const orders = Object.keys(batch).map((id) => ({ kind: 'order', id }) as const);
  return archive.settled(
    customer,
    orders.filter((order) => !names.has(factName(order))),
  );
}

/** The items to move, and the digests whose lists move with them. */
interface Moving {
  readonly old: readonly Stored<Fact>[];
  readonly closed: readonly Stored<Run>[];
  readonly whole: readonly Stored<SettledFact>[];
}

function digestsAmong(facts: readonly Stored<Fact>[]): Stored<SettledFact>[] {
  return facts.filter((fact): fact is Stored<SettledFact> => fact.value.kind === 'settled');
}

function isCounted(fact: Fact, digest: SettledFact): boolean {
  return fact.kind === 'order' && countedBy(digest, fact) !== undefined;
}

function thingsOfStored({ value }: Stored<Run>): Thing[] {
  return thingsOfRun(value);
}

function isRead(item: Key): boolean {
  return !isSettledPlace(item);
}
